package io.ringmaster.lab.source;

/** One bar as read from the file; reused. */
final class BarRow {

    /** Open time, epoch milliseconds. */
    long timeMs;
    long openE8;
    long highE8;
    long lowE8;
    long closeE8;
    long volumeE8;
    /** Line at which it begins, for messages. */
    long line;

    void copyFrom(final BarRow other) {
        timeMs = other.timeMs;
        openE8 = other.openE8;
        highE8 = other.highE8;
        lowE8 = other.lowE8;
        closeE8 = other.closeE8;
        volumeE8 = other.volumeE8;
        line = other.line;
    }
}
