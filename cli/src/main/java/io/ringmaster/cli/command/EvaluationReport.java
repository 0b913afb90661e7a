package io.ringmaster.cli.command;

import io.ringmaster.lab.evaluation.BarShapes;
import io.ringmaster.lab.evaluation.LeakCheck;
import io.ringmaster.lab.evaluation.PolicyEvaluation;
import io.ringmaster.lab.evaluation.RandomTraders;
import io.ringmaster.lab.evaluation.Stability;
import java.time.Instant;
import java.util.List;

/**
 * Everything that an evaluation found.
 *
 * @param stability the policy in parts of the time
 * @param random    traders with the policy's turnover; empty if it does not trade, or if none were asked for
 * @param leaks     the inputs of the strategies
 * @param cuts      decisions with the data cut; empty for a policy that was trained anew for each part of the time
 * @param wickless  share of the bars that have no wicks, of those that moved
 * @param notes     what a reader must know about this policy, as sentences
 */
record EvaluationReport(
    PolicyEvaluation evaluation, List<Stability> stability, List<RandomTraders.Outcome> random, List<LeakCheck.Checked> leaks, List<Cut> cuts,
    double wickless, List<String> notes) {

    /**
     * The decisions up to a moment, once with all data and once with the data up to there.
     *
     * @param decisions up to the moment
     */
    record Cut(Instant time, long decisions, boolean isSame) {
    }

    boolean isFit() {
        return wickless <= BarShapes.MOST_WITHOUT_WICKS;
    }

    List<LeakCheck.Checked> suspicious() {
        return leaks.stream().filter(LeakCheck.Checked::isSuspicious).toList();
    }

    boolean knowsTheFuture() {
        return cuts.stream().anyMatch(cut -> !cut.isSame);
    }

    /** How many random traders have the policy's turnover. */
    long near() {
        return random.stream().filter(each -> each.isNear(evaluation.policy().turnover())).count();
    }

    /** Share of the random traders that earned less than the policy. */
    double aboveRandom() {
        return RandomTraders.below(random, evaluation.policy().netReturn());
    }
}
