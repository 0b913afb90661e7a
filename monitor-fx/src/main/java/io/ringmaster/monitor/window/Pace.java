package io.ringmaster.monitor.window;

/** How fast the journal grows, by the clock of this machine. */
final class Pace {

    private static final long WINDOW_NS = 2_000_000_000L;
    private static final long TICK_NS = 500_000_000L;

    private long lastSequence = -1;
    private long windowNs;
    private long windowSequence;
    private long perSecond;
    private long tickNs;

    /** Notes the newest sequence at a time of the monotonic clock. */
    void see(final long sequence, final long nowNs) {
        if (lastSequence < 0 || sequence < lastSequence) {
            windowNs = nowNs;
            windowSequence = sequence;
            perSecond = 0;
        }
        lastSequence = sequence;
        if (nowNs - windowNs >= WINDOW_NS) {
            perSecond = Math.round((sequence - windowSequence) * 1e9 / (nowNs - windowNs));
            windowNs = nowNs;
            windowSequence = sequence;
        }
    }

    /** Inputs in a second, over the last two seconds. */
    long perSecond() {
        return perSecond;
    }

    /** True twice a second: what ages is then shown again. */
    boolean isTick(final long nowNs) {
        if (nowNs - tickNs < TICK_NS) {
            return false;
        }
        tickNs = nowNs;
        return true;
    }
}
