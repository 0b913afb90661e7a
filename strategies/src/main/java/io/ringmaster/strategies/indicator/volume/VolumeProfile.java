package io.ringmaster.strategies.indicator.volume;

import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Single;
import io.ringmaster.strategies.indicator.window.CompensatedSums;
import io.ringmaster.strategies.indicator.window.Past;

/**
 * Volume by price over the last n bars, in equal bins between their lowest low and highest high. A bar's volume counts at its typical price.
 * The value is the middle of the bin with the most volume, the lowest of equal ones. The value area grows from that bin until it holds 70 %,
 * towards the side with more volume, and downwards if both are equal. It costs one step for each bin, and n more on a bar that changes the
 * range.
 */
final class VolumeProfile extends Single {

    private static final double VALUE_AREA = 0.7;
    /** A share missing from the area that is smaller than this is rounding. */
    private static final double ROUNDING = 1e-12;

    private final Past prices;
    private final Past volumes;
    private final Indicator highest;
    private final Indicator lowest;
    private final CompensatedSums sums;
    private final double[] bins;
    private final int n;
    private double low;
    private double width;
    private double areaLow;
    private double areaHigh;

    VolumeProfile(final int n, final int bins, final Indicator highest, final Indicator lowest) {
        this.n = n;
        this.highest = highest;
        this.lowest = lowest;
        this.bins = new double[bins];
        sums = new CompensatedSums(bins);
        prices = new Past(n);
        volumes = new Past(n);
    }

    @Override
    public int warmupBars() {
        return n;
    }

    @Override
    protected double next(final Bar bar) {
        final double price = (bar.high + bar.low + bar.close) / 3;
        final double oldPrice = prices.push(price);
        final double oldVolume = volumes.push(bar.volume);
        if (!prices.isFull()) {
            return Double.NaN;
        }
        final double newLow = lowest.value();
        final double newWidth = (highest.value() - newLow) / bins.length;
        if (newWidth == 0) {
            width = 0;
            areaLow = newLow;
            areaHigh = newLow;
            return newLow;
        }
        if (newLow == low && newWidth == width) {
            sums.add(bin(oldPrice), -oldVolume);
            sums.add(bin(price), bar.volume);
        } else {
            low = newLow;
            width = newWidth;
            refill();
        }
        final int fullest = read();
        spread(fullest);
        return low + (fullest + 0.5) * width;
    }

    private int bin(final double price) {
        return Math.clamp((int) ((price - low) / width), 0, bins.length - 1);
    }

    private void refill() {
        for (int i = 0; i < bins.length; i++) {
            sums.clear(i);
        }
        for (int i = 0; i < n; i++) {
            sums.add(bin(prices.ago(i)), volumes.ago(i));
        }
    }

    /** Returns the bin with the most volume. */
    private int read() {
        int fullest = 0;
        for (int i = 0; i < bins.length; i++) {
            bins[i] = sums.value(i);
            fullest = bins[i] > bins[fullest] ? i : fullest;
        }
        return fullest;
    }

    private void spread(final int fullest) {
        double all = 0;
        for (final double bin : bins) {
            all += bin;
        }
        int from = fullest;
        int to = fullest;
        double inside = bins[fullest];
        while (inside < VALUE_AREA * (1 - ROUNDING) * all && (from > 0 || to < bins.length - 1)) {
            final double below = from > 0 ? bins[from - 1] : -1;
            final double above = to < bins.length - 1 ? bins[to + 1] : -1;
            inside += Math.max(below, above);
            if (above > below) {
                to++;
            } else {
                from--;
            }
        }
        areaLow = low + from * width;
        areaHigh = low + (to + 1) * width;
    }

    double areaLow() {
        return areaLow;
    }

    double areaHigh() {
        return areaHigh;
    }
}
