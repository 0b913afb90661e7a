package io.ringmaster.cli.bench;

import org.agrona.concurrent.NanoClock;

/** Publishes events at their due times. One that is due while another is under way is late, and its due time stays what it was. */
final class LoadGenerator {

    private static final long LEAD_NS = 200_000;
    /** Enough to prepare for the next event. */
    private static final long IDLE_NS = 30_000;

    private final NanoClock clock;
    private final Waiting waiting;

    /** What publishes. */
    interface Load {

        /** @param dueNs when it is due, by the clock */
        void publish(long dueNs);

        /**
         * Time is left until the next event.
         *
         * @param nowNs by the clock; not after the due time of that event
         */
        void idle(long nowNs);
    }

    /**
     * What was published.
     *
     * @param elapsedNs from the first due time until the last event was published
     */
    record Played(long events, long elapsedNs) {

        Played plus(final Played other) {
            return new Played(events + other.events, elapsedNs + other.elapsedNs);
        }

        double perSecond() {
            return events * 1e9 / elapsedNs;
        }
    }

    LoadGenerator(final NanoClock clock, final Waiting waiting) {
        this.clock = clock;
        this.waiting = waiting;
    }

    /** @param first of the events, in the arrivals */
    Played play(final Load load, final Arrivals arrivals, final long first, final long events) {
        final long startNs = clock.nanoTime() + LEAD_NS - arrivals.dueNs(first);
        for (long event = first; event < first + events; event++) {
            final long dueNs = startNs + arrivals.dueNs(event);
            if (dueNs - clock.nanoTime() > IDLE_NS) {
                waiting.until(dueNs - IDLE_NS);
                load.idle(Math.min(clock.nanoTime(), dueNs));
            }
            waiting.until(dueNs);
            load.publish(dueNs);
        }
        return new Played(events, clock.nanoTime() - startNs - arrivals.dueNs(first));
    }
}
