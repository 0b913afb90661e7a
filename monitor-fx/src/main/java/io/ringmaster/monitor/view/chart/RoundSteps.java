package io.ringmaster.monitor.view.chart;

/** Distances of lines of a grid that a person reads easily. */
final class RoundSteps {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long[] SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_419_200, 31_536_000};

    private RoundSteps() {
    }

    /** The smallest 1, 2 or 5 times a power of ten that is at least {@code leastE8}, and at least a tick. */
    static long price(final double leastE8, final long tickE8) {
        long step = 1;
        while (step < leastE8 || step < tickE8) {
            final long leading = Long.toString(step).charAt(0) - '0';
            step = leading == 2 ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    /** The shortest whole number of seconds, minutes, hours or days that is at least {@code leastNs}. */
    static long time(final double leastNs) {
        for (final long seconds : SECONDS) {
            if (seconds * NS_PER_SECOND >= leastNs) {
                return seconds * NS_PER_SECOND;
            }
        }
        return SECONDS[SECONDS.length - 1] * NS_PER_SECOND;
    }
}
