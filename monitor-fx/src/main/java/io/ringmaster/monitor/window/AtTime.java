package io.ringmaster.monitor.window;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Times;

/** The time that {@code --at} names, in a session whose range is known. */
final class AtTime {

    private AtTime() {
    }

    /** @throws InvalidInputException unless the time is in the session */
    static long in(final Moment newest, final String at) {
        final long timeNs = Times.parse(at, newest.firstTimeNs()).orElseThrow();
        if (timeNs < newest.firstTimeNs() || timeNs > newest.lastTimeNs()) {
            throw new InvalidInputException("--at is outside the session: " + at + ". Give a time from " + Times.full(newest.firstTimeNs()) + " to "
                + Times.full(newest.lastTimeNs()) + " (UTC).");
        }
        return timeNs;
    }
}
