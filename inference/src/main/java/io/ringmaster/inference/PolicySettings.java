package io.ringmaster.inference;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.inference.contract.ObservationSettings;
import io.ringmaster.inference.model.EngineChoice;
import java.util.List;

/**
 * How recommendations become a target. The defaults of the gates are those of the confluence rules in the requirements.
 *
 * @see ConfluencePolicy
 */
public record PolicySettings(
    @Inline Method method,
    @Inline Triggers triggers,
    @Inline Size size,
    @Inline Filter filter,
    @Inline Confluence confluence,
    @Inline Learning learning) {

    /** The rules of {@link ConfluencePolicy}. */
    public record Confluence(@Inline Agreement agreement, @Inline Imbalance imbalance, @Inline Timeframes timeframes, @Inline Context context,
        @Setting(value = "off",
            doc = "confluence: a second opinion on each entry: how likely it is that it succeeds. The combined confidence becomes 0.7 times itself and 0.3"
            + " times the opinion if one strategy speaks alone, otherwise half of each; then the gates decide. off: none; heuristic: rules on RSI, ADX, volume"
            + " and Bollinger bands, on bars of contextTimeframe; model: the network of policy.model, whose output is the chance that the price rises")
        Prediction predictor) { }

    /** What is learned from results, and what was learned before. */
    public record Learning(
        @Setting(doc = "experts: how strategies are weighed by their results") ExpertsSettings experts,
        @Setting(doc = "the virtual account of each strategy: its signal followed alone, with costs") AccountSettings accounts,
        @Setting(doc = "model: the trained network, and the meaning of its output") ModelSettings model,
        @Inline ObservationSettings observation) { }

    public ExpertsSettings experts() {
        return learning.experts;
    }

    public AccountSettings accounts() {
        return learning.accounts;
    }

    public ModelSettings model() {
        return learning.model;
    }

    public ObservationSettings observation() {
        return learning.observation;
    }

    /** Whether a model decides. */
    public boolean isModel() {
        return method.type == Type.MODEL;
    }

    /** Whether a model has a second opinion on what confluence decides. */
    public boolean isModelPredictor() {
        return method.type == Type.CONFLUENCE && confluence.predictor == Prediction.MODEL;
    }

    /** Whether confluence decides, or proposes what a model scales. */
    public boolean asksConfluence() {
        return method.type == Type.CONFLUENCE || isModel() && model().head() == ModelSettings.Head.SIZE_OR_SKIP && !model().scalesExperts();
    }

    /** Whether a model is asked, to decide or for its opinion. */
    public boolean usesModel() {
        return isModel() || isModelPredictor();
    }

    /** The same policy with its model in another file, which must have this hash. */
    public PolicySettings withModel(final String file, final String sha256) {
        return withModel(model().with(file, sha256));
    }

    /** The same policy with other settings of its model. */
    public PolicySettings withModel(final ModelSettings other) {
        return new PolicySettings(method, triggers, size, filter, confluence, new Learning(experts(), accounts(), other, observation()));
    }

    /** The same policy, whichever model decides first, whatever runs it and wherever the files are. */
    public PolicySettings withoutModel() {
        final List<ModelSettings.Member> hashes = model().models().stream().map(each -> new ModelSettings.Member("", each.sha256())).toList();
        return withModel(model().with(hashes).with("", "").with(EngineChoice.AUTO));
    }

    /** Which policy decides. */
    public record Method(
        @Setting(value = "confluence",
            doc = "confluence: strategies vote; experts: strategies are weighed by their results; single: one strategy decides; model: a trained network"
            + " decides")
        Type type,
        @Setting(value = "", doc = "single: id of the strategy that decides") String strategy) { }

    /** When the policy is asked. */
    public record Triggers(
        @Setting(value = "bar",
            doc = "bar: the policy is asked when a bar closes that strategies of the instrument decide on; event: on every event of the instrument's market")
        Trigger trigger,
        @Setting(value = "[]",
            doc = "claims about the market; when one becomes true between bars, the policy is asked too. A claim compares mark, last, bid, ask, spread or"
                + " imbalance with a formula over bars of contextTimeframe, such as 'mark > highest(high, 20)'")
        List<String> claims) {

        public Triggers {
            claims = List.copyOf(claims);
        }
    }

    /** How large a target is. */
    public record Size(
        @Setting(kind = Kind.E8, value = "1", min = "0", max = "50", doc = "exposure of a full target, notional divided by equity")
        long maxExposureE8,
        @Setting(value = "fixed", doc = "fixed: always a full target; confidence: target in proportion to confidence") Sizing sizing) { }

    /** Which recommendations count. */
    public record Filter(
        @Setting(kind = Kind.DURATION, value = "180s", min = "0s", doc = "older recommendations are ignored; 0s: no limit")
        long maxAgeNs,
        @Setting(value = "0.3", min = "0", max = "1", doc = "recommendations with less strength are ignored") double minStrength,
        @Setting(value = "0.3", min = "0", max = "1", doc = "recommendations with less confidence are ignored") double minConfidence) { }

    /** How many strategies must agree, and how sure they must be. */
    public record Agreement(
        @Setting(value = "2", min = "1", doc = "number of strategies that must agree; an order book that votes counts as one") int minAgreeing,
        @Setting(value = "true",
            doc = "true: fewer than minAgreeing strategies are enough if the combined confidence reaches soloConfidence; false: never. A strategy that does not grade its"
            + " signals, such as supertrend or one of the sixty portfolio types, has confidence 1 and always reaches it")
        boolean solo,
        @Setting(value = "0.55", min = "0", max = "1", doc = "with solo: combined confidence at which fewer than minAgreeing strategies are enough")
        double soloConfidence,
        @Setting(value = "", doc = "with solo: id of a strategy; if it agrees, favouredConfidence replaces soloConfidence") String favoured,
        @Setting(value = "0.52", min = "0", max = "1", doc = "combined confidence needed instead of soloConfidence if the favoured strategy agrees")
        double favouredConfidence,
        @Setting(value = "0.5", min = "0", max = "1", doc = "no target is set with less combined confidence than this") double executeConfidence) { }

    /** What the imbalance of the order book changes. */
    public record Imbalance(
        @Setting(value = "0.15", min = "0", max = "1", doc = "order-book imbalance that counts as agreement or disagreement") double imbalanceThreshold,
        @Setting(value = "0.05", min = "0", max = "1", doc = "confidence that an agreeing book adds and a disagreeing book subtracts")
        double imbalanceWeight) { }

    /** How timeframes vote. */
    public record Timeframes(
        @Setting(kind = Kind.DURATION, value = "[]", min = "1s",
            doc = "confluence: the strategies of each listed timeframe vote first, then the timeframes vote; empty: all strategies vote together")
        List<Long> timeframesNs,
        @Setting(value = "2", min = "1", doc = "with timeframes: number of timeframes that must agree") int minTimeframes) {

        public Timeframes {
            timeframesNs = List.copyOf(timeframesNs);
            if (!timeframesNs.isEmpty() && minTimeframes > timeframesNs.size()) {
                throw new IllegalArgumentException("minTimeframes must be at most the number of timeframes, " + timeframesNs.size());
            }
        }
    }

    /** What the policy reads beside recommendations: the score of the order book, which votes, and the regime, which weighs. */
    public record Context(
        @Setting(value = "0", min = "0", max = "100",
            doc = "confluence: weight of the order book's score as a vote beside the strategies (0.4 is usual); 0: no vote")
        double bookVote,
        @Setting(value = "0.2", min = "0", max = "1", doc = "smallest absolute score at which the book votes") double bookVoteFrom,
        @Setting(kind = Kind.DURATION, value = "5s", min = "1ms", doc = "an older book does not vote") long bookVoteMaxAgeNs,
        @Setting(value = "off",
            doc = "confluence: weigh strategies by the market's regime. Volatility is high or low, by levels: a range of 2 % or 0.8 % of the price;"
            + " by percentile: the highest or lowest fifth of the last 100 bars. In both, a trend begins at ADX(14) 25")
        Regime regime,
        @Setting(kind = Kind.DURATION, value = "0s", min = "0s",
            doc = "length of the bars on which the regime, the book's score and claims are computed; 0s: the shortest timeframe of an enabled strategy of the"
            + " instrument")
        long contextTimeframeNs) { }

    /** Whether the policy needs the regime, the score of the order book, or formulas for claims. */
    public boolean usesContext() {
        return !triggers.claims.isEmpty() || (method.type == Type.CONFLUENCE || isModel())
            && (confluence.context.bookVote > 0 || confluence.context.regime != Regime.OFF || confluence.predictor == Prediction.HEURISTIC);
    }

    /** Who has a second opinion on entries. */
    public enum Prediction { OFF, HEURISTIC, MODEL }

    /** How the regime is measured. */
    public enum Regime { OFF, LEVELS, PERCENTILE }

    /** Which policy. */
    public enum Type { CONFLUENCE, EXPERTS, SINGLE, MODEL }

    /** When a policy is asked beside its claims. */
    public enum Trigger { BAR, EVENT }

    /** How large a target is. */
    public enum Sizing { FIXED, CONFIDENCE }
}
