package io.ringmaster.cli.session;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.EpochNanoClock;

/** A clock that starts at a time of a recording and runs at a multiple of wall time. */
final class ScaledClock implements EpochNanoClock, EpochClock {

    private static final long MS_TO_NS = 1_000_000;

    private volatile Course course;

    /** A period of constant speed that starts at one moment. */
    private record Course(long wallNs, long timeNs, double speed) {

        long at(final long nowWallNs) {
            return timeNs + (long) ((nowWallNs - wallNs) * speed);
        }
    }

    ScaledClock(final long startNs, final double speed) {
        course = new Course(System.nanoTime(), startNs, speed);
    }

    /** Changes the speed from now on, without a jump in time. Only one thread may call this. */
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
