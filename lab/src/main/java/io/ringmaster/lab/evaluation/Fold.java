package io.ringmaster.lab.evaluation;

import io.ringmaster.lab.backtest.DailyReturns;
import io.ringmaster.lab.trial.JudgedSharpe;
import java.time.LocalDate;

/**
 * A part of the time, or a path through all of it, with what the policy earned there, net of all costs.
 *
 * @param sharpe unknown below 30 days
 */
public record Fold(String name, DailyReturns daily, JudgedSharpe sharpe) {

    static Fold of(final String name, final DailyReturns daily, final Judge judge) {
        return new Fold(name, daily, judge.of(daily));
    }

    /** Its first day. */
    public LocalDate from() {
        return LocalDate.ofEpochDay(daily.days()[0]);
    }

    /** Its last day. */
    public LocalDate to() {
        return LocalDate.ofEpochDay(daily.days()[daily.count() - 1]);
    }
}
