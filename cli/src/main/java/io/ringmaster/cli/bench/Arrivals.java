package io.ringmaster.cli.bench;

/** When each event of a load is due, whatever became of the events before it. */
@FunctionalInterface
interface Arrivals {

    /** Between the last event of a recording and its first, which follows it again. */
    long PAUSE_NS = 1_000_000;

    /** @param event from 0; returns nanoseconds since the first event */
    long dueNs(long event);

    /** Equal distances, without a drift by rounding. */
    static Arrivals atRate(final long eventsPerSecond) {
        return event -> event / eventsPerSecond * 1_000_000_000L + event % eventsPerSecond * 1_000_000_000L / eventsPerSecond;
    }

    /** The distances of a recording, played again and again. */
    static Arrivals asRecorded(final RecordedMarket market) {
        final long firstNs = market.timeNs(0);
        final long loopNs = market.timeNs(market.count() - 1) - firstNs + PAUSE_NS;
        return event -> event / market.count() * loopNs + market.timeNs((int) (event % market.count())) - firstNs;
    }
}
