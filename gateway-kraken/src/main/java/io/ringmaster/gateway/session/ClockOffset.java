package io.ringmaster.gateway.session;

/**
 * How far another clock is ahead of ours, out of questions and answers: of the last ones, the one that took least time is believed, for it
 * can be wrong by no more than half of that. An answer that contradicts the one that is believed means that a clock was set: what came before
 * is forgotten. Between the questions a beat, which the other side sends about once a second, shows a clock that was set; it comes some time
 * after it was sent, so one alone says little. One thread.
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
     * @return whether it contradicts what is believed, so that it is to be asked for
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
