package io.ringmaster.strategies.indicator;

/**
 * Exponential mean: {@code mean += weight (x - mean)}. Seeded with the mean of the first n values (TA-Lib's classic start), or with the
 * first value.
 */
final class Ema extends Derived {

    private final int n;
    private final int skip;
    private final double weight;
    private final boolean seedWithFirst;
    private int seen;
    private double sum;
    private double mean;

    /** @param skip values left out before the seed, which lines a fast average up with a slow one */
    Ema(final Indicator of, final int n, final double weight, final int skip, final int settling, final boolean seedWithFirst) {
        super(of, skip + (seedWithFirst ? 1 : n), skip + settling);
        this.n = seedWithFirst ? 1 : n;
        this.skip = skip;
        this.weight = weight;
        this.seedWithFirst = seedWithFirst;
    }

    @Override
    protected double next(final double x) {
        if (seen == skip + n) {
            mean += weight * (x - mean);
            return mean;
        }
        seen++;
        if (seen > skip) {
            sum += x;
        }
        if (seen < skip + n) {
            return Double.NaN;
        }
        mean = seedWithFirst ? x : sum / n;
        return mean;
    }
}
