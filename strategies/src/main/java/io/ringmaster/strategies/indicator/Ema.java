package io.ringmaster.strategies.indicator;

/** Exponential moving average, a = 2 / (n + 1), seeded with the mean of the first n values (TA-Lib's classic start). */
final class Ema extends Indicator {

    private final Indicator of;
    private final int n;
    private final int skip;
    private final double alpha;
    private int seen;
    private double sum;
    private double average;

    /** @param skip values left out before the seed, which lines a fast average up with a slow one */
    Ema(final Indicator of, final int n, final int skip) {
        this.of = of;
        this.n = n;
        this.skip = skip;
        alpha = 2.0 / (n + 1);
    }

    @Override
    public int warmupBars() {
        return of.warmupBars() + skip + n - 1;
    }

    @Override
    protected double next(final Bar bar) {
        final double value = of.value();
        if (Double.isNaN(value)) {
            return Double.NaN;
        }
        seen++;
        if (seen > skip + n) {
            average += alpha * (value - average);
            return average;
        }
        if (seen > skip) {
            sum += value;
        }
        if (seen < skip + n) {
            return Double.NaN;
        }
        average = sum / n;
        return average;
    }
}
