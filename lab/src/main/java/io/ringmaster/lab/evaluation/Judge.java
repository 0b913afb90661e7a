package io.ringmaster.lab.evaluation;

import io.ringmaster.lab.backtest.DailyReturns;
import io.ringmaster.lab.trial.JudgedSharpe;
import io.ringmaster.lab.trial.TrialCount;

/**
 * Says how sure a result is.
 *
 * @param trials so far
 * @param isFit  false if no result on these data can be believed; then returns are shown, and nothing is judged
 */
public record Judge(TrialCount trials, boolean isFit) {

    private static final int LEAST_DAYS = 30;
    private static final double DAYS_A_YEAR = 365;

    /** Unknown below 30 days. */
    JudgedSharpe of(final DailyReturns daily) {
        return canJudge(daily.count()) ? JudgedSharpe.of(daily.values(), DAYS_A_YEAR, trials) : JudgedSharpe.unknown(trials);
    }

    boolean canJudge(final int days) {
        return isFit && days >= LEAST_DAYS;
    }
}
