package io.ringmaster.cli.settings;

import java.util.Map;
import java.util.TreeMap;

/** A policy that the demo can decide by, and the settings that choose it. Names are lower case on the command line. */
public enum ExamplePolicy {

    /** The demo's default. */
    CONFLUENCE("", Map.of()),

    /** With short rounds, so that a short session learns something. */
    EXPERTS("", Map.of("policy.type", "experts", "policy.experts.round", "15s")),

    /** The example model. News and long windows have no value in a recording of six minutes, hence the unknown features. */
    ONNX("the example model decides; it has learned from this recording up to 23:57:45, and only what follows is new to it (docs/models.md)", Map.of(
        "policy.type", "model",
        "policy.observation", "[micro30, meta]",
        "policy.observationTimeframe", "1s",
        "policy.model.file", ModelFiles.BUNDLED,
        "policy.model.head", "buy_sell_hold",
        "policy.model.venue", "binance",
        "policy.model.maxUnknown", "15"));

    private final String note;
    private final Map<String, String> settings;

    ExamplePolicy(final String note, final Map<String, String> settings) {
        this.note = note;
        this.settings = settings;
    }

    /** What to tell before it decides on the recording of the demo; empty if there is nothing to tell. */
    public String note() {
        return note;
    }

    /** The settings that choose it, with these on top. */
    public Map<String, String> under(final Map<String, String> overrides) {
        final Map<String, String> all = new TreeMap<>(settings);
        all.putAll(overrides);
        return all;
    }
}
