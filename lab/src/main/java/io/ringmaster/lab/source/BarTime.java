package io.ringmaster.lab.source;

import io.ringmaster.pipeline.feed.recorded.MessageFields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** The format of times in a file of bars, the same from the first row to the last. A date without an offset is UTC. */
enum BarTime {

    /** UTC seconds, ten digits: 2001 to 2286. */
    SECONDS("UTC seconds"),
    /** UTC milliseconds. */
    MILLISECONDS("UTC milliseconds"),
    /** UTC microseconds. */
    MICROSECONDS("UTC microseconds"),
    /** UTC nanoseconds. */
    NANOSECONDS("UTC nanoseconds"),
    /** Date and time such as {@code 2019-10-17 09-AM}. */
    HALF_DAY_CLOCK("a time such as 2019-10-17 09-AM"),
    /** Date and time in ISO 8601, or with a space in between. */
    DATE("a time such as 2019-10-17T09:00:00Z");

    private static final DateTimeFormatter HALF_DAY =
        DateTimeFormatter.ofPattern("uuuu-MM-dd hh-a", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
        .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NOT_NEGATIVE).appendPattern("-MM-dd")
        .optionalStart().appendPattern("['T'][' ']HH:mm")
        // A fraction belongs to seconds. Without them, a parser would know no whole time, and take the date's midnight.
        .optionalStart().appendPattern(":ss").optionalStart().appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true).optionalEnd().optionalEnd()
        .appendPattern("[' UTC'][XXX]").optionalEnd().toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final String words;

    BarTime(final String words) {
        this.words = words;
    }

    /** Description for messages. */
    String words() {
        return words;
    }

    /**
     * The format of times, from the first one in the file.
     *
     * @return null if the format is unknown
     */
    static BarTime of(final String text) {
        if (isDigits(text)) {
            return switch (text.length()) {
                case 10 -> SECONDS;
                case 13 -> MILLISECONDS;
                case 16 -> MICROSECONDS;
                case 19 -> NANOSECONDS;
                default -> null;
            };
        }
        for (final BarTime dated : new BarTime[] {HALF_DAY_CLOCK, DATE}) {
            try {
                dated.milliseconds(text);
                return dated;
            } catch (final DateTimeException | NumberFormatException e) {
                continue;
            }
        }
        return null;
    }

    static boolean isDigits(final String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * Epoch milliseconds.
     *
     * @throws NumberFormatException if it is not such a time, not from 1970 to 2099, or not on a millisecond
     * @throws DateTimeException     if there is no such day or hour
     */
    long milliseconds(final String text) {
        final long timeMs = switch (this) {
            case SECONDS -> text.length() == 10 ? Math.multiplyExact(digits(text, 10), 1_000L) : fail(text);
            case MILLISECONDS -> digits(text, 13);
            case MICROSECONDS -> whole(digits(text, 16), 1_000, text);
            case NANOSECONDS -> whole(digits(text, 19), 1_000_000, text);
            case HALF_DAY_CLOCK -> HALF_DAY.parse(text, LocalDateTime::from).toInstant(ZoneOffset.UTC).toEpochMilli();
            case DATE -> ofDate(ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from), text);
        };
        return timeMs >= 0 && timeMs < MessageFields.END_MS ? timeMs : fail(text);
    }

    private static long ofDate(final TemporalAccessor time, final String text) {
        final OffsetDateTime exact = switch (time) {
            case OffsetDateTime withOffset -> withOffset;
            case LocalDateTime local -> local.atOffset(ZoneOffset.UTC);
            default -> LocalDate.from(time).atStartOfDay().atOffset(ZoneOffset.UTC);
        };
        return exact.getNano() % 1_000_000 == 0 ? exact.toInstant().toEpochMilli() : fail(text);
    }

    private static long digits(final String text, final int most) {
        return isDigits(text) && text.length() <= most ? Long.parseLong(text) : fail(text);
    }

    private static long whole(final long value, final long unit, final String text) {
        return value % unit == 0 ? value / unit : fail(text);
    }

    private static long fail(final String text) {
        throw new NumberFormatException("not a time: " + text);
    }
}
