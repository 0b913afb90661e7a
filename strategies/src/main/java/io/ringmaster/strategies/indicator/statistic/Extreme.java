package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Running;
import java.util.List;

/** Highest or lowest of the last n values, or how many bars ago it was; of equal ones the newest. */
final class Extreme extends Running {

    final int n;
    final boolean highest;
    private final boolean age;

    /** @param age whether its value is the age in bars */
    Extreme(final Indicator of, final int n, final boolean highest, final boolean age) {
        super(of, n, n);
        this.n = n;
        this.highest = highest;
        this.age = age;
    }

    @Override
    protected String family() {
        return super.family() + (age ? " age" : "");
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        return age ? new ExtremeAgeBank(alike) : new ExtremeBank(alike);
    }
}
