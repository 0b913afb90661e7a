package io.ringmaster.monitor.view.plot;

/** Distances between the lines of a grid that a person can read: 1, 2 or 5 of a power of ten, and round lengths of time. */
public final class Steps {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] TIMES = {
        SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
        HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY, 365 * DAY};

    private Steps() {
    }

    /** The smallest of 1, 2, 5, 10, 20, … that cuts a range into at most this many parts. */
    public static long ofValue(final long range, final int most) {
        final long wanted = Math.max(1, range / Math.max(1, most));
        long power = 1;
        while (power <= wanted / 10) {
            power *= 10;
        }
        for (final long factor : new long[] {1, 2, 5}) {
            if (power * factor >= wanted) {
                return power * factor;
            }
        }
        return power * 10;
    }

    /** The smallest round length of time that cuts a range into at most this many parts. */
    public static long ofTime(final long rangeNs, final int most) {
        for (final long step : TIMES) {
            if (rangeNs / step <= most) {
                return step;
            }
        }
        return TIMES[TIMES.length - 1];
    }

    /** Whether times this far apart need a date, minutes or seconds. */
    static boolean isDays(final long stepNs) {
        return stepNs >= DAY;
    }

    static boolean isMinutes(final long stepNs) {
        return stepNs >= MINUTE;
    }
}
