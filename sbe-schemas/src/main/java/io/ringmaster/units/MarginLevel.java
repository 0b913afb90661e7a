package io.ringmaster.units;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** Margin that applies to positions from a notional on. */
public record MarginLevel(
    @Setting(kind = Kind.E8, min = "0", doc = "the level applies to positions worth at least this much, quote currency") long fromNotionalE8,
    @Setting(kind = Kind.E8, min = "0", max = "1", doc = "initial margin, share of notional") long initialMarginE8,
    @Setting(kind = Kind.E8, min = "0", max = "1", doc = "maintenance margin, share of notional") long maintenanceMarginE8) {
}
