package io.ringmaster.lab.backtest;

import io.ringmaster.schema.LatchReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a run took no new position at its end, and since when.
 *
 * @param sinceNs event time at which the first of them latched; 0 if none did
 * @param reasons in the order in which they latched
 */
public record Latching(long sinceNs, List<LatchReason> reasons) {

    public static final Latching NONE = new Latching(0, List.of());

    public boolean isLatched() {
        return sinceNs != 0;
    }

    Latching with(final LatchReason reason, final long timeNs) {
        if (reasons.contains(reason)) {
            return this;
        }
        final List<LatchReason> all = new ArrayList<>(reasons);
        all.add(reason);
        return new Latching(isLatched() ? sinceNs : timeNs, List.copyOf(all));
    }

    /** Such as {@code risk.maxDrawdown since 2018-03-24T13:43:00Z: from then on it took no new position}; empty if none did. */
    public String text() {
        if (!isLatched()) {
            return "";
        }
        return String.join(", ", reasons.stream().map(Latching::name).toList()) + " since "
            + Instant.ofEpochMilli(sinceNs / 1_000_000).truncatedTo(ChronoUnit.SECONDS) + ": from then on it took no new position";
    }

    /** The setting whose limit it is, if there is one. */
    private static String name(final LatchReason reason) {
        return switch (reason) {
            case DAILY_LOSS -> "risk.maxDailyLoss";
            case DRAWDOWN -> "risk.maxDrawdown";
            default -> reason.name();
        };
    }
}
