package io.ringmaster.pipeline.engine;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** The start values and limits of a session. */
public record SessionSettings(
    @Setting(value = "1", doc = "seed of all random numbers") long seed,
    @Setting(kind = Kind.E8, value = "10000", min = "0", doc = "cash at the start, quote currency") long initialCashE8,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "event time at the start during which no decision is made") long warmupNs,
    @Setting(kind = Kind.DURATION, value = "1s", min = "1ms", doc = "interval of the clock event that closes bars and ages data while the market"
        + " is quiet")
    long tickNs,
    @Setting(kind = Kind.DURATION, value = "500ms", min = "0s",
        doc = "live market only: time that a strategy may take for one bar, unless it has its own budget. While a strategy is slower, its"
        + " recommendation is HOLD; 0s for no limit")
    long strategyBudgetNs,
    @Setting(kind = Kind.DURATION, value = "50ms", min = "0s",
        doc = "live market only: time that the model may take for one decision. While it is slower, decisions keep the position and its stop; 0s for no"
        + " limit")
    long modelBudgetNs,
    @Setting(kind = Kind.DURATION, value = "10s", min = "100ms",
        doc = "live market only: a strategy, or the model, that has not returned after this time ends the session. The session cancels every order,"
        + " latches trading and names the strategy")
    long strategyHangNs) {
}
