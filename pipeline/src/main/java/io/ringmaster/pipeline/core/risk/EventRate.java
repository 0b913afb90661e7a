package io.ringmaster.pipeline.core.risk;

/** Counts what should be rare within a sliding window of event time: a strategy that opens and opens again has gone wrong, whatever it earns. */
public final class EventRate {

    private final long windowNs;
    private final long[] timesNs;
    private int next;
    private int count;

    /** @param most so many within the window are too many */
    public EventRate(final int most, final long windowNs) {
        this.windowNs = windowNs;
        timesNs = new long[most];
    }

    /**
     * It happened once more.
     *
     * @return whether there are now as many within the window as may not be
     */
    public boolean onEvent(final long timeNs) {
        timesNs[next] = timeNs;
        next = (next + 1) % timesNs.length;
        count = Math.min(timesNs.length, count + 1);
        return count == timesNs.length && timeNs - timesNs[next] < windowNs;
    }

    /** A person has looked: it begins anew. */
    public void reset() {
        count = 0;
        next = 0;
    }
}
