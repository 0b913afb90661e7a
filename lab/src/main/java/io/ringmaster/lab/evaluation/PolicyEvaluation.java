package io.ringmaster.lab.evaluation;

import io.ringmaster.lab.backtest.DailyReturns;
import io.ringmaster.lab.statistics.Comparison;
import io.ringmaster.lab.trial.JudgedSharpe;
import io.ringmaster.lab.trial.TrialCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A policy beside its baselines, over the same days.
 *
 * @param policies   the policy first, then its baselines; flat is the last
 * @param comparison of the policy with all others; null if nothing can be judged: the time is too short, or the data are not fit
 */
public record PolicyEvaluation(List<Judged> policies, TrialCount trials, Comparison comparison) {

    /** Name of the policy that is judged. */
    public static final String POLICY = "policy";

    private static final String FLAT = "flat";

    /**
     * What came of one of them, net of all costs.
     *
     * @param turnover value of all fills by the initial equity
     */
    public record Played(String name, double netReturn, double turnover, DailyReturns daily) {
    }

    /**
     * The same with how sure it is.
     *
     * @param daily of the days that all are judged on
     */
    public record Judged(String name, double netReturn, double turnover, DailyReturns daily, JudgedSharpe sharpe) {
    }

    /** @param played the policy first */
    public static PolicyEvaluation of(final List<Played> played, final Judge judge) {
        // A ruined account earns nothing in the days that it did not see.
        final long[] days = played.stream().map(Played::daily).max(Comparator.comparingInt(DailyReturns::count)).orElseThrow().days();
        final List<Played> all = new ArrayList<>(played);
        all.add(new Played(FLAT, 0, 0, new DailyReturns(new long[0], new double[0])));
        final List<Judged> judged = all.stream().map(each -> judged(each, days, judge)).toList();
        return new PolicyEvaluation(judged, judge.trials(), judge.canJudge(days.length) ? comparison(judged, days.length) : null);
    }

    private static Judged judged(final Played played, final long[] days, final Judge judge) {
        final DailyReturns daily = played.daily.on(days);
        return new Judged(played.name, played.netReturn, played.turnover, daily, judge.of(daily));
    }

    private static Comparison comparison(final List<Judged> all, final int days) {
        final double[][] baselines = new double[days][all.size() - 1];
        for (int column = 1; column < all.size(); column++) {
            for (int day = 0; day < days; day++) {
                baselines[day][column - 1] = all.get(column).daily.values()[day];
            }
        }
        return Comparison.of(all.getFirst().daily.values(), baselines);
    }

    /** The policy that is judged. */
    public Judged policy() {
        return policies.getFirst();
    }

    /** Name of the baseline that the policy beats with the least certainty. */
    public String hardestBaseline() {
        return policies.get(1 + comparison.hardest()).name();
    }
}
