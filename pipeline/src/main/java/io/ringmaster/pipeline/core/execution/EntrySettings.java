package io.ringmaster.pipeline.core.execution;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** What an entry must meet, and what makes it smaller, beyond the risk fraction. Everything is off by default. */
public record EntrySettings(
    @Setting(kind = Kind.E8, value = "0", min = "0", max = "1", doc = "share of Kelly's fraction, times the confidence, that caps a position, as"
        + " notional over equity (0.25 is usual); it follows from the own closed trades, and applies while it is positive; 0: no cap")
    long kellyE8,
    @Setting(kind = Kind.E8, value = "0.1", min = "0", max = "50", doc = "the cap that Kelly sets is never larger than this")
    long kellyMaxE8,
    @Setting(value = "50", min = "1", doc = "own closed trades before Kelly and the risk of ruin are computed") int minTrades,
    @Setting(value = "false", doc = "whether a drawdown makes entries smaller: below 2 % all of it, below 5 % three quarters, below 10 % a half, below"
        + " 15 % a quarter, else a tenth")
    boolean drawdownFactor,
    @Setting(kind = Kind.E8, value = "1", min = "0", max = "1", doc = "largest risk of ruin that the own closed trades may imply (0.01 is usual); beyond it"
        + " there is no entry for ruinPause; 1: no limit")
    long maxRiskOfRuinE8,
    @Setting(kind = Kind.DURATION, value = "24h", min = "1s", doc = "how long entries stay closed then; after it the trades are counted anew")
    long ruinPauseNs,
    @Setting(kind = Kind.E8, value = "0", min = "0", max = "100", doc = "least distance to the profit target over the distance to the stop, where a decision"
        + " names a target (0.8 is usual); 0: no minimum")
    long minRewardToRiskE8,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "no entry led by the same strategy for this long after an exit of its position")
    long setupCooldownNs,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "no entry in any instrument for this long after an exit at a loss")
    long globalLossCooldownNs) {
}
