package io.ringmaster.inference;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import java.util.List;

/**
 * How recommendations become a target. The defaults of the gates are those of the confluence rules in the requirements.
 *
 * @see ConfluencePolicy
 */
public record PolicySettings(
    @Setting(value = "confluence", doc = "confluence: the strategies vote; single: one strategy decides") Type type,
    @Setting(value = "", doc = "id of the deciding strategy in single mode") String strategy,
    @Setting(kind = Kind.E8, value = "1", min = "0", max = "50", doc = "exposure of a full target, notional over equity")
    long maxExposureE8,
    @Setting(value = "fixed", doc = "fixed: always the full target; confidence: in proportion to confidence") Sizing sizing,
    @Setting(kind = Kind.DURATION, value = "180s", min = "0s", doc = "recommendations older than this are not heard; 0s: never too old")
    long maxAgeNs,
    @Setting(value = "0.3", min = "0", max = "1", doc = "least strength of an actionable recommendation") double minStrength,
    @Setting(value = "0.3", min = "0", max = "1", doc = "least confidence of an actionable recommendation") double minConfidence,
    @Setting(value = "2", min = "1", doc = "strategies that must agree") int minAgreeing,
    @Setting(value = "0.55", min = "0", max = "1", doc = "confidence at which one strategy alone is enough") double soloConfidence,
    @Setting(value = "", doc = "a strategy that is enough alone at favouredConfidence") String favoured,
    @Setting(value = "0.52", min = "0", max = "1", doc = "confidence at which the favoured strategy alone is enough")
    double favouredConfidence,
    @Setting(value = "0.5", min = "0", max = "1", doc = "least confidence to act on in any case") double executeConfidence,
    @Setting(value = "0.15", min = "0", max = "1", doc = "order-book imbalance that counts as agreement") double imbalanceThreshold,
    @Setting(value = "0.05", min = "0", max = "1", doc = "confidence an agreeing book adds and a disagreeing one takes")
    double imbalanceWeight,
    @Setting(kind = Kind.DURATION, value = "[]", min = "1s",
        doc = "confluence: timeframes that vote first within themselves and then among each other; none: all strategies vote as one")
    List<Long> timeframesNs,
    @Setting(value = "2", min = "1", doc = "timeframes that must agree, where they vote") int minTimeframes) {

    public PolicySettings {
        timeframesNs = List.copyOf(timeframesNs);
        if (!timeframesNs.isEmpty() && minTimeframes > timeframesNs.size()) {
            throw new IllegalArgumentException("minTimeframes must be at most the number of timeframes, " + timeframesNs.size());
        }
    }

    /** Which policy. */
    public enum Type { CONFLUENCE, SINGLE }

    /** How large a target is. */
    public enum Sizing { FIXED, CONFIDENCE }
}
