package io.ringmaster.strategies.indicator.average;

import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Running;
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
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        return new SumBank(alike, histories);
    }
}
