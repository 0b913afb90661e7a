package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Derived;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.window.CompensatedSums;

/**
 * Standard deviation of the last n typical prices around their volume-weighted mean, weighted alike; 0 where nothing was traded. From
 * running sums that keep their rounding errors, so that nothing is lost to cancellation.
 */
final class VwapDeviation extends Derived {

    /** A deviation below this share of the price is rounding, not movement. */
    private static final double ROUNDING = 1e-12;

    private final Indicator volume;
    private final Indicator total;
    private final int n;
    private final CompensatedSums weights = new CompensatedSums(1);
    private final CompensatedSums values = new CompensatedSums(1);
    private final CompensatedSums squares = new CompensatedSums(1);
    private Histories histories;
    private int prices;
    private int volumes;

    /** @param total of the volume of the last n */
    VwapDeviation(final Indicator typical, final Indicator volume, final Indicator total, final int n) {
        super(typical, n, n);
        this.volume = volume;
        this.total = total;
        this.n = n;
    }

    @Override
    protected void lookBack(final Histories all) {
        histories = all;
        prices = all.keep(source(), n);
        volumes = all.keep(volume, n);
    }

    @Override
    protected double next(final double price) {
        add(price, volume.value());
        final int before = histories.count(prices);
        if (before >= n) {
            add(histories.ago(prices, n), -histories.ago(volumes, n));
        }
        if (before + 1 < n) {
            return Double.NaN;
        }
        final double weight = total.value();
        final double deviation = weight == 0 ? 0 : Math.sqrt(CompensatedSums.spread(0, weights, values, squares)) / weight;
        return deviation < ROUNDING * price ? 0 : deviation;
    }

    private void add(final double price, final double quantity) {
        final double value = price * quantity;
        weights.add(0, quantity);
        values.addProduct(0, price, quantity);
        squares.addProduct(0, value, price);
        squares.addProduct(0, Math.fma(price, quantity, -value), price);
    }
}
