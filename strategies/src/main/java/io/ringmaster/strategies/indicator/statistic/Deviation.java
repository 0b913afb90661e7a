package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Running;
import java.util.List;

/**
 * Standard deviation of the last n values; population (ddof 0) as in TA-Lib, or sample (ddof 1). From running sums that keep their
 * rounding errors, so that nothing is lost to cancellation.
 */
final class Deviation extends Running {

    final int n;
    final boolean sample;

    Deviation(final Indicator of, final int n, final boolean sample) {
        super(of, n, n);
        this.n = n;
        this.sample = sample;
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        return new DeviationBank(alike, histories);
    }
}
