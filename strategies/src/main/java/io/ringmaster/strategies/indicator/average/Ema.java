package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Running;
import java.util.List;

/**
 * Exponential mean: {@code mean += weight (x - mean)}. Seeded with the mean of the first n values (TA-Lib's classic start), or with the
 * first value.
 */
final class Ema extends Running {

    /** Values its seed is the mean of. */
    final int seed;
    final int skip;
    final double weight;

    /** @param skip values left out before the seed, which lines a fast average up with a slow one */
    Ema(final Indicator of, final int n, final double weight, final int skip, final int settling, final boolean seedWithFirst) {
        super(of, skip + (seedWithFirst ? 1 : n), skip + settling);
        seed = seedWithFirst ? 1 : n;
        this.skip = skip;
        this.weight = weight;
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        return new EmaBank(alike);
    }
}
