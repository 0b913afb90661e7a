package io.ringmaster.gateway.parse;

/** Times as the venue's newer protocols write them, {@code 2023-10-06T17:35:55.440295Z}, without an object for each. */
final class Timestamps {

    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;
    private static final long NANOS = 1_000_000_000L;
    private static final int DAYS_TO_1970 = 719_468;

    private Timestamps() {
    }

    /**
     * Nanoseconds since 1970.
     *
     * @throws MalformedMessageException if it is no UTC time of RFC 3339
     */
    static long rfc3339Ns(final CharSequence text) {
        final int length = text.length();
        if (length <= SHAPE.length() || text.charAt(length - 1) != 'Z') {
            throw malformed(text);
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            final boolean isDigit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
            if (SHAPE.charAt(i) == '0' ? !isDigit : text.charAt(i) != SHAPE.charAt(i)) {
                throw malformed(text);
            }
        }
        final long days = daysSince1970(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        final long seconds = ((days * 24 + number(text, 11, 13)) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
        return seconds * NANOS + fraction(text, SHAPE.length(), length - 1);
    }

    private static long fraction(final CharSequence text, final int from, final int to) {
        if (from == to) {
            return 0;
        }
        if (text.charAt(from) != '.' || to - from - 1 > NANO_DIGITS || to - from == 1) {
            throw malformed(text);
        }
        long nanos = number(text, from + 1, to);
        for (int digits = to - from - 1; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(final CharSequence text, final int from, final int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            final int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw malformed(text);
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Of the Gregorian calendar; Howard Hinnant, "chrono-compatible low-level date algorithms". */
    private static long daysSince1970(final int year, final int month, final int day) {
        final int shifted = month <= 2 ? year - 1 : year;
        final int era = Math.floorDiv(shifted, 400);
        final int yearOfEra = shifted - era * 400;
        final int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        final int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - DAYS_TO_1970;
    }

    private static MalformedMessageException malformed(final CharSequence text) {
        return new MalformedMessageException("'" + text + "' is not a UTC time such as 2023-10-06T17:35:55.440295Z");
    }
}
