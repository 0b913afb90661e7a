package io.ringmaster.exchange.wire;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** One line of a fault schedule. */
public record FaultRule(
    @Setting(doc = "the fault; the table below describes each") Fault fault,
    @Setting(value = "", doc = "endpoint or feed it applies to; empty for any") String on,
    @Setting(kind = Kind.E8, value = "1", min = "0", max = "1", doc = "probability at each occasion") long chanceE8,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "the rule applies from this time after the start") long afterNs,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "the rule applies until this time after the start; 0s for no end") long untilNs,
    @Setting(value = "0", min = "0", doc = "how often the rule applies at most; 0 for no limit") int times,
    @Setting(value = "0", doc = "milliseconds or HTTP status, depending on the fault") long value) {
}
