package io.ringmaster.monitor.window;

/** How fast the journal grows, by the clock of this machine, and whether it stopped. */
final class Pace {

    private static final long WINDOW_NS = 2_000_000_000L;
    private static final long SILENCE_NS = 5_000_000_000L;
    private static final long TICK_NS = 500_000_000L;

    private long lastSequence = -1;
    private long grownNs;
    private long windowNs;
    private long windowSequence;
    private long perSecond;
    private long tickNs;

    /** Notes the newest sequence at a time of the monotonic clock. */
    void see(final long sequence, final long nowNs) {
        if (lastSequence < 0 || sequence < lastSequence) {
            windowNs = nowNs;
            windowSequence = sequence;
            grownNs = nowNs;
            perSecond = 0;
        } else if (sequence > lastSequence) {
            grownNs = nowNs;
        }
        lastSequence = sequence;
        if (nowNs - windowNs >= WINDOW_NS) {
            perSecond = Math.round((sequence - windowSequence) * 1e9 / (nowNs - windowNs));
            windowNs = nowNs;
            windowSequence = sequence;
        }
    }

    /** Inputs in a second, over the last two seconds. */
    long perSecond(final long nowNs) {
        return isSilent(nowNs) ? 0 : perSecond;
    }

    boolean isSilent(final long nowNs) {
        return nowNs - grownNs > SILENCE_NS;
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
