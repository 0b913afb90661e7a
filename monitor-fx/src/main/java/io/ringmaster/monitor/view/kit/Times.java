package io.ringmaster.monitor.view.kit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** Times and durations as the screen shows them: UTC, from nanoseconds since the epoch. */
public final class Times {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter SECONDS = formatter("HH:mm:ss");
    private static final DateTimeFormatter MILLIS = formatter("HH:mm:ss.SSS");
    private static final DateTimeFormatter MICROS = formatter("HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter DAY = formatter("yyyy-MM-dd");
    private static final DateTimeFormatter FULL = formatter("yyyy-MM-dd HH:mm:ss.SSS");

    private Times() {
    }

    private static DateTimeFormatter formatter(final String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** {@code 23:54:15}. */
    public static String seconds(final long timeNs) {
        return format(SECONDS, timeNs);
    }

    /** {@code 23:54:15.250}. */
    public static String millis(final long timeNs) {
        return format(MILLIS, timeNs);
    }

    /** {@code 23:54:15.250125}. */
    public static String micros(final long timeNs) {
        return format(MICROS, timeNs);
    }

    /** {@code 2024-08-08}. */
    public static String day(final long timeNs) {
        return format(DAY, timeNs);
    }

    /** {@code 2024-08-08 23:54:15.250}. */
    public static String full(final long timeNs) {
        return format(FULL, timeNs);
    }

    /** The largest two units of a length of time: {@code 850 ns}, {@code 12.5 µs}, {@code 3.25 ms}, {@code 1.50 s}, {@code 2 m 05 s}, {@code 3 d 04 h}. */
    public static String duration(final long durationNs) {
        if (durationNs == Long.MIN_VALUE) {
            return Numbers.NONE;
        }
        if (durationNs < 0) {
            return Numbers.MINUS + duration(-durationNs);
        }
        if (durationNs < 1_000) {
            return durationNs + " ns";
        }
        if (durationNs < 1_000_000) {
            return three(durationNs / 1e3) + " µs";
        }
        if (durationNs < NS_PER_SECOND) {
            return three(durationNs / 1e6) + " ms";
        }
        return ofSeconds(durationNs);
    }

    private static String ofSeconds(final long durationNs) {
        final long seconds = durationNs / NS_PER_SECOND;
        if (seconds < 60) {
            return three(durationNs / 1e9) + " s";
        }
        if (seconds < 3_600) {
            return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return String.format(Locale.ROOT, "%d h %02d m", seconds / 3_600, seconds % 3_600 / 60);
        }
        return String.format(Locale.ROOT, "%d d %02d h", seconds / 86_400, seconds % 86_400 / 3_600);
    }

    private static String three(final double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    /**
     * A time that a person typed: {@code 2024-08-08T23:55:00Z}, the same with a blank or without the Z, or a time of the given day, such as
     * {@code 23:55} or {@code 23:55:10.5}.
     *
     * @param dayNs any time of the day that a time without a date is of
     * @return empty if the text is no time
     */
    public static OptionalLong parse(final String text, final long dayNs) {
        final String trimmed = text.strip().replace(' ', 'T');
        final String local = trimmed.endsWith("Z") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        try {
            final LocalDate day = LocalDate.ofInstant(instant(dayNs), ZoneOffset.UTC);
            final LocalDateTime time = local.contains("T") ? LocalDateTime.parse(local) : LocalTime.parse(local).atDate(day);
            final Instant instant = time.toInstant(ZoneOffset.UTC);
            return OptionalLong.of(Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS_PER_SECOND), instant.getNano()));
        } catch (final DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private static String format(final DateTimeFormatter formatter, final long timeNs) {
        return timeNs <= 0 ? Numbers.NONE : formatter.format(instant(timeNs));
    }

    private static Instant instant(final long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, NS_PER_SECOND), Math.floorMod(timeNs, NS_PER_SECOND));
    }
}
