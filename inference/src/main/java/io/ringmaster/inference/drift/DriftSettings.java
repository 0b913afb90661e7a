package io.ringmaster.inference.drift;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How often the drift of a model is measured, and what is too much. */
public record DriftSettings(
    @Setting(kind = Kind.DURATION, value = "1h", min = "0s",
        doc = "the drift of a model that carries a reference is journaled once in this time; 0s: never")
    long periodNs,
    @Setting(value = "0.25", min = "0.01", max = "100",
        doc = "population stability index of a value or an output above which the session warns; orders do not change") double limit,
    @Setting(value = "1000", min = "50", max = "1000000",
        doc = "fewest decisions to measure. Older ones fade: all counts are halved until they are below twice this number") int leastDecisions) { }
