package io.ringmaster.gateway.session;

/**
 * How far another clock is ahead of ours, out of questions and answers: of the last ones, the one that took least time is believed, for it
 * can be wrong by no more than half of that.
 */
final class ClockOffset {

    private static final int KEPT = 8;

    private final long[] aheadMs = new long[KEPT];
    private final long[] tripMs = new long[KEPT];
    private int count;

    void add(final long newAheadMs, final long newTripMs) {
        aheadMs[count % KEPT] = newAheadMs;
        tripMs[count % KEPT] = newTripMs;
        count++;
    }

    /** 0 before the first answer. */
    long aheadMs() {
        int best = 0;
        for (int i = 1; i < Math.min(count, KEPT); i++) {
            if (tripMs[i] < tripMs[best]) {
                best = i;
            }
        }
        return aheadMs[best];
    }
}
