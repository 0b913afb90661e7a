package io.ringmaster.journal;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How journals are stored on disk. */
public record JournalSettings(
    @Setting(kind = Kind.DURATION, value = "10ms", min = "1ms", doc = "how often records are forced to disk") long commitIntervalNs,
    @Setting(kind = Kind.DURATION, value = "5s", min = "10ms", doc = "the journal counts as unhealthy when records wait longer than this to reach"
        + " the disk; an unhealthy journal blocks new risk")
    long maxDurableLagNs,
    @Setting(value = "268435456", min = "0",
        doc = "free disk space in bytes below which nothing is written; below twice this the journal counts as unhealthy")
    long diskFloorBytes,
    @Setting(value = "67108864", min = "1048576", doc = "size of the block that is mapped into memory at a time, bytes") int blockBytes,
    @Setting(value = "hourly", doc = "how often a new file begins, by UTC") Roll roll,
    @Setting(value = "true", doc = "a live session compresses finished journal files; every command reads compressed files") boolean compress,
    @Inline Limits limits) {


    /** The age and the size beyond which a live session deletes old records. */
    public record Limits(
        @Setting(kind = Kind.DURATION, value = "0s", min = "0s",
            doc = "a live session deletes whole journal files older than this, by event time. It keeps a snapshot, from which 'replay' and a restart"
            + " then begin. Only the build that wrote the snapshot can resume such a session. 0s keeps everything")
        long keepForNs,
        @Setting(value = "0", min = "0",
            doc = "limits the size of all journals together in the same way, as closely as snapshots and whole files allow, bytes; 0 for no limit")
        long keepBytes) {

        /** Without limits, every record is kept. */
        public static final Limits NONE = new Limits(0, 0);

        /** Whether old records are ever deleted. */
        public boolean isSet() {
            return keepForNs > 0 || keepBytes > 0;
        }

        /** The limits that are set, such as {@code journal.keepFor 604800s, journal.keepBytes 1000}. */
        public String inWords() {
            final String age = keepForNs == 0 ? "" : "journal.keepFor " + keepForNs / 1_000_000_000L + "s";
            final String size = keepBytes == 0 ? "" : "journal.keepBytes " + keepBytes;
            return age + (age.isEmpty() || size.isEmpty() ? "" : ", ") + size;
        }
    }

    /** How often a new file begins. */
    public enum Roll { DAILY, HOURLY, SECONDLY }

    /** The defaults. */
    public static JournalSettings defaults() {
        return new JournalSettings(10_000_000, 5_000_000_000L, 1L << 28, 1 << 26, Roll.HOURLY, true, Limits.NONE);
    }

    /** The same with another roll. */
    public JournalSettings with(final Roll other) {
        return new JournalSettings(commitIntervalNs, maxDurableLagNs, diskFloorBytes, blockBytes, other, compress, limits);
    }

    /** The same with another disk floor. */
    public JournalSettings withDiskFloor(final long bytes) {
        return new JournalSettings(commitIntervalNs, maxDurableLagNs, bytes, blockBytes, roll, compress, limits);
    }
}
