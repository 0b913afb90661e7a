package io.ringmaster.cli.command;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.backtest.Backtest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** The time of a history that is traded. */
final class PeriodOptions {

    private static final long NS_PER_SECOND = 1_000_000_000L;

    @Option(names = "--from", description = "time at which trading starts, such as 2017-03-01 or 2017-03-01T12:00:00Z")
    private String from;

    @Option(names = "--to", description = "time at which it ends: the last bar is the one that ends then; a bar that begins then is not"
        + " traded")
    private String to;

    Backtest.Period period() {
        return new Backtest.Period(time("--from", from, Long.MIN_VALUE), time("--to", to, Long.MAX_VALUE));
    }

    /** A time as an option gives it. */
    static long timeNs(final String option, final String text) {
        return time(option, text, 0);
    }

    /** Options that were given before. */
    static PeriodOptions of(final String from, final String to) {
        final PeriodOptions options = new PeriodOptions();
        options.from = from;
        options.to = to;
        return options;
    }

    /** As given; null if it was not. */
    String from() {
        return from;
    }

    /** As given; null if it was not. */
    String to() {
        return to;
    }

    private static long time(final String option, final String text, final long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            final Instant time = text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NS_PER_SECOND), time.getNano());
        } catch (final DateTimeException e) {
            throw new InvalidInputException(option + " is not a time: '" + text + "'. Give one such as 2017-03-01 or 2017-03-01T12:00:00Z.", e);
        }
    }
}
