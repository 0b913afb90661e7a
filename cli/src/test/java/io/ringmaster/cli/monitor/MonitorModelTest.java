package io.ringmaster.cli.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.journal.ThoughtText;
import io.ringmaster.monitor.model.BookView;
import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.model.Candles;
import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.FillRow;
import io.ringmaster.monitor.model.InstrumentView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.PortfolioRow;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.model.StrategiesView;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.units.FixedPoint;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitor shows of a real session what a simple fold of its journals says, at its end and at any moment. */
class MonitorModelTest {

    @TempDir
    private Path directory;

    @Test
    void shouldShowWhatTheJournalsSay() throws Exception {
        final Path session = directory.resolve("session");
        final Cli.Result played = Cli.run(
            "demo", "--json", "--speed", "0", "--no-wire", "--seconds", "140", "--journal", session.toString());
        assertEquals(0, played.exitCode(), played.err());
        final long seed = new Random().nextLong();

        try (SessionModel model = SessionModel.open(session); NaiveSession naive = new NaiveSession(session)) {
            final Moment end = model.settled().join();
            final long sequence = 1_000 + new Random(seed).nextLong(end.sequence() - 1_000);
            final Moment then = model.goToSequence(sequence).join();
            assertEquals(naive.upTo(sequence), shown(then), "seed " + seed + ", sequence " + sequence);

            final Map<String, String> shown = shown(end);
            assertTrue(shown.size() >= 70, "only " + shown.size() + " values are compared");
            assertEquals(naive.upTo(end.sequence()), shown);
            assertEquals(end.portfolio().last().equityE8(), end.account().equityE8());
        }
    }

    private static String text(final long valueE8) {
        return FixedPoint.format(valueE8);
    }

    private static Map<String, String> shown(final Moment moment) {
        final Map<String, String> all = new TreeMap<>();
        all.put("sequence", Long.toString(moment.sequence()));
        all.put("time", Long.toString(moment.timeNs()));
        market(moment.instrument(0), all);
        orders(moment, all);
        why(moment, all);
        strategies(moment.strategies(), all);
        candles(moment.candles(0, 60_000_000_000L), all);
        candles(moment.candles(0, 10_000_000_000L), all);
        return all;
    }

    private static void market(final InstrumentView market, final Map<String, String> all) {
        final BookView book = market.book();
        all.put("last price", text(market.lastPriceE8()));
        all.put("last quantity", text(market.lastQtyE8()));
        all.put("book sequence", Long.toString(book.bookSequence()));
        all.put("levels", book.bidLevels() + " and " + book.askLevels());
        for (int rank = 0; rank < 10; rank++) {
            all.put("bid " + rank, text(book.bidQtyE8(rank)) + " at " + text(book.bidPriceE8(rank)));
            all.put("ask " + rank, text(book.askQtyE8(rank)) + " at " + text(book.askPriceE8(rank)));
        }
    }

    private static void orders(final Moment moment, final Map<String, String> all) {
        for (final OrderRow order : moment.orders().asList()) {
            all.put("order " + order.clientOrderId(), order.type() + " " + order.side() + " " + text(order.qtyE8()) + " at "
                + text(order.limitPriceE8()) + " stop " + text(order.stopPriceE8()) + " for " + order.purpose());
            all.put("state of order " + order.clientOrderId(),
                order.state() + " " + text(order.cumQtyE8()) + " filled, " + text(order.leavesQtyE8()) + " left");
        }
        long fees = 0;
        for (int i = 0; i < moment.fills().size(); i++) {
            final FillRow fill = moment.fills().get(i);
            fees += fill.feeE8();
            all.put("fill " + i, fill.side() + " " + text(fill.qtyE8()) + " at " + text(fill.priceE8()) + " fee " + text(fill.feeE8()) + " "
                + fill.liquidity() + " of " + fill.clientOrderId());
        }
        all.put("fees of fills", text(fees));
        all.put("position", text(moment.account().positions().getFirst().qtyE8()));
        all.put("number of verdict", Integer.toString(moment.verdicts().size()));
    }

    private static void why(final Moment moment, final Map<String, String> all) {
        final DecisionRow decision = moment.decision(0);
        if (decision != null) {
            all.put("decision", decision.signal() + " " + text(decision.exposureE8()) + " " + decision.reason() + " after " + decision.sequence());
        }
        all.put("number of Decision", Integer.toString(moment.decisions().size()));
        all.put("thoughts", moment.thoughts().asList().stream().map(row -> ThoughtText.of(row.code(), row.a(), row.b())).toList().toString());
        final PortfolioRow ledger = moment.portfolio(0);
        if (ledger != null) {
            all.put("ledger mark", text(ledger.markPriceE8()));
            all.put("ledger equity", text(ledger.equityE8()));
            all.put("ledger unrealisedPnl", text(ledger.unrealisedPnlE8()));
            all.put("ledger averageEntryPrice", text(ledger.averageEntryPriceE8()));
            all.put("ledger cash", text(moment.account().cashE8()));
            all.put("ledger realisedPnl", text(moment.account().realisedPnlE8()));
            all.put("ledger fees", text(moment.account().feesE8()));
            all.put("ledger funding", text(moment.account().fundingE8()));
        }
        all.put("number of ledger", Integer.toString(moment.portfolio().size()));
    }

    private static void strategies(final StrategiesView strategies, final Map<String, String> all) {
        for (int i = 0; i < strategies.size(); i++) {
            if (strategies.condition(i) != StrategyCondition.WARMING) {
                all.put("condition " + i, strategies.condition(i).name());
                all.put("signal " + i, strategies.signal(i).name());
            }
            if (strategies.trades(i) > 0) {
                all.put("virtual account " + i, strategies.trades(i) + " trades, holds " + text(strategies.positionE8(i)) + ", cash "
                    + text(strategies.cashE8(i)) + ", fees " + text(strategies.feesE8(i)));
            }
        }
    }

    private static void candles(final Candles candles, final Map<String, String> all) {
        for (int i = 0; i < candles.size(); i++) {
            final Candle candle = candles.get(i);
            all.put("candle of " + candles.timeframeNs() / 1_000_000_000L + " s at " + candle.openTimeNs() / 1_000_000_000L,
                text(candle.openE8()) + " " + text(candle.highE8()) + " " + text(candle.lowE8()) + " " + text(candle.closeE8()) + " x "
                    + text(candle.volumeE8()));
        }
    }
}
