package io.ringmaster.journal;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How journals are kept on disk. */
public record JournalSettings(
    @Setting(kind = Kind.DURATION, value = "10ms", min = "1ms", doc = "records are made durable this often") long commitIntervalNs,
    @Setting(kind = Kind.DURATION, value = "5s", min = "10ms", doc = "records not durable for this long make the journal unhealthy")
    long maxDurableLagNs,
    @Setting(value = "268435456", min = "0",
        doc = "free bytes of the disk below which nothing is written; below twice that the journal is unhealthy")
    long diskFloorBytes,
    @Setting(value = "67108864", min = "1048576", doc = "bytes mapped at a time") int blockBytes,
    @Setting(value = "hourly", doc = "when a new file begins, by UTC: daily, hourly or secondly") Roll roll,
    @Setting(value = "true", doc = "while a live session runs, files that have ended are compressed; they are read like the others") boolean compress,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s",
        doc = "while a live session runs, records older than this are removed, in whole files, up to a snapshot that stays and that 'replay' and a"
            + " restart begin at; by the times of the session's own events. Such a session goes on only with the build that wrote that snapshot."
            + " 0s: everything is kept")
    long keepForNs,
    @Setting(value = "0", min = "0",
        doc = "both journals together are kept under so many bytes in the same way, as far as snapshots and whole files allow; 0: no limit")
    long keepBytes) {

    /** When a new file begins. */
    public enum Roll { DAILY, HOURLY, SECONDLY }

    /** The defaults. */
    public static JournalSettings defaults() {
        return new JournalSettings(10_000_000, 5_000_000_000L, 1L << 28, 1 << 26, Roll.HOURLY, true, 0, 0);
    }

    /** The same with another roll. */
    public JournalSettings with(final Roll other) {
        return new JournalSettings(commitIntervalNs, maxDurableLagNs, diskFloorBytes, blockBytes, other, compress, keepForNs, keepBytes);
    }

    /** Whether anything is ever removed. */
    public boolean isCut() {
        return keepForNs > 0 || keepBytes > 0;
    }

    /** The limits that are set, such as {@code journal.keepFor 604800s, journal.keepBytes 1000}. */
    public String limitsInWords() {
        final String age = keepForNs == 0 ? "" : "journal.keepFor " + keepForNs / 1_000_000_000L + "s";
        final String size = keepBytes == 0 ? "" : "journal.keepBytes " + keepBytes;
        return age + (age.isEmpty() || size.isEmpty() ? "" : ", ") + size;
    }

    /** The same with another disk floor. */
    public JournalSettings withDiskFloor(final long bytes) {
        return new JournalSettings(commitIntervalNs, maxDurableLagNs, bytes, blockBytes, roll, compress, keepForNs, keepBytes);
    }
}
