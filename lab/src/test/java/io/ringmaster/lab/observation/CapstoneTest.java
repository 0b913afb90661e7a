package io.ringmaster.lab.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.contract.DecidesOn;
import io.ringmaster.inference.contract.ListedStrategy;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.contract.ObservationSettings;
import io.ringmaster.inference.contract.ObservationSettings.MissingValues;
import io.ringmaster.inference.contract.Origin;
import io.ringmaster.lab.observation.CapstoneOracle.Skew;
import io.ringmaster.lab.source.OhlcvSource;
import io.ringmaster.pipeline.core.observation.ObservationSources;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.ImportedBarEncoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OutsideSignalEncoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.SignalSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The capstone's observation against a second implementation, to the bit, and each difference between its trainer and its server that concerns the
 * observation: planted into the second implementation, it is noticed.
 */
class CapstoneTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final long E8 = 100_000_000L;
    private static final long MINUTE = 60_000_000_000L;
    private static final long START = 1_000_000 * MINUTE;
    private static final int N = 4;
    /** By then no mean remembers how it began. */
    private static final int SETTLED = 1_100;
    private static final int BARS = 1_600;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final List<long[]> bars = randomBars();

    private static ObservationContract contract(final long timeframeNs, final MissingValues missing) {
        return new ObservationSettings(List.of("capstone"), List.of(), List.of("vix"), timeframeNs, missing).contract(
            "kraken:PF_XBTUSD", DecidesOn.BAR, IntStream.range(0, N).mapToObj(i -> new ListedStrategy("s" + i, "x")).toList());
    }

    /** Open, high, low, close and volume, times 1e8. */
    private static List<long[]> randomBars() {
        final Random random = new Random(SEED);
        final long[] last = {60_000 * 100};
        return IntStream.range(0, BARS).mapToObj(i -> {
            final long open = last[0];
            last[0] += random.nextInt(20_001) - 10_000;
            final long high = Math.max(open, last[0]) + random.nextInt(5_000);
            final long low = Math.min(open, last[0]) - random.nextInt(5_000);
            return new long[] {open * E8 / 100, high * E8 / 100, low * E8 / 100, last[0] * E8 / 100, random.nextInt(100_000) * E8 / 1_000};
        }).toList();
    }

    private List<long[]> realBars() throws IOException {
        final List<long[]> read = new ArrayList<>();
        final ImportedBarDecoder bar = new ImportedBarDecoder();
        try (InputStream in = Files.newInputStream(SharedData.file("ohlcv/bitfinex_btcusd_1m_2017.csv.gz"));
             OhlcvSource source = new OhlcvSource("bitfinex", in, 0, Map.of())) {
            while (read.size() < BARS && source.next(buffer) > 0) {
                bar.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
                read.add(new long[] {bar.openPriceE8(), bar.highPriceE8(), bar.lowPriceE8(), bar.closePriceE8(), bar.volumeE8()});
            }
        }
        return read;
    }

    /** Values that differ: those that must be equal to the bit, and those of indicators, of which one in a thousand may round the other way. */
    private record Differences(int exact, int indicators, int compared) {

        private boolean areNone() {
            return exact == 0 && indicators <= compared / 1_000;
        }
    }

    private Differences compare(final List<long[]> market, final Skew skew) {
        final Random random = new Random(SEED);
        final FakeState state = new FakeState(N);
        final ObservationSources sources = new ObservationSources(
            contract(MINUTE, MissingValues.CONSTANT), 1, id -> true, state.state(), id -> id.charAt(1) - '0');
        final CapstoneOracle oracle = new CapstoneOracle(skew);
        oracle.barsSinceStop = -1;
        final float[] out = new float[sources.length()];
        int exact = 0;
        int indicators = 0;
        int compared = 0;
        for (int i = 0; i < market.size(); i++) {
            final long timeNs = START + (i + 1) * MINUTE;
            final long[] bar = market.get(i);
            feed(sources, bar, i);
            oracle.add(bar[0] / 1e8, bar[1] / 1e8, bar[2] / 1e8, bar[3] / 1e8, bar[4] / 1e8);
            oracle.barsInPosition += state.positionE8 == 0 ? 0 : 1;
            oracle.barsSinceStop += oracle.barsSinceStop < 0 ? 0 : 1;
            if (i >= SETTLED) {
                sources.encode(0, timeNs, true, out);
                final float[] expected = oracle.vector(state);
                assertEquals(expected.length, out.length);
                for (int k = 0; k < out.length; k++) {
                    final boolean differs = Float.floatToRawIntBits(expected[k] + 0f) != Float.floatToRawIntBits(out[k] + 0f);
                    exact += differs && CapstoneOracle.isExact(k) ? 1 : 0;
                    indicators += differs && !CapstoneOracle.isExact(k) ? 1 : 0;
                    compared++;
                }
            }
            move(sources, state, oracle, random, timeNs, bar[3]);
        }
        assertTrue(compared > 400 * out.length, "compared " + compared);
        return new Differences(exact, indicators, compared);
    }

    private void feed(final ObservationSources sources, final long[] bar, final int i) {
        new ImportedBarEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(START + (i + 1) * MINUTE).openTimeNs(START + i * MINUTE)
            .durationNs(MINUTE).openPriceE8(bar[0]).highPriceE8(bar[1]).lowPriceE8(bar[2]).closePriceE8(bar[3]).volumeE8(bar[4]).instrumentId(0)
            .phase(BarPhase.LIVE);
        sources.onInput(buffer, ImportedBarEncoder.TEMPLATE_ID, START + (i + 1) * MINUTE);
    }

    /** After the decision: signals, position, stop, cash and the VIX change now and then. */
    private void move(
        final ObservationSources sources, final FakeState state, final CapstoneOracle oracle, final Random random, final long timeNs,
        final long closeE8) {
        state.signals[random.nextInt(N)] = Signal.get((short) random.nextInt(4));
        state.equityE8 = (8_000 + random.nextInt(4_000)) * E8;
        state.unrealisedE8 = state.positionE8 == 0 ? 0 : (random.nextInt(400) - 200) * E8;
        if (random.nextInt(40) == 0) {
            state.positionE8 = (random.nextInt(3) - 1) * (1 + random.nextInt(100)) * E8 / 1_000;
            state.entryE8 = state.positionE8 == 0 ? 0 : closeE8;
            state.openedNs = state.positionE8 == 0 ? FakeState.NEVER : timeNs;
            state.stopE8 = state.positionE8 == 0 || random.nextInt(5) == 0 ? 0 : closeE8 - Long.signum(state.positionE8) * closeE8 / 50;
            oracle.barsInPosition = 0;
        }
        if (random.nextInt(100) == 0) {
            state.stoppedNs = timeNs;
            oracle.barsSinceStop = 0;
        }
        if (random.nextInt(60) == 0) {
            oracle.vix = 10 + random.nextInt(300) / 10.0;
            new OutsideSignalEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).exchangeTimeNs(timeNs).score(oracle.vix)
                .instrumentId(-1).source(SignalSource.OTHER).text("").series("vix");
            sources.onInput(buffer, OutsideSignalEncoder.TEMPLATE_ID, timeNs);
            // A formula is as of the close of a bar: the next one shows it.
        }
    }

    @Test
    void shouldEqualASecondImplementationToTheBitOnARandomWalk() {
        final Differences found = compare(bars, Skew.NONE);
        assertTrue(found.areNone(), found + " seed=" + SEED);
    }

    @Test
    void shouldEqualASecondImplementationToTheBitOnRealBars() throws IOException {
        final Differences found = compare(realBars(), Skew.NONE);
        assertTrue(found.areNone(), found.toString());
    }

    private void assertNoticed(final Skew skew) {
        final Differences found = compare(bars, skew);
        assertFalse(found.areNone(), skew + " makes no difference: " + found + " seed=" + SEED);
    }

    @Test
    void shouldNoticeTurbulenceThatIsNeverPassed() {
        assertNoticed(Skew.TURBULENCE_NOT_PASSED_3);
    }

    @Test
    void shouldNoticeAShortThatIsKeptWithoutItsSign() {
        assertNoticed(Skew.UNSIGNED_SHORT_4);
    }

    @Test
    void shouldNoticeAFormingCandleAmongTheBars() {
        assertNoticed(Skew.FORMING_CANDLE_5);
    }

    @Test
    void shouldNoticeBarsOfAnotherTimeframe() {
        assertNoticed(Skew.OTHER_BARS_6);
    }

    @Test
    void shouldNoticeBarCountersThatNeverAdvance() {
        assertNoticed(Skew.COUNTERS_STUCK_9);
    }

    @Test
    void shouldNoticeABalanceThatStaysConstant() {
        assertNoticed(Skew.BALANCE_CONSTANT_10);
    }

    @Test
    void shouldNoticeAVixThatIsIgnored() {
        assertNoticed(Skew.VIX_IGNORED_15);
    }

    @Test
    void shouldNoticeARoundingBeforeTheScaleInsteadOfAfterIt() {
        assertNoticed(Skew.CAST_BEFORE_SCALE_16);
    }

    /** Skew 7: a window of 200 bars for an indicator that needs more gave HOLD for ever; here the observation shows what it does not know. */
    @Test
    void shouldShowWhatTooFewBarsLeaveUnknown() {
        final FakeState state = new FakeState(N);
        final ObservationContract contract = contract(MINUTE, MissingValues.MASK);
        final ObservationSources sources = new ObservationSources(contract, 1, id -> true, state.state(), id -> 0);
        final int rsi = contract.names().indexOf("capstone.rsi_30.missing");
        final float[] out = new float[sources.length()];
        int known = -1;
        for (int i = 0; i < 600; i++) {
            feed(sources, bars.get(i), i);
            sources.encode(0, START + (i + 1) * MINUTE, true, out);
            known = known < 0 && out[rsi] == 0 ? i : known;
            assertTrue(i >= 31 || out[rsi] == 1, "bar " + i);
        }
        assertTrue(known > 200, "RSI(30) is known after bar " + known);
    }

    /** Skews 13 and 14: a model of other bars, or of another venue's data, is named before its first decision. */
    @Test
    void shouldNameDecisionsOnOtherBarsAndDataOfAnotherVenue() {
        final ObservationContract trained = contract(15 * MINUTE, MissingValues.CONSTANT);
        assertEquals("the contract expects bars of 900 s, but they are of 60 s",
            trained.firstDifference(contract(MINUTE, MissingValues.CONSTANT)).orElseThrow());
        assertEquals("the contract expects the market 'kraken:PF_XBTUSD', but it is 'binance:BTCUSDT'",
            trained.firstDifference(new ObservationContract(
                new Origin("binance:BTCUSDT", 15 * MINUTE, DecidesOn.BAR), trained.oneHotOrder(), trained.strategies(), trained.features()))
                .orElseThrow());
    }
}
