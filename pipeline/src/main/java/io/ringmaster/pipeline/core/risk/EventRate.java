package io.ringmaster.pipeline.core.risk;

/** Counts rare events within a sliding window of event time. A strategy that enters again and again is faulty, whatever it earns. */
public final class EventRate {

    private final long windowNs;
    private final long[] timesNs;
    private int next;
    private int count;

    /** @param most this number of events within the window is too many */
    public EventRate(final int most, final long windowNs) {
        this.windowNs = windowNs;
        timesNs = new long[most];
    }

    /**
     * Counts one event.
     *
     * @return whether there are now too many within the window
     */
    public boolean onEvent(final long timeNs) {
        timesNs[next] = timeNs;
        next = (next + 1) % timesNs.length;
        count = Math.min(timesNs.length, count + 1);
        return count == timesNs.length && timeNs - timesNs[next] < windowNs;
    }

    /** A person has checked: the count starts again at zero. */
    public void reset() {
        count = 0;
        next = 0;
    }
}
