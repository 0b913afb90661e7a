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
    @Setting(value = "2", min = "1", doc = "strategies that must agree; the book counts as one where it votes") int minAgreeing,
    @Setting(value = "true",
        doc = "true: fewer than minAgreeing are enough at soloConfidence; false: never. A strategy that does not grade its signals, such as "
            + "supertrend or one of the sixty types, has confidence 1 and passes any soloConfidence")
    boolean solo,
    @Setting(value = "0.55", min = "0", max = "1", doc = "confidence at which one strategy alone is enough, where solo is true")
    double soloConfidence,
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
    @Setting(value = "2", min = "1", doc = "timeframes that must agree, where they vote") int minTimeframes,
    @Setting(value = "0", min = "0", max = "100",
        doc = "confluence: what the order book's score weighs as a vote beside the strategies; 0: it does not vote; 0.4 is usual")
    double bookVote,
    @Setting(value = "0.2", min = "0", max = "1", doc = "size of the book's score from which it votes") double bookVoteFrom,
    @Setting(kind = Kind.DURATION, value = "5s", min = "1ms", doc = "oldest book that votes") long bookVoteMaxAgeNs,
    @Setting(value = "off",
        doc = "confluence: weigh strategies by the market's regime. levels: a range of 2 % of the price is wild, 0.8 % calm; percentile: the "
            + "highest and lowest fifth of the last 100 bars; a trend begins at ADX(14) 25 in both")
    Regime regime,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s",
        doc = "bars on which the regime and the book's score are measured; 0s: the shortest that an enabled strategy of the instrument uses")
    long contextTimeframeNs) {

    public PolicySettings {
        timeframesNs = List.copyOf(timeframesNs);
        if (!timeframesNs.isEmpty() && minTimeframes > timeframesNs.size()) {
            throw new IllegalArgumentException("minTimeframes must be at most the number of timeframes, " + timeframesNs.size());
        }
    }

    /** Whether the policy looks at more of the market than its price and its imbalance. */
    public boolean usesContext() {
        return type == Type.CONFLUENCE && (bookVote > 0 || regime != Regime.OFF);
    }

    /** How a regime is told from another. */
    public enum Regime { OFF, LEVELS, PERCENTILE }

    /** Which policy. */
    public enum Type { CONFLUENCE, SINGLE }

    /** How large a target is. */
    public enum Sizing { FIXED, CONFIDENCE }
}
