package io.ringmaster.lab.evaluation;

import io.ringmaster.lab.statistics.Comparison;
import io.ringmaster.lab.trial.JudgedSharpe;
import io.ringmaster.lab.trial.TrialCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A policy beside its baselines, over the same days.
 *
 * @param policies   the policy first, then its baselines; flat is the last
 * @param comparison of the policy with all others; null if the time is too short for it
 */
public record PolicyEvaluation(List<Judged> policies, TrialCount trials, Comparison comparison) {

    /** Name of the policy that is judged. */
    public static final String POLICY = "policy";

    private static final String FLAT = "flat";
    private static final double DAYS_A_YEAR = 365;
    private static final int LEAST_DAYS = 30;

    /**
     * What came of one of them, net of all costs.
     *
     * @param turnover value of all fills by the initial equity
     * @param returns  of each day
     */
    public record Played(String name, double netReturn, double turnover, double[] returns) {
    }

    /** The same with how sure it is. */
    public record Judged(String name, double netReturn, double turnover, JudgedSharpe sharpe) {
    }

    /** @param played the policy first */
    public static PolicyEvaluation of(final List<Played> played, final TrialCount trials) {
        final int days = played.stream().mapToInt(each -> each.returns.length).max().orElseThrow();
        final List<Played> all = new ArrayList<>(played);
        all.add(new Played(FLAT, 0, 0, new double[days]));
        final List<Judged> judged = all.stream().map(each -> judged(each, days, trials)).toList();
        return new PolicyEvaluation(judged, trials, days < LEAST_DAYS ? null : comparison(all, days));
    }

    private static Judged judged(final Played played, final int days, final TrialCount trials) {
        return new Judged(
            played.name, played.netReturn, played.turnover,
            days < LEAST_DAYS ? JudgedSharpe.unknown(trials) : JudgedSharpe.of(whole(played, days), DAYS_A_YEAR, trials));
    }

    /** A ruined account earns nothing in the days that it did not see. */
    private static double[] whole(final Played played, final int days) {
        return Arrays.copyOf(played.returns, days);
    }

    private static Comparison comparison(final List<Played> all, final int days) {
        final double[][] baselines = new double[days][all.size() - 1];
        for (int column = 1; column < all.size(); column++) {
            final double[] returns = whole(all.get(column), days);
            for (int day = 0; day < days; day++) {
                baselines[day][column - 1] = returns[day];
            }
        }
        return Comparison.of(whole(all.getFirst(), days), baselines);
    }

    /** Name of the baseline that the policy beats with the least certainty. */
    public String hardestBaseline() {
        return policies.get(1 + comparison.hardest()).name();
    }
}
