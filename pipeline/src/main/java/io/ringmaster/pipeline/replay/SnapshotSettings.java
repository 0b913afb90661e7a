package io.ringmaster.pipeline.replay;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How often a session's state is kept, so that a restart need not fold its whole journal. */
public record SnapshotSettings(
    @Setting(kind = Kind.DURATION, value = "5m", min = "0s",
        doc = "a thread of low priority folds the journal behind the session, checks every output, and keeps a snapshot this often in event time;"
            + " 0s: never, as on machines where every core is taken: 'journal snapshot' does the same from outside")
    long everyNs,
    @Setting(value = "1000000", min = "1000", doc = "a snapshot is kept after this many events even if less time has passed") long everyEvents,
    @Setting(value = "3", min = "1", max = "1000", doc = "snapshots kept, the newest") int keep) {

    /** The defaults. */
    public static SnapshotSettings defaults() {
        return new SnapshotSettings(300_000_000_000L, 1_000_000, 3);
    }
}
