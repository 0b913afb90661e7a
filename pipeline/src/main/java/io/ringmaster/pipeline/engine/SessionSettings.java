package io.ringmaster.pipeline.engine;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** What a session starts from. */
public record SessionSettings(
    @Setting(value = "1", doc = "seed of every random draw") long seed,
    @Setting(kind = Kind.E8, value = "10000", min = "0", doc = "cash at the start, quote currency") long initialCashE8,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "no decision before this much event time has passed") long warmupNs,
    @Setting(kind = Kind.DURATION, value = "1s", min = "1ms", doc = "clock tick that closes bars and ages data in a silent market")
    long tickNs,
    @Setting(kind = Kind.DURATION, value = "500ms", min = "0s",
        doc = "live market only: time a strategy without a budget of its own may take for a bar. One that takes longer says HOLD until it is on "
            + "time again; 0s for no limit")
    long strategyBudgetNs,
    @Setting(kind = Kind.DURATION, value = "10s", min = "100ms",
        doc = "live market only: a strategy that has not returned after this ends the session, which cancels every order, latches and names it")
    long strategyHangNs) {
}
