package io.ringmaster.cli.session;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.EpochNanoClock;

/** A clock that begins at a moment of a recording and runs some times as fast as the wall's. */
final class ScaledClock implements EpochNanoClock, EpochClock {

    private static final long MS_TO_NS = 1_000_000;

    private volatile Course course;

    /** From a moment on, time goes at one speed. */
    private record Course(long wallNs, long timeNs, double speed) {

        long at(final long nowWallNs) {
            return timeNs + (long) ((nowWallNs - wallNs) * speed);
        }
    }

    ScaledClock(final long startNs, final double speed) {
        course = new Course(System.nanoTime(), startNs, speed);
    }

    /** Time goes at another speed from now on; it never jumps. One thread calls this. */
    void setSpeed(final double speed) {
        final long wallNs = System.nanoTime();
        course = new Course(wallNs, course.at(wallNs), speed);
    }

    double speed() {
        return course.speed;
    }

    @Override
    public long nanoTime() {
        return course.at(System.nanoTime());
    }

    @Override
    public long time() {
        return nanoTime() / MS_TO_NS;
    }
}
