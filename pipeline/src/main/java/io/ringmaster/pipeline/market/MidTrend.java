package io.ringmaster.pipeline.market;

/**
 * The straight line through a book's mid at each of the last 60 whole seconds of event time. The mid of a second is the one before the events at that
 * second. An event costs as many steps as seconds passed, at most 60; the line is computed on request.
 */
final class MidTrend {

    private static final int SECONDS = 60;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double MEAN_X = (SECONDS - 1) / 2.0;
    /** Sum of squared distances of 0 to 59 from their mean. */
    private static final double SQUARES = SECONDS * ((double) SECONDS * SECONDS - 1) / 12;
    /** A mid is kept as the sum of bid and ask. */
    private static final double SUM_E8 = 2e8;

    /** Sums of bid and ask, the oldest at {@link #next}. */
    private final long[] sums = new long[SECONDS];
    private int next;
    private int count;
    private long lastSecond = Long.MIN_VALUE;
    private long sumE8;

    /** Notes the current mid for each whole second up to a time. */
    void onTime(final long timeNs) {
        final long second = Math.floorDiv(timeNs, SECOND_NS);
        if (lastSecond != Long.MIN_VALUE && second > lastSecond) {
            note((int) Math.min(SECONDS, second - lastSecond));
        }
        lastSecond = Math.max(lastSecond, second);
    }

    private void note(final int seconds) {
        if (sumE8 == 0) {
            count = 0;
            return;
        }
        for (int i = 0; i < seconds; i++) {
            sums[next] = sumE8;
            next = next == SECONDS - 1 ? 0 : next + 1;
        }
        count = Math.min(SECONDS, count + seconds);
    }

    /** @param bidPlusAskE8 from now on; 0 while the book may not be read */
    void onMid(final long bidPlusAskE8) {
        sumE8 = bidPlusAskE8;
    }

    /** Quote currency a second; NaN until every second has a mid. */
    double slope() {
        if (count < SECONDS) {
            return Double.NaN;
        }
        double products = 0;
        for (int i = 0; i < SECONDS; i++) {
            products += (i - MEAN_X) * (sums[(next + i) % SECONDS] - sums[next]);
        }
        return products / SQUARES / SUM_E8;
    }
}
