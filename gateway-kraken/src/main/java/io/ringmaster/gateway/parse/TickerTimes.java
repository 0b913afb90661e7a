package io.ringmaster.gateway.parse;

/**
 * Finds which tickers of one instrument are new, by the venue's time in them. A ticker with an impossible time (far ahead, or behind) is
 * dropped; if the next one continues from there, the venue's clock was set, and the new times count. A ticker with the same time again is
 * not new. One thread; allocates nothing.
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

    /** The connection is lost: the next time counts, whatever it is. */
    void reset() {
        lastMs = 0;
        candidateMs = 0;
    }
}
