package io.ringmaster.pipeline.feed.recorded;

/** The counts of a source so far. */
public final class ImportCounts {

    private long events;
    private long firstTimeNs;
    private long lastTimeNs;
    private long gaps;
    private long rejected;

    public void count(final long timeNs) {
        if (events == 0) {
            firstTimeNs = timeNs;
        }
        lastTimeNs = timeNs;
        events++;
    }

    public void countGap() {
        gaps++;
    }

    public void countGaps(final long missing) {
        gaps += missing;
    }

    public void countRejected() {
        rejected++;
    }

    /** Number of messages passed on. */
    public long events() {
        return events;
    }

    /** Receive time of the first message; 0 before it. */
    public long firstTimeNs() {
        return firstTimeNs;
    }

    /** Receive time of the last message; 0 before it. */
    public long lastTimeNs() {
        return lastTimeNs;
    }

    /** Number of gaps: missing bars, or missing sequence numbers of a book. */
    public long gaps() {
        return gaps;
    }

    /** Number of lines that are not used. */
    public long rejected() {
        return rejected;
    }
}
