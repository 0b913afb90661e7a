package io.ringmaster.lab.observation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringmaster.inference.contract.ContractException;
import io.ringmaster.inference.contract.DecidesOn;
import io.ringmaster.inference.contract.ListedStrategy;
import io.ringmaster.inference.contract.Missing;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.contract.ObservationSettings;
import io.ringmaster.inference.contract.ObservationSettings.MissingValues;
import io.ringmaster.inference.contract.ObservedFeature;
import io.ringmaster.inference.contract.Origin;
import io.ringmaster.inference.contract.Source;
import io.ringmaster.pipeline.core.observation.ListedStrategies;
import io.ringmaster.pipeline.core.observation.ObservationSources;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.ImportedBarEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OutsideSignalEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.SignalSource;
import io.ringmaster.schema.TradeEncoder;
import io.ringmaster.strategies.StrategySpec;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** An observation of all presets together: its state, its memory, its faults, and the part of it that is no market. */
class ObservationSourcesTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final long E8 = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long START = 1_000_000 * MINUTE;
    private static final int EVENTS = 6_000;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8_192]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final OutsideSignalEncoder signal = new OutsideSignalEncoder();

    private static ObservationContract contract(final long timeframeNs, final DecidesOn decidesOn, final String... presets) {
        return new ObservationSettings(List.of(presets), List.of(), List.of("vix"), timeframeNs, MissingValues.CONSTANT).contract(
            "x", decidesOn, List.of(new ListedStrategy("a", "x"), new ListedStrategy("b", "y")));
    }

    private static ObservationSources sources(final ObservationContract contract, final FakeState state) {
        return new ObservationSources(contract, 1, id -> true, state.state(), List.of("a", "b")::indexOf);
    }

    /** The event of a number, written into the buffer; returns its template. */
    private int event(final int i) {
        final Random random = new Random(SEED + i);
        final long timeNs = timeNs(i);
        if (i % 50 == 7) {
            signal.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).exchangeTimeNs(timeNs).score(random.nextDouble()).instrumentId(-1)
                .source(SignalSource.OTHER).text("").series("vix");
            return OutsideSignalEncoder.TEMPLATE_ID;
        }
        final long price = 1_000 + random.nextInt(20);
        if (i % 3 == 0) {
            snapshot.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).bookSequence(i).instrumentId(0)
                .part().clear().first(true).last(true);
            snapshot.bidsCount(1).next().priceE8(price * E8).qtyE8((1 + random.nextInt(9)) * E8);
            snapshot.asksCount(1).next().priceE8((price + 1) * E8).qtyE8((1 + random.nextInt(9)) * E8);
            return BookSnapshotEncoder.TEMPLATE_ID;
        }
        trade.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).priceE8(price * E8).qtyE8((1 + random.nextInt(99)) * E8 / 10)
            .instrumentId(0).aggressorSide(random.nextBoolean() ? Side.BUY : Side.SELL);
        return TradeEncoder.TEMPLATE_ID;
    }

    private static long timeNs(final int i) {
        return START + i * SECOND / 2;
    }

    @Test
    void shouldContinueFromAnImageOfItsStateToTheBit() {
        final ObservationContract contract = contract(SECOND, DecidesOn.EVENT, "micro30", "capstone", "meta");
        final ObservationSources whole = sources(contract, new FakeState(2));
        final ObjectGraph graph = ObjectGraph.of(List.of(whole));
        final ObservationSources resumed = sources(contract, new FakeState(2));
        final ObjectGraph target = ObjectGraph.of(List.of(resumed));
        final float[] expected = new float[contract.length()];
        final float[] actual = new float[contract.length()];
        for (int i = 0; i < EVENTS; i++) {
            final int templateId = event(i);
            whole.onInput(buffer, templateId, timeNs(i));
            if (i == EVENTS / 2) {
                target.restore(graph.save());
            } else if (i > EVENTS / 2) {
                resumed.onInput(buffer, templateId, timeNs(i));
                assertEquals(whole.encode(0, timeNs(i), true, expected), resumed.encode(0, timeNs(i), true, actual));
                assertArrayEquals(expected, actual, "event " + i + " seed=" + SEED);
            }
        }
        assertTrue(expected[4] != 0, "the z-score of the volume is known");
    }

    /** Bars of trades and the same bars imported are one market. */
    @Test
    void shouldEncodeImportedBarsAsItEncodesBarsOfTrades() {
        final ObservationContract contract = contract(SECOND, DecidesOn.BAR, "capstone");
        final ObservationSources fromTrades = sources(contract, new FakeState(2));
        final ObservationSources fromBars = sources(contract, new FakeState(2));
        final Random random = new Random(SEED);
        final float[] expected = new float[contract.length()];
        final float[] actual = new float[contract.length()];
        long last = 1_000;
        for (int i = 0; i < 1_000; i++) {
            final long[] prices = new long[4];
            for (int k = 0; k < 4; k++) {
                last += random.nextInt(5) - 2;
                prices[k] = last;
                trade.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(START + i * SECOND + k).priceE8(last * E8).qtyE8((1 + k) * E8)
                    .instrumentId(0).aggressorSide(Side.BUY);
                fromTrades.onInput(buffer, TradeEncoder.TEMPLATE_ID, START + i * SECOND + k);
            }
            final long high = Math.max(Math.max(prices[0], prices[1]), Math.max(prices[2], prices[3]));
            final long low = Math.min(Math.min(prices[0], prices[1]), Math.min(prices[2], prices[3]));
            new ImportedBarEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(START + (i + 1) * SECOND).openTimeNs(START + i * SECOND)
                .durationNs(SECOND).openPriceE8(prices[0] * E8).highPriceE8(high * E8).lowPriceE8(low * E8).closePriceE8(prices[3] * E8)
                .volumeE8(10 * E8).instrumentId(0).phase(BarPhase.LIVE);
            fromBars.onInput(buffer, ImportedBarEncoder.TEMPLATE_ID, START + (i + 1) * SECOND);
            fromTrades.onInput(buffer, 0, START + (i + 1) * SECOND);
            assertEquals(fromBars.encode(0, START, true, expected), fromTrades.encode(0, START, true, actual));
            assertArrayEquals(expected, actual, "bar " + i + " seed=" + SEED);
        }
    }

    @Test
    void shouldAllocateNothing() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final ObservationContract contract = contract(SECOND, DecidesOn.EVENT, "micro30", "capstone", "meta");
        final ObservationSources sources = sources(contract, new FakeState(2) {
            @Override
            public int count(final int instrumentId) {
                return 2;
            }

            @Override
            public int count(final int instrumentId, final Signal signal) {
                return 1;
            }
        });
        final float[] out = new float[contract.length()];
        long allocated = 0;
        for (int i = 0; i < 3 * EVENTS; i++) {
            final int templateId = event(i);
            final long before = threads.getCurrentThreadAllocatedBytes();
            sources.onInput(buffer, templateId, timeNs(i));
            sources.encode(0, timeNs(i), true, out);
            // The window of a day's trades grows by doubling; the last time is before event 13,500.
            allocated += i < 13_500 ? 0 : threads.getCurrentThreadAllocatedBytes() - before;
        }
        // The JVM may allocate once for itself; an object an event would be 72,000 bytes.
        assertTrue(allocated < 4_500, "allocated " + allocated + " bytes on 4,500 events");
    }

    @Test
    void shouldNameEveryFeatureThatThisSessionCannotSupply() {
        final ObservationContract contract = new ObservationContract(
            new Origin("x", MINUTE, DecidesOn.BAR), ObservationContract.ONE_HOT,
            List.of(new ListedStrategy("a", ""), new ListedStrategy("gone", "")),
            List.of(feature("one", new Source.Formula("sma()")), feature("two", new Source.Formula("outside(VIX)")),
                feature("three", new Source.Weight("gone")), feature("four", new Source.Weight("a"))));
        assertEquals(String.join("\n",
            "feature 'one': 'sma' needs 'n'; it is sma(n)",
            "feature 'two': 'outside(VIX)': 'series' must be a name of 1 to 32 small letters, digits and '_', beginning with a letter, such as vix,"
                + " not VIX",
            "feature 'three' reads strategy 'gone', which this session does not run"),
            assertThrows(ContractException.class, () -> sources(contract, new FakeState(2))).getMessage());
    }

    private static ObservedFeature feature(final String name, final Source source) {
        return new ObservedFeature(name, source, List.of(), Missing.ZERO);
    }

    /** Every number by hand. */
    @Test
    void shouldShowWhatStrategiesTheAccountAndTheMarketSay() {
        final ObservationContract contract = contract(MINUTE, DecidesOn.EVENT, "meta");
        final FakeState state = new FakeState(2);
        state.signals[0] = Signal.LONG;
        state.strength[0] = 0.8;
        state.signals[1] = Signal.SHORT;
        state.strength[1] = 0.4;
        state.positionE8 = -2 * E8;
        state.entryE8 = 1_000 * E8;
        state.equityE8 = 11_000 * E8;
        state.stopE8 = 1_050 * E8;
        state.openedNs = START;
        state.market.markPriceE8 = 990 * E8;
        state.market.bidPriceE8 = 989 * E8;
        state.market.askPriceE8 = 991 * E8;
        state.market.bookState = BookState.VALID;
        state.market.imbalance = 0.25;
        state.market.markTimeNs = START - 30 * SECOND;
        final ObservationSources sources = sources(contract, state);
        final float[] out = new float[contract.length()];
        sources.encode(0, START, false, out);
        final List<String> names = contract.names();
        Map.ofEntries(
            Map.entry("a.long", 1.0), Map.entry("a.short", 0.0), Map.entry("b.short", 1.0), Map.entry("a.strength", 0.8),
            Map.entry("b.confidence", 0.2),
            Map.entry("a.weight", 0.5), Map.entry("b.weight", 1 / 3.0), Map.entry("tally.long_share", 0.5), Map.entry("tally.flat_share", 0.0),
            Map.entry("tally.long_strength", 0.8), Map.entry("tally.short_confidence", 0.2), Map.entry("growth", Math.tanh(0.1)),
            Map.entry("side", -1.0), Map.entry("exposure", -0.09), Map.entry("entry_relative", Math.tanh(10 * (1_000 / 990.0 - 1))),
            Map.entry("unrealised", Math.tanh(0.1)), Map.entry("stop_relative", Math.tanh(20 * (1_050 / 990.0 - 1))),
            Map.entry("bars_in_position", 0.0), Map.entry("bars_since_stop", 1.0), Map.entry("spread", Math.log1p(20_000 / 990.0)),
            Map.entry("imbalance", 0.25), Map.entry("mark_age", Math.tanh(0.5)), Map.entry("mark_change", 0.0), Map.entry("tradable", 1.0),
            Map.entry("warm", 0.0), Map.entry("adx", 0.0), Map.entry("atr_percentile", 0.5)
        ).forEach((name, expected) -> assertEquals(expected, out[names.indexOf("meta." + name)], 1e-6, name));
    }

    @Test
    void shouldListStrategiesByWhatMakesTheirSignals() {
        final StrategySpec spec = StrategySpec.of("t", "supertrend", 15 * MINUTE, Map.of("n", "10", "k", "3"));
        assertEquals(List.of(new ListedStrategy("t", "supertrend on 900 s, k=3, n=10")), ListedStrategies.of(List.of(
            spec, new StrategySpec("off", "ott", spec.bars(), Map.of(), false, 0, StrategySpec.Vote.EVEN))));
    }
}
