package io.ringmaster.strategies.indicator.statistic;

import io.ringmaster.strategies.indicator.Bank;
import io.ringmaster.strategies.indicator.Histories;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.Running;
import java.util.List;

/**
 * Straight line through the last n values by least squares. Its value is the line's at the newest; {@link #slope} is its rise a bar,
 * {@link #deviation} the root of the squared residuals over n - 1.
 */
final class Regression extends Running {

    final int n;
    private RegressionBank bank;
    private int place;

    Regression(final Indicator of, final int n) {
        super(of, n, n);
        this.n = n;
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        return new RegressionBank(alike, histories);
    }

    void standIn(final RegressionBank itsBank, final int itsPlace) {
        bank = itsBank;
        place = itsPlace;
    }

    double slope() {
        return bank.slope(place);
    }

    double deviation() {
        return bank.deviation(place);
    }
}
