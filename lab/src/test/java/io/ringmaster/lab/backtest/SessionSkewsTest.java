package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.lab.backtest.PlainSimulator.Bar;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The differences between a trainer and its server that only a whole session shows: a decision that is late by one bar (2), a stop that only last
 * prices reach and a position that opens again when it grows (11), a short on a spot pair (12). Numbers are those of docs/testing.md.
 */
class SessionSkewsTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    /** Of weights that make positions change sides as the bars do. */
    private static final long MODEL_SEED = 20261130;
    private static final long E8 = FixedPoint.ONE;
    private static final long MINUTE_MS = 60_000;
    private static final long MS = 1_000_000;
    private static final long START_MS = 1_700_000_040_000L;
    private static final InstrumentDefinition INSTRUMENT = InstrumentDefinition.perpetual("X", E8 / 100);

    private static EngineConfig config(
        final InstrumentDefinition instrument, final Map<String, String> rule, final PolicySettings policy, final String execution) {
        final List<StrategySpec> strategies = List.of(StrategySpec.of("s", "rule", MINUTE_MS * MS, rule));
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 100000, warmup: 0s, tick: 1s}"), List.of(instrument), strategies, policy,
            RecordedSession.bind(ExecutionSettings.class, execution),
            RecordedSession.bind(RiskLimits.class, "{maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxOpenValue: 1000000,"
                + " maxReferenceAge: 30d, maxDailyLoss: 100000, maxDrawdown: 1, maxEntries: 100000}"),
            policy.isModel() ? LinearModel.of(ModelContract.of(List.of(instrument), strategies, policy), MODEL_SEED) : null);
    }

    private static PolicySettings policy(final String yaml) {
        return RecordedSession.bind(PolicySettings.class, yaml);
    }

    private static RecordedSession play(final EngineConfig config, final MarketDataSource market) {
        return new RecordedSession(config).play(market, SEED, _ -> Interjections.NONE);
    }

    // ------------------------------------------------------------------ 2: late by one bar

    /** At each close, the rule says long if the bar rose and short otherwise; nothing of the bar before may be left. */
    @Test
    void shouldDecideOnTheBarThatJustClosedWithTheEventThatClosedIt() {
        final EngineConfig config = config(
            INSTRUMENT, Map.of("long", "close > open", "short", "close <= open"),
            policy("{type: model, observation: [micro30, meta], model: {file: m.onnx, engine: exact, maxUnknown: 66}}"), "{style: aggressive}");
        final List<String> names = ModelContract.of(config.instruments(), config.strategies(), config.policy()).names();
        final RecordedSession session = play(config, new RecordedBars(walk(300)));
        int compared = 0;
        for (int i = 0; i < session.outputs().size(); i++) {
            if (RecordedSession.templateId(session.outputs().get(i)) != ObservationDecoder.TEMPLATE_ID) {
                continue;
            }
            final ObservationDecoder seen = new ObservationDecoder().wrapAndApplyHeader(session.outputs().get(i), 0, new MessageHeaderDecoder());
            final UnsafeBuffer cause = session.inputs().get((int) seen.causeSequence() - 1);
            assertEquals(ImportedBarDecoder.TEMPLATE_ID, RecordedSession.templateId(cause), "asked by the bar itself, not by a clock");
            final double[] values = values(seen);
            final ImportedBarDecoder bar = new ImportedBarDecoder().wrapAndApplyHeader(cause, 0, new MessageHeaderDecoder());
            final boolean rises = bar.closePriceE8() > bar.openPriceE8();
            assertEquals(rises ? 1 : 0, values[names.indexOf("meta.s.long")], "seed=" + SEED + " decision " + compared);
            if (compared > 0) {
                // The bars meet: a close over the close before is a close over the open.
                final double change = Math.log((double) bar.closePriceE8() / bar.openPriceE8());
                assertEquals(change, values[names.indexOf("micro30.close")], 1e-7, "seed=" + SEED + " decision " + compared);
            }
            final ModelOutputDecoder said = new ModelOutputDecoder().wrapAndApplyHeader(session.outputs().get(i + 1), 0, new MessageHeaderDecoder());
            assertEquals(seen.causeSequence(), said.causeSequence());
            final DecisionDecoder decision = new DecisionDecoder().wrapAndApplyHeader(session.outputs().get(i + 2), 0, new MessageHeaderDecoder());
            assertEquals(seen.causeSequence(), decision.causeSequence());
            compared++;
        }
        assertTrue(compared > 280, "decisions: " + compared);
        final int orders = ordersFollowTheirDecision(session);
        assertTrue(orders > 10, "seed=" + SEED + " orders=" + orders);
    }

    private static double[] values(final ObservationDecoder seen) {
        final ObservationDecoder.ValuesDecoder group = seen.values();
        final double[] values = new double[group.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = group.next().value();
        }
        return values;
    }

    /** Entries whose decision is of the same event. */
    private static int ordersFollowTheirDecision(final RecordedSession session) {
        long decided = 0;
        int entries = 0;
        for (final UnsafeBuffer output : session.outputs()) {
            if (RecordedSession.templateId(output) == DecisionDecoder.TEMPLATE_ID) {
                final DecisionDecoder decision = new DecisionDecoder().wrapAndApplyHeader(output, 0, new MessageHeaderDecoder());
                decided = decision.signal() == Signal.HOLD ? decided : decision.causeSequence();
            } else if (RecordedSession.templateId(output) == OrderIntentDecoder.TEMPLATE_ID) {
                final OrderIntentDecoder intent = new OrderIntentDecoder().wrapAndApplyHeader(output, 0, new MessageHeaderDecoder());
                entries += intent.kind() == OrderKind.NEW && intent.purpose() == OrderPurpose.INCREASE && intent.causeSequence() == decided ? 1 : 0;
            }
        }
        return entries;
    }

    /** Bars that meet: each opens where the one before closed. */
    private static List<Bar> walk(final int count) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final List<Bar> bars = new ArrayList<>();
        long last = 1_000_00;
        for (int i = 0; i < count; i++) {
            final long open = last;
            last += random.nextInt(401) - 200;
            bars.add(bar(i, open, Math.max(open, last) + 10, Math.min(open, last) - 10, last));
        }
        return bars;
    }

    /** Prices in hundredths. */
    private static Bar bar(final int minute, final long open, final long high, final long low, final long close) {
        return new Bar(START_MS + minute * MINUTE_MS, MINUTE_MS, open * E8 / 100, high * E8 / 100, low * E8 / 100, close * E8 / 100);
    }

    // ------------------------------------------------------------------ 11: stops and growing positions

    private static EngineConfig withStops(final boolean venueStop) {
        return config(
            INSTRUMENT, Map.of("long", "close > 0", "confidence", "if(close > 1000, 0.8, 0.4)", "long_stop", "990"),
            policy("{type: single, strategy: s, sizing: confidence, minConfidence: 0}"),
            "{style: aggressive, riskFraction: 0, breakevenFromBps: 0, trailFromBps: 0, closeTrailFromBps: 0, cooldown: 1h, venueStop: " + venueStop + "}");
    }

    /** The third bar dips to 985, below the stop at 990, and closes at 1,000 again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLeaveAtAStopThatIsPassedInsideABar(final boolean venueStop) {
        final RecordedSession session = play(withStops(venueStop), new RecordedBars(List.of(
            bar(0, 1_000_00, 1_000_00, 1_000_00, 1_000_00), bar(1, 1_000_00, 1_000_00, 1_000_00, 1_000_00),
            bar(2, 1_000_00, 1_000_00, 985_00, 1_000_00), bar(3, 1_000_00, 1_000_00, 1_000_00, 1_000_00))));

        assertEquals(List.of("BUY 40 at 1000", "SELL 40 at 990"), fills(session).stream().map(SessionSkewsTest::rounded).toList());
    }

    /** Quotes dip below the stop for two seconds within a minute; no trade happens there, and the bar of trades knows no such price. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLeaveAtAStopThatOnlyTheBookPasses(final boolean venueStop) {
        final Quotes market = new Quotes();
        market.quote(0, 1_000);
        market.trade(1, 1_000);
        market.trade(62, 1_000);
        market.quote(90, 985);
        market.quote(92, 1_000);
        market.trade(100, 1_000);
        market.trade(110, 1_000);
        final List<Filled> fills = fills(play(withStops(venueStop), market));

        assertEquals(2, fills.size(), fills::toString);
        assertEquals(Side.SELL, fills.getLast().side());
        assertEquals(90, (fills.getLast().timeNs() - START_MS * MS) / (1_000 * MS), "left while the quotes were low");
    }

    /** A second decision for twice the exposure buys the difference, and the stop then protects all of it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAddToAPositionAndNotOpenItAgain(final boolean venueStop) {
        final RecordedSession session = play(withStops(venueStop), new RecordedBars(List.of(
            bar(0, 1_000_00, 1_000_00, 1_000_00, 1_000_00), bar(1, 1_000_00, 1_000_50, 1_000_00, 1_000_50),
            bar(2, 1_000_50, 1_000_50, 1_000_50, 1_000_50), bar(3, 1_000_50, 1_000_50, 985_00, 1_000_50))));

        assertEquals(
            List.of("BUY 40 at 1000", "BUY 40 at 1001", "SELL 80 at 990"), fills(session).stream().map(SessionSkewsTest::rounded).toList());
    }

    /** A fill of ours. */
    private record Filled(long timeNs, Side side, double qty, double price) { }

    private static List<Filled> fills(final RecordedSession session) {
        final List<Filled> fills = new ArrayList<>();
        for (final UnsafeBuffer input : session.inputs()) {
            if (RecordedSession.templateId(input) == ExecutionReportDecoder.TEMPLATE_ID) {
                final ExecutionReportDecoder report = new ExecutionReportDecoder().wrapAndApplyHeader(input, 0, new MessageHeaderDecoder());
                if (report.execType() == ExecType.TRADE) {
                    fills.add(new Filled(report.exchangeTimeNs(), report.side(), report.lastQtyE8() / 1e8, report.lastPriceE8() / 1e8));
                }
            }
        }
        return fills;
    }

    private static String rounded(final Filled fill) {
        return fill.side() + " " + Math.round(fill.qty()) + " at " + Math.round(fill.price());
    }

    /** A book of one level on each side, and trades; times in seconds. */
    private static final class Quotes implements MarketDataSource {

        private final Queue<UnsafeBuffer> messages = new ArrayDeque<>();
        private final MarketEncoder encoder = new MarketEncoder(0);
        private final BookParts book = new BookParts(0);
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_MESSAGE_BYTES]);
        private long sequence;

        private void quote(final int second, final long price) {
            book.bids.clear();
            book.asks.clear();
            for (int i = 0; i < 5; i++) {
                book.bids.add(price * E8 - (1 + i) * INSTRUMENT.tickE8(), 100 * E8);
                book.asks.add(price * E8 + i * INSTRUMENT.tickE8(), 100 * E8);
            }
            book.beginSnapshot(timeNs(second), timeNs(second), ++sequence);
            keep(book.encodeNext(buffer));
        }

        private void trade(final int second, final long price) {
            keep(encoder.trade(buffer, timeNs(second), timeNs(second), messages.size(), price * E8, E8, Side.BUY));
        }

        private static long timeNs(final int second) {
            return START_MS * MS + second * 1_000L * MS;
        }

        private void keep(final int length) {
            final byte[] copy = new byte[length];
            buffer.getBytes(0, copy);
            messages.add(new UnsafeBuffer(copy));
        }

        @Override
        public int next(final MutableDirectBuffer out) {
            final UnsafeBuffer next = messages.poll();
            if (next == null) {
                return 0;
            }
            out.putBytes(0, next, 0, next.capacity());
            return next.capacity();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    // ------------------------------------------------------------------ 12: a short on a spot pair

    @Test
    void shouldRefuseAStrategyThatDecidesOnASpotPair() {
        final InstrumentDefinition pair = InstrumentDefinition.perpetual("BTC/USD", E8 / 100);
        final Map<String, String> rule = Map.of("short", "close < open");
        assertEquals(
            "the configuration has 1 fault(s):\n  strategies: 's' decides on BTC/USD, a spot pair, which is observed but not traded. Let it decide on a"
                + " future, such as PF_XBTUSD",
            assertThrows(InvalidInputException.class, () -> config(pair, rule, policy("{type: single, strategy: s}"), "{}")).getMessage());
    }
}
