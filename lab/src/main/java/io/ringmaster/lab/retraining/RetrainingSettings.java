package io.ringmaster.lab.retraining;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** When a retrained model takes the place of the one that decides. */
public record RetrainingSettings(@Inline Data data, @Inline Gate gate, @Inline Trades trades) {

    /** What is learned from, and what the models are compared on. */
    public record Data(
        @Setting(value = "market", doc = "market: a whole training on the market; trades: only a size_or_skip head, from the closed trades of the session")
        Source learnFrom,
        @Setting(kind = Kind.DURATION, value = "90d", min = "1s", doc = "only the newest data of this length count") long windowNs,
        @Setting(kind = Kind.E8, value = "0.3", min = "0.01", max = "0.9",
            doc = "newest share of the window, which the new model does not learn from: all models are compared on it")
        long heldOutE8,
        @Setting(kind = Kind.DURATION, value = "1d", min = "1s", doc = "length of the periods whose returns the Sharpe ratio is made of; at least 30")
        long returnsEveryNs) {
    }

    /** What the new model must reach on the held-out data. */
    public record Gate(
        @Setting(kind = Kind.E8, value = "0.95", min = "0", max = "1", doc = "deflated Sharpe ratio") long leastDsrE8,
        @Setting(kind = Kind.E8, value = "0.01", min = "0", max = "10",
            doc = "how much more it must earn than the model that decides, net of all costs, as a share of equity")
        long marginE8) {
    }

    /** How a size_or_skip head learns from closed trades. */
    public record Trades(
        @Setting(value = "50", min = "10", max = "1000000", doc = "trades: fewer closed trades before the held-out data are too few") int leastTrades,
        @Setting(value = "8", min = "1", max = "4096", doc = "trades: numbers between observation and answer") int width,
        @Setting(value = "300", min = "1", max = "1000000", doc = "trades: rounds of learning") int rounds,
        @Setting(value = "0.05", min = "0", max = "10", doc = "trades: decay of weights; more makes a simpler network") double decay) {
    }

    /** What a new model learns from. */
    public enum Source { MARKET, TRADES }
}
