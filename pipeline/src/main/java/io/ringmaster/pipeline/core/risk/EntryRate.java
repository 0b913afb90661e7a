package io.ringmaster.pipeline.core.risk;

/** Counts entries within a sliding window of event time: a strategy that opens and opens again has gone wrong, whatever it earns. */
public final class EntryRate {

    private final long windowNs;
    private final long[] timesNs;
    private int next;
    private int count;

    public EntryRate(final RiskLimits limits) {
        windowNs = limits.entryWindowNs();
        timesNs = new long[limits.maxEntries()];
    }

    /**
     * A position was opened or turned.
     *
     * @return whether there are now as many within the window as may not be
     */
    public boolean onEntry(final long timeNs) {
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
