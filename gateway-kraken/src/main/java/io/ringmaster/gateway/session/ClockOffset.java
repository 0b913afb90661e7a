package io.ringmaster.gateway.session;

/**
 * How far another clock is ahead of ours, measured by questions and answers. Of the last answers, the one that took the least time counts,
 * because its error is at most half of that time. An answer that contradicts it means that a clock was set: earlier answers are dropped.
 * Between the questions, the beats that the other side sends about once a second show whether a clock was set. A beat is delayed on its way,
 * so a single one proves little. One thread.
 */
final class ClockOffset {

    private static final int KEPT = 8;
    /** Rounding to milliseconds, and what clocks drift between two questions. */
    private static final long TOLERANCE_MS = 20;
    /** More than a beat is delayed by on its way, as a rule. */
    private static final long LARGEST_DELAY_MS = 500;
    private static final int BEATS_TO_BELIEVE = 2;

    private final long[] aheadMs = new long[KEPT];
    private final long[] tripMs = new long[KEPT];
    private int count;
    private long beatMs;
    private int oddBeats;

    void add(final long newAheadMs, final long newTripMs) {
        if (count > 0 && Math.abs(newAheadMs - aheadMs()) > (newTripMs + bestTripMs()) / 2 + TOLERANCE_MS) {
            count = 0;
        }
        aheadMs[count % KEPT] = newAheadMs;
        tripMs[count % KEPT] = newTripMs;
        count++;
        oddBeats = 0;
    }

    /**
     * A beat came.
     *
     * @param newBeatMs what the other clock said, minus ours as it came
     * @return whether it contradicts the measured offset, so that a question must be asked
     */
    boolean onBeat(final long newBeatMs) {
        beatMs = newBeatMs;
        final boolean isOdd = count > 0 && Math.abs(newBeatMs - aheadMs()) > LARGEST_DELAY_MS;
        oddBeats = isOdd ? oddBeats + 1 : 0;
        return isOdd;
    }

    private int best() {
        int best = 0;
        for (int i = 1; i < Math.min(count, KEPT); i++) {
            if (tripMs[i] < tripMs[best]) {
                best = i;
            }
        }
        return best;
    }

    private long bestTripMs() {
        return tripMs[best()];
    }

    /** 0 before the first answer. */
    long aheadMs() {
        return aheadMs[best()];
    }

    /** By how much the clocks differ at worst: by what is believed, or by what beats say that contradict it. */
    long differenceMs() {
        final long believedMs = Math.abs(aheadMs());
        return oddBeats >= BEATS_TO_BELIEVE ? Math.max(believedMs, Math.abs(beatMs)) : believedMs;
    }
}
