package io.ringmaster.gateway.parse;

/**
 * Tells which tickers of one instrument are new, by the time at which the venue wrote them. One time that cannot be (far ahead, or behind)
 * costs its own message; when the next one goes on from there, the venue's clock was set, and it is believed. A ticker that says the same
 * time again says nothing new. One thread; allocates nothing.
 */
final class TickerTimes {

    private static final long LARGEST_STEP_MS = 60_000;

    private long lastMs;
    private long candidateMs;

    /** @param timeMs 0 when the venue did not say */
    boolean isNew(final long timeMs) {
        if (timeMs == 0) {
            return true;
        }
        if (timeMs == lastMs) {
            return false;
        }
        final boolean goesOn = lastMs == 0 || timeMs > lastMs && timeMs - lastMs <= LARGEST_STEP_MS;
        final boolean goesOnFromCandidate = candidateMs != 0 && timeMs > candidateMs && timeMs - candidateMs <= LARGEST_STEP_MS;
        if (goesOn || goesOnFromCandidate) {
            lastMs = timeMs;
            candidateMs = 0;
            return true;
        }
        candidateMs = timeMs;
        return false;
    }

    /** The connection is gone: whatever time the next one says is believed. */
    void reset() {
        lastMs = 0;
        candidateMs = 0;
    }
}
