package io.ringmaster.lab.source;

/** What a source has handed out so far. */
public final class ImportCounts {

    private long events;
    private long firstTimeNs;
    private long lastTimeNs;
    private long gaps;
    private long rejected;

    void count(final long timeNs) {
        if (events == 0) {
            firstTimeNs = timeNs;
        }
        lastTimeNs = timeNs;
        events++;
    }

    void countGap() {
        gaps++;
    }

    void countGaps(final long missing) {
        gaps += missing;
    }

    void countRejected() {
        rejected++;
    }

    /** Messages handed out. */
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

    /** Places where something is missing: bars, or sequence numbers of a book. */
    public long gaps() {
        return gaps;
    }

    /** Lines that are of no kind the format uses here. */
    public long rejected() {
        return rejected;
    }
}
