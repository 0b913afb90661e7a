package io.ringmaster.strategies.indicator;

import java.util.List;

/** Sum of the last n values, or their mean. */
final class Sum extends Running {

    final int n;
    final boolean mean;

    Sum(final Indicator of, final int n, final boolean mean) {
        super(of, n, n);
        this.n = n;
        this.mean = mean;
    }

    @Override
    Bank bank(final List<Indicator> alike, final Histories histories) {
        return new SumBank(alike, histories);
    }
}
