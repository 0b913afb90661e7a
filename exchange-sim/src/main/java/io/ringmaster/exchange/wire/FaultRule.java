package io.ringmaster.exchange.wire;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** One line of a fault schedule. */
public record FaultRule(
    @Setting(doc = "what happens") Fault fault,
    @Setting(value = "", doc = "endpoint or feed it happens to; empty for any") String on,
    @Setting(kind = Kind.E8, value = "1", min = "0", max = "1", doc = "how likely, on each occasion") long chanceE8,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "not before this long after the start") long afterNs,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "not later than this after the start; 0s for no end") long untilNs,
    @Setting(value = "0", min = "0", doc = "at most so many times; 0 for no limit") int times,
    @Setting(value = "0", doc = "milliseconds, or an HTTP status, as the fault says") long value) {
}
