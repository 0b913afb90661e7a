package io.ringmaster.cli;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.EpochNanoClock;

/** A clock that begins at a moment of a recording and runs some times as fast as the wall's. */
final class ScaledClock implements EpochNanoClock, EpochClock {

    private static final long MS_TO_NS = 1_000_000;

    private final long startNs;
    private final double speed;
    private final long wallStartNs = System.nanoTime();

    ScaledClock(final long startNs, final double speed) {
        this.startNs = startNs;
        this.speed = speed;
    }

    @Override
    public long nanoTime() {
        return startNs + (long) ((System.nanoTime() - wallStartNs) * speed);
    }

    @Override
    public long time() {
        return nanoTime() / MS_TO_NS;
    }
}
