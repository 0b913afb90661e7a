package io.ringmaster.config.binding;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import java.util.List;
import java.util.Map;

/** A configuration with every kind of setting there is. */
record Sample(
    @Setting(doc = "limits") Limits limits,
    @Setting(value = "[]", doc = "strategies, in order") List<Spec> strategies,
    @Setting(value = "[BTC, ETH]", doc = "symbols") List<String> symbols,
    @Setting(value = "", kind = Kind.E8, min = "0", doc = "price levels") List<Long> levelsE8,
    @Setting(value = "", doc = "free words") Map<String, String> labels,
    @Setting(value = "auto", doc = "how it runs") Mode mode,
    @Setting(value = "demo", doc = "a name") String name) {

    enum Mode { AUTO, BUSY_SPIN }

    record Limits(
        @Setting(kind = Kind.E8, value = "0.5", min = "0.0001", max = "10", doc = "largest order") long maxOrderQtyE8,
        @Setting(kind = Kind.DURATION, value = "1s", min = "1ms", max = "1h", doc = "oldest data") long maxAgeNs,
        @Setting(value = "1024", min = "2", doc = "ring slots, a power of 2") int ringSize,
        @Setting(value = "71", doc = "seed") long seed,
        @Setting(value = "0.3", min = "0", max = "1", doc = "smallest | least strength") double minStrength,
        @Setting(value = "true", doc = "whether the gate is on") boolean enabled,
        @Setting(doc = "deepest part") Deep deep) {

        Limits {
            if (Integer.bitCount(ringSize) != 1) {
                throw new IllegalArgumentException("ringSize must be a power of 2: ringSize=" + ringSize);
            }
            if (enabled && seed == 13) {
                throw new IllegalArgumentException("a gate that is on needs a luckier seed");
            }
        }
    }

    record Deep(@Setting(value = "7", doc = "a number") int level) {
    }

    record Spec(
        @Setting(doc = "unique name") String id,
        @Setting(kind = Kind.DURATION, value = "5m", min = "1s", doc = "bar length") long timeframeNs,
        @Setting(value = "", doc = "by name") Map<String, String> parameters) {
    }
}
