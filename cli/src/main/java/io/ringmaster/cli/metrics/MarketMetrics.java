package io.ringmaster.cli.metrics;

import io.ringmaster.monitor.model.BookCondition;
import io.ringmaster.monitor.model.InstrumentView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.schema.FeedCondition;

/** Feeds and books. Ages are of event time: they grow while the engine lives and the market is silent. */
final class MarketMetrics {

    private MarketMetrics() {
    }

    static void add(final Exposition all, final Moment moment) {
        Metrics.instruments(all, moment, "mark_price_usd", "Price that positions are valued at; 0 before the first",
            index -> Exposition.decimal(moment.instrument(index).markPriceE8()));
        Metrics.instruments(all, moment, "feed_age_seconds", "Event time since the last trade, bar, ticker or book message; since the first record without one",
            index -> age(moment, moment.instrument(index).marketTimeNs()));
        Metrics.instruments(all, moment, "mark_age_seconds", "Event time since the market last confirmed the mark",
            index -> age(moment, moment.instrument(index).markTimeNs()));
        feedStates(all, moment);
        Metrics.instruments(all, moment, "book_tradable", "1 if the order book is whole, in sequence and not crossed",
            index -> Exposition.flag(moment.instrument(index).book().condition() == BookCondition.VALID));
        all.counter("book_gaps", "Messages on the book that were missed", points -> Metrics.eachInstrument(moment,
            index -> points.add(moment.instrument(index).book().gaps(), "instrument", Metrics.symbol(moment, index))));
        all.counter("feed_reconnects", "Connections that came back", moment.health().reconnects());
    }

    private static double age(final Moment moment, final long timeNs) {
        return Exposition.seconds(moment.timeNs() - (timeNs == 0 ? moment.firstTimeNs() : timeNs));
    }

    private static void feedStates(final Exposition all, final Moment moment) {
        all.gauge("feed_state", "1 for the condition of the connection or the venue, as it was reported last", points ->
            Metrics.eachInstrument(moment, index -> {
                final InstrumentView market = moment.instrument(index);
                final Tally<FeedCondition> condition = new Tally<>(FeedCondition.class);
                if (market.feed() != null) {
                    condition.set(market.feed());
                }
                condition.forEach((state, count) -> points.add(count, "instrument", Metrics.symbol(moment, index), "state", state.name()));
            }));
    }
}
