package io.ringmaster.strategies.indicator;

/**
 * Standard deviation of the last n typical prices around their volume-weighted mean, weighted alike; 0 where nothing was traded. In two
 * passes, for a difference of large sums would lose its digits. Costs n a bar.
 */
final class VwapDeviation extends Derived {

    /** A deviation below this share of the price is rounding, not movement. */
    private static final double ROUNDING = 1e-12;

    private final Indicator volume;
    private final Indicator total;
    private final Indicator mean;
    private final int n;
    private Histories histories;
    private int prices;
    private int volumes;

    /** @param total of the volume of the last n */
    VwapDeviation(final Indicator typical, final Indicator volume, final Indicator total, final Indicator mean, final int n) {
        super(typical, n, n);
        this.volume = volume;
        this.total = total;
        this.mean = mean;
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
        if (histories.count(prices) + 1 < n) {
            return Double.NaN;
        }
        final double middle = mean.value();
        double squares = 0;
        for (int i = n - 1; i > 0; i--) {
            final double distance = histories.ago(prices, i) - middle;
            squares += histories.ago(volumes, i) * distance * distance;
        }
        final double distance = price - middle;
        squares += volume.value() * distance * distance;
        final double deviation = total.value() == 0 ? 0 : Math.sqrt(squares / total.value());
        return deviation < ROUNDING * price ? 0 : deviation;
    }
}
