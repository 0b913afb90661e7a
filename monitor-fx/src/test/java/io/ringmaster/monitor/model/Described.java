package io.ringmaster.monitor.model;

import java.util.Map;
import java.util.TreeMap;

/** Everything that a moment says of the state of its session, by name, to compare two moments. */
final class Described {

    private Described() {
    }

    static Map<String, String> of(final Moment moment) {
        final Map<String, String> all = new TreeMap<>();
        all.put("sequence", moment.sequence() + " at " + moment.timeNs());
        all.put("account", moment.account().toString());
        all.put("limits", moment.riskUses().toString());
        all.put("events", moment.inputEvents().asList().toString() + moment.outputEvents().asList());
        all.put("external orders", moment.externalOrders().toString());
        all.put("open orders", moment.openOrders().toString());
        all.put("orders", moment.orders().asList().toString());
        all.put("fills", moment.fills().asList().toString());
        all.put("decisions", moment.decisions().size() + " " + moment.decisions().last());
        all.put("thoughts", moment.thoughts().asList().toString());
        all.put("verdicts", moment.verdicts().asList().toString());
        all.put("latches", moment.latches().asList() + " " + moment.isLatched());
        all.put("portfolio", moment.portfolio().size() + " " + moment.portfolio().last());
        all.put("equity", moment.equity().asList().toString());
        for (int i = 0; i < moment.facts().instruments().size(); i++) {
            instrument(moment, i, all);
        }
        strategies(moment.strategies(), all);
        final HealthView health = moment.health();
        all.put("health", health.inputChain() + " " + health.outputChain() + " " + health.outputSequence() + " " + health.outputCause() + " "
            + health.gaps() + " " + health.marketAgeNs() + " " + health.reconnects());
        return all;
    }

    private static void instrument(final Moment moment, final int i, final Map<String, String> all) {
        final InstrumentView market = moment.instrument(i);
        final BookView book = market.book();
        final StringBuilder levels = new StringBuilder(book.condition() + " " + book.bookSequence() + " " + book.gaps());
        for (int rank = 0; rank < book.bidLevels(); rank++) {
            levels.append(" b").append(book.bidPriceE8(rank)).append('x').append(book.bidQtyE8(rank));
        }
        for (int rank = 0; rank < book.askLevels(); rank++) {
            levels.append(" a").append(book.askPriceE8(rank)).append('x').append(book.askQtyE8(rank));
        }
        all.put("book " + i, levels.toString());
        all.put("market " + i, market.toString().replaceFirst("book=[^,]*", ""));
        all.put("ledger " + i, moment.portfolio(i) + " " + moment.decision(i) + " " + moment.stopPriceE8(i) + " " + moment.targetPriceE8(i));
        for (final OrderRow order : moment.openOrders()) {
            all.put("queue " + order.clientOrderId(), Long.toString(moment.queueAheadE8(order.clientOrderId())));
        }
        for (final long seconds : new long[] {1, 7, 60}) {
            final Candles candles = moment.candles(i, seconds * 1_000_000_000L);
            final StringBuilder text = new StringBuilder();
            for (int row = 0; row < candles.size(); row++) {
                text.append(candles.get(row));
            }
            all.put("candles " + i + " of " + seconds + " s", text.toString());
        }
    }

    private static void strategies(final StrategiesView strategies, final Map<String, String> all) {
        for (int i = 0; i < strategies.size(); i++) {
            all.put("strategy " + i, strategies.condition(i) + " " + strategies.signal(i) + " " + strategies.strength(i) + " "
                + strategies.confidence(i) + " " + strategies.changedTimeNs(i) + " " + strategies.share(i) + " " + strategies.trades(i) + " "
                + strategies.positionE8(i) + " " + strategies.entryPriceE8(i) + " " + strategies.cashE8(i) + " " + strategies.feesE8(i) + " "
                + strategies.fundingE8(i) + " " + strategies.netE8(i, 6_000_000_000_000L));
        }
    }
}
