package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Heard;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Wanted;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Says when a dead zone kept a target: the policy wants another exposure, but the change would be too small to be worth its fees. */
final class DeadZone {

    /** Weights of experts are recorded when they change by this much. */
    private static final double KNOWN_TO = 0.001;
    private static final MathContext DIGITS = new MathContext(3);

    private DeadZone() {
    }

    /** Empty if no dead zone kept the target. */
    static String sentence(final Roster roster, final Wanted wanted, final List<Heard> heard, final long timeNs) {
        final PolicySettings policy = roster.policySettings();
        if (policy == null) {
            return "";
        }
        if (wanted.reason() == DecisionReason.MODEL && wanted.signal() == Signal.HOLD && policy.isModel()) {
            return switch (policy.model().head()) {
                case CONTINUOUS -> "kept by the dead zone: " + roster.modelHolds();
                case BUY_SELL_HOLD, ADJUST, SIZE_OR_SKIP -> "";
            };
        }
        return wanted.reason() == DecisionReason.EXPERTS && policy.size().maxExposureE8() > 0 ? ofExperts(roster, policy, wanted, heard, timeNs) : "";
    }

    private static String ofExperts(
        final Roster roster, final PolicySettings policy, final Wanted wanted, final List<Heard> heard, final long timeNs) {
        double sum = 0;
        double error = 0;
        for (final Heard each : heard) {
            final boolean isDirected = each.signal() == Signal.LONG || each.signal() == Signal.SHORT;
            if (isDirected && roster.isSummed(each.strategy(), timeNs)) {
                sum += (each.signal() == Signal.LONG ? 1 : -1) * each.weight() * each.strength();
                error += KNOWN_TO;
            }
        }
        final double target = wanted.exposureE8() / (double) policy.size().maxExposureE8();
        if (Math.abs(sum - target) <= error + 1e-6) {
            return "";
        }
        final String zone = "policy.experts.deadZone, " + FixedPoint.format(policy.experts().deadZoneE8());
        return wanted.exposureE8() == 0
            ? "flat by the dead zone: the experts together want about " + rounded(sum) + " of a full target, less than " + zone
            : "kept by the dead zone: the experts together want about " + rounded(sum) + " of a full target, which differs from " + rounded(target)
                + " by less than " + zone;
    }

    private static String rounded(final double share) {
        return new BigDecimal(share).round(DIGITS).toPlainString();
    }
}
