package io.ringmaster.strategies;

/** A bar length in whole seconds, as nanoseconds; bars start at multiples of it since the epoch. */
public final class Timeframe {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long[] UNIT_SECONDS = {86_400, 3_600, 60, 1};
    private static final String UNITS = "dhms";

    private Timeframe() {
    }

    /** The text for people, such as {@code 15s}, {@code 1m}, {@code 4h}. */
    public static String format(final long timeframeNs) {
        final long seconds = timeframeNs / SECOND_NS;
        for (int i = 0; i < UNIT_SECONDS.length; i++) {
            if (seconds % UNIT_SECONDS[i] == 0) {
                return seconds / UNIT_SECONDS[i] + UNITS.substring(i, i + 1);
            }
        }
        throw new IllegalArgumentException("not a whole number of seconds: " + timeframeNs + " ns");
    }

    /**
     * Reads what {@link #format} writes.
     *
     * @throws IllegalArgumentException if the text is not a timeframe; the message shows valid ones
     */
    public static long parse(final String text) {
        final int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
        if (unit < 0 || !text.matches("[1-9][0-9]{0,5}[dhms]")) {
            throw new IllegalArgumentException("'" + text + "' is no timeframe. Give one such as 15s, 5m, 4h or 1d.");
        }
        return Long.parseLong(text.substring(0, text.length() - 1)) * UNIT_SECONDS[unit] * SECOND_NS;
    }

    /** Whether bars of that length can be built. */
    public static boolean isValid(final long timeframeNs) {
        return timeframeNs > 0 && timeframeNs % SECOND_NS == 0;
    }
}
