package io.ringmaster.pipeline.core.risk;

/**
 * Counts rare events within a sliding window of event time. A strategy that enters again and again is faulty, whatever it earns. The memory grows with
 * the events and not with the limit: who wants no limit names a large one.
 */
public final class EventRate {

    private static final int INITIAL = 32;

    private final int most;
    private final long windowNs;
    /** The last events, around the ring. */
    private long[] timesNs;
    private int next;
    private int count;

    /** @param most this number of events within the window is too many */
    public EventRate(final int most, final long windowNs) {
        this.most = most;
        this.windowNs = windowNs;
        timesNs = new long[INITIAL];
    }

    /**
     * Counts one event.
     *
     * @return whether there are now too many within the window
     */
    public boolean onEvent(final long timeNs) {
        if (count == timesNs.length && count < most) {
            grow();
        }
        timesNs[next] = timeNs;
        next = (next + 1) % timesNs.length;
        count = Math.min(timesNs.length, count + 1);
        return count >= most && timeNs - timesNs[Math.floorMod(next - most, timesNs.length)] < windowNs;
    }

    private void grow() {
        final long[] grown = new long[(int) Math.min(most, 2L * count)];
        System.arraycopy(timesNs, next, grown, 0, count - next);
        System.arraycopy(timesNs, 0, grown, count - next, next);
        timesNs = grown;
        next = count;
    }

    /** A person has checked: the count starts again at zero. */
    public void reset() {
        count = 0;
        next = 0;
    }
}
