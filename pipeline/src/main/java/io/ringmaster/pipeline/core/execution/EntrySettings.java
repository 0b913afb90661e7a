package io.ringmaster.pipeline.core.execution;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** What an entry must meet, and what makes it smaller, beyond the risk fraction. Everything is off by default. */
public record EntrySettings(
    @Inline Kelly kelly,
    @Setting(value = "false", doc = "whether a drawdown reduces the size of entries: full size below 2 %, three quarters below 5 %, half below 10"
        + " %, a quarter below 15 %, otherwise a tenth")
    boolean drawdownFactor,
    @Inline Ruin ruin,
    @Setting(kind = Kind.E8, value = "0", min = "0", max = "100", doc = "minimum of the distance to the profit target divided by the distance to"
        + " the stop, for decisions with a target (0.8 is usual); 0: no minimum")
    long minRewardToRiskE8,
    @Inline Cooldowns cooldowns) {

    /** The cap by the Kelly fraction, and the number of closed trades that it and the risk of ruin need. */
    public record Kelly(
        @Setting(kind = Kind.E8, value = "0", min = "0", max = "1", doc = "caps a position at this share of Kelly's fraction times the confidence, as"
            + " notional divided by equity (0.25 is usual). Kelly's fraction is computed from the session's closed trades; the cap applies while it"
            + " is positive. 0: no cap")
            long kellyE8,
        @Setting(kind = Kind.E8, value = "0.1", min = "0", max = "50", doc = "upper bound of the Kelly cap, notional divided by equity")
            long kellyMaxE8,
        @Setting(value = "50", min = "1", doc = "closed trades of the session needed before the Kelly cap and the risk of ruin are computed")
            int minTrades) {
    }

    /** The limit of the risk of ruin. */
    public record Ruin(
        @Setting(kind = Kind.E8, value = "1", min = "0", max = "1", doc = "largest risk of ruin, computed from the session's closed trades (0.01 is"
            + " usual); a larger one blocks entries for ruinPause; 1: no limit")
            long maxRiskOfRuinE8,
        @Setting(kind = Kind.DURATION, value = "24h", min = "1s", doc = "how long too large a risk of ruin blocks entries; the count of trades then"
            + " starts again at zero")
            long ruinPauseNs) {
    }

    /** Pauses after a closed position, beyond those of its instrument. */
    public record Cooldowns(
        @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "after a position is closed, time without an entry led by the same strategy")
            long setupCooldownNs,
        @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "after an exit at a loss, time without an entry in any instrument")
            long globalLossCooldownNs) {
    }
}
