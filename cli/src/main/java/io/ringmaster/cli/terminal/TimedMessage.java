package io.ringmaster.cli.terminal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A message of a running session to a person, on standard error, with its time (UTC). */
public final class TimedMessage {

    private TimedMessage() {
    }

    public static void say(final String text) {
        System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " ringmaster: " + text);
    }
}
