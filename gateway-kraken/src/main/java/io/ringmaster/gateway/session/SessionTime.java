package io.ringmaster.gateway.session;

/** What time it is, here and at the venue. One thread. */
final class SessionTime {

    /** A beat that contradicts the known difference of the clocks leads to a question this often. */
    private static final long CLOCK_AGAIN_MS = 1_000;

    private final ClockOffset venueClock = new ClockOffset();
    private final long maxOffsetMs;
    private long nowMs;
    private long clockAskedMs = Long.MIN_VALUE / 2;

    /** @param maxOffsetMs by which the clocks may differ */
    SessionTime(final long nowMs, final long maxOffsetMs) {
        this.nowMs = nowMs;
        this.maxOffsetMs = maxOffsetMs;
    }

    /** Time passed; it never goes back. */
    void advanceTo(final long timeMs) {
        nowMs = Math.max(nowMs, timeMs);
    }

    /** Our clock, epoch. */
    long nowMs() {
        return nowMs;
    }

    /** The venue's clock, epoch. */
    long venueMs() {
        return nowMs + venueClock.aheadMs();
    }

    /**
     * The clocks were compared.
     *
     * @param aheadMs by how much the venue's is ahead
     * @param tripMs  how long the question took
     */
    void onCompared(final long aheadMs, final long tripMs) {
        venueClock.add(aheadMs, tripMs);
    }

    /**
     * A feed reported the venue's time.
     *
     * @return whether the clocks must be compared again
     */
    boolean onBeat(final long venueTimeMs) {
        if (venueClock.onBeat(venueTimeMs - nowMs) && nowMs >= clockAskedMs + CLOCK_AGAIN_MS) {
            clockAskedMs = nowMs;
            return true;
        }
        return false;
    }

    boolean areClocksClose() {
        return venueClock.differenceMs() <= maxOffsetMs;
    }

    /** By how much the venue's clock is ahead. */
    long aheadMs() {
        return venueClock.aheadMs();
    }
}
