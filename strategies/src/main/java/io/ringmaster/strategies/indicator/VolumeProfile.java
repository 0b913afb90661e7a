package io.ringmaster.strategies.indicator;

import java.util.Arrays;

/**
 * Volume by price over the last n bars, in equal bins between their lowest low and highest high; a bar's volume counts at its typical
 * price. The value is the middle of the bin with the most volume, the lowest of equal ones; the value area grows from it, to the side with
 * more, until it holds 70 %. Costs n + bins a bar.
 */
final class VolumeProfile extends Single {

    private static final double VALUE_AREA = 0.7;

    private final Window prices;
    private final Window volumes;
    private final Indicator highest;
    private final Indicator lowest;
    private final double[] bins;
    private final int n;
    private double areaLow;
    private double areaHigh;

    VolumeProfile(final int n, final int bins, final Indicator highest, final Indicator lowest) {
        this.n = n;
        this.highest = highest;
        this.lowest = lowest;
        this.bins = new double[bins];
        prices = new Window(n);
        volumes = new Window(n);
    }

    @Override
    public int warmupBars() {
        return n;
    }

    @Override
    protected double next(final Bar bar) {
        prices.push((bar.high + bar.low + bar.close) / 3);
        volumes.push(bar.volume);
        if (!prices.isFull()) {
            return Double.NaN;
        }
        final double low = lowest.value();
        final double width = (highest.value() - low) / bins.length;
        if (width == 0) {
            areaLow = low;
            areaHigh = low;
            return low;
        }
        final int fullest = fill(low, width);
        spread(fullest, low, width);
        return low + (fullest + 0.5) * width;
    }

    private int fill(final double low, final double width) {
        Arrays.fill(bins, 0);
        for (int i = 0; i < n; i++) {
            bins[Math.clamp((int) ((prices.ago(i) - low) / width), 0, bins.length - 1)] += volumes.ago(i);
        }
        int fullest = 0;
        for (int i = 1; i < bins.length; i++) {
            fullest = bins[i] > bins[fullest] ? i : fullest;
        }
        return fullest;
    }

    private void spread(final int fullest, final double low, final double width) {
        double all = 0;
        for (final double bin : bins) {
            all += bin;
        }
        int from = fullest;
        int to = fullest;
        double inside = bins[fullest];
        while (inside < VALUE_AREA * all && (from > 0 || to < bins.length - 1)) {
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
