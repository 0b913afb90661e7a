package io.ringmaster.pipeline.replay;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How often a snapshot of a session's state is stored, so that a restart does not fold its whole journal. */
public record SnapshotSettings(
    @Setting(kind = Kind.DURATION, value = "5m", min = "0s",
        doc = "time between two snapshots, in event time. To take them, a low-priority thread recomputes the session from its journal and compares"
        + " every output with the recorded one. 0s turns this off, for machines without a spare core; 'journal snapshot' does the same from another"
        + " process")
    long everyNs,
    @Setting(value = "1000000", min = "1000", doc = "a snapshot is also taken after this many events") long everyEvents,
    @Setting(value = "3", min = "1", max = "1000", doc = "number of snapshots to keep; the oldest are deleted") int keep) {

    /** The defaults. */
    public static SnapshotSettings defaults() {
        return new SnapshotSettings(300_000_000_000L, 1_000_000, 3);
    }
}
