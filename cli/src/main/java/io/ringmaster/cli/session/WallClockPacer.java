package io.ringmaster.cli.session;

import io.ringmaster.pipeline.engine.Pacer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Plays event time against wall time at a given speed from a given event time on, and everything before at full speed. Between events it lets the
 * engine use quiet moments and updates the display.
 */
public final class WallClockPacer implements Pacer {

    private static final long QUIET_NS = 200_000;
    private static final long DISPLAY_EVERY_NS = 250_000_000;

    private final double speed;
    private long pacedFromNs = Long.MIN_VALUE;
    private final BooleanSupplier paced;
    private final Runnable quiet;
    private final Runnable display;
    private long startEventNs = Long.MIN_VALUE;
    private long startNs;
    private long nextDisplayNs = System.nanoTime();

    /**
     * @param speed       event seconds per wall second; 0: full speed
     * @param paced       whether to pace yet; false while an interrupted session catches up
     */
    public WallClockPacer(
        final double speed, final BooleanSupplier paced, final Runnable quiet, final Runnable display) {
        this.speed = speed;
        this.paced = paced;
        this.quiet = quiet;
        this.display = display;
    }

    /** Plays everything before this event time at full speed. */
    void paceFrom(final long timeNs) {
        pacedFromNs = timeNs;
    }

    @Override
    public void awaitDue(final long timeNs) {
        if (startEventNs == Long.MIN_VALUE && timeNs >= pacedFromNs && paced.getAsBoolean()) {
            startEventNs = timeNs;
            startNs = System.nanoTime();
        }
        long nowNs = showIfDue();
        if (speed <= 0 || startEventNs == Long.MIN_VALUE) {
            return;
        }
        final long dueNs = startNs + (long) ((timeNs - startEventNs) / speed);
        while (nowNs < dueNs) {
            if (dueNs - nowNs > QUIET_NS) {
                quiet.run();
            }
            LockSupport.parkNanos(Math.min(dueNs - nowNs, DISPLAY_EVERY_NS));
            nowNs = showIfDue();
        }
    }

    private long showIfDue() {
        final long nowNs = System.nanoTime();
        if (nowNs >= nextDisplayNs) {
            nextDisplayNs = nowNs + DISPLAY_EVERY_NS;
            display.run();
        }
        return nowNs;
    }
}
