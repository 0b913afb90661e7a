package io.ringmaster.lab.environment;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;

/** What the agent is rewarded for. */
public record RewardSettings(
    @Setting(value = "log_return",
        doc = "log_return: the log return of equity; asymmetric: losses count twice; stop_aware_drawdown: less penalties for stops, hasty entries and"
        + " drawdown; weighted: profit, Sharpe ratio, drawdown, frequency, holding time and spread; differential_sharpe: what a return adds to the Sharpe"
        + " ratio")
    Type type,
    @Setting(value = "100", min = "0.001", max = "1000000", doc = "the learner sees the reward times this") double scale,
    @Setting(value = "0.01", min = "0.000001", max = "1", doc = "differential_sharpe: weight of the newest return") double rate,
    @Inline Weights weights) {

    /** The kind of reward. */
    public enum Type { LOG_RETURN, ASYMMETRIC, STOP_AWARE_DRAWDOWN, WEIGHTED, DIFFERENTIAL_SHARPE }

    /** Weights of the terms of the weighted reward; a penalty is negative before its weight. */
    public record Weights(
        @Setting(value = "1", min = "0", max = "1000", doc = "weighted: weight of the return") double profit,
        @Setting(value = "0.5", min = "0", max = "1000", doc = "weighted: weight of the Sharpe ratio of the last 60 decisions") double sharpe,
        @Setting(value = "1", min = "0", max = "1000", doc = "weighted: weight of a drawdown above 5 %, a penalty") double drawdown,
        @Setting(value = "0.3", min = "0", max = "1000", doc = "weighted: weight of fills in the last 60 decisions, a penalty") double frequency,
        @Setting(value = "0.2", min = "0", max = "1000", doc = "weighted: weight of holding a position that earns") double holding,
        @Setting(value = "0.4", min = "0", max = "1000", doc = "weighted: weight of the spread when something fills, a penalty") double spread,
        @Inline Most most) {
    }

    /** How much of something gives a whole term of the weighted reward. */
    public record Most(
        @Setting(value = "20", min = "1", max = "10000", doc = "weighted: fills in 60 decisions that give the whole penalty") int maxTrades,
        @Setting(value = "60", min = "1", max = "100000", doc = "weighted: decisions in a position that give the whole reward for holding")
        int maxHolding) {
    }

    /** A reward of this kind, for one environment. */
    public Reward create() {
        return switch (type) {
            case LOG_RETURN -> new LogReturn(1);
            case ASYMMETRIC -> new LogReturn(2);
            case STOP_AWARE_DRAWDOWN -> new StopAwareDrawdown();
            case WEIGHTED -> new WeightedReward(weights);
            case DIFFERENTIAL_SHARPE -> new DifferentialSharpe(rate);
        };
    }
}
