package io.ringmaster.strategies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal of the first five strategies against a second computation from the published definitions. */
class StrategyOracleTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final int BARS = 100_000;
    private static final double[][] BUY = {{4, 8}, {7, 9}, {1, 8}};

    /** @param warmup bars before the strategy may speak, by the definitions' own minimum */
    record Case(String type, Map<String, String> parameters, int warmup, Function<Bars, Signal[]> oracle) {

        StrategySpec spec(final String id) {
            return StrategySpec.of(id, type, Bars.HOUR, parameters);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
            new Case("volatility_system", Map.of(), 52, bars -> Oracle.volatilitySystem(bars, false)),
            new Case("volatility_system", Map.of("mode", "freqtrade_exact"), 52, bars -> Oracle.volatilitySystem(bars, true)),
            new Case("supertrend", Map.of(), 100, bars -> Oracle.tripleSupertrend(bars, BUY, new double[][] {{1, 16}, {3, 18}, {6, 18}})),
            new Case("supertrend", Map.of("sell", "cap"), 100,
                bars -> Oracle.tripleSupertrend(bars, BUY, new double[][] {{1, 8}, {2, 9}, {4, 8}})),
            new Case("supertrend", Map.of("exits", "on"), 100,
                bars -> Oracle.tripleSupertrendWithExits(bars, BUY, new double[][] {{1, 16}, {3, 18}, {6, 18}})),
            new Case("ott", Map.of(), 50, bars -> Oracle.ott(bars, 2, 1.4)),
            new Case("bband_rsi", Map.of(), 30, bars -> Oracle.bbandRsi(bars, 0)),
            new Case("bband_rsi", Map.of("convention", "sample"), 30, bars -> Oracle.bbandRsi(bars, 1)),
            new Case("awesome_macd", Map.of(), 70, Oracle::awesomeMacd));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldSayWhatTheDefinitionSaysOnAWalk(final Case strategy) {
        assertSays(strategy, Bars.walk(BARS, SEED), "seed=" + SEED);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldSayWhatTheDefinitionSaysOnRealBars(final Case strategy) throws IOException {
        final Bars real = Bars.real(BARS);
        assumeTrue(real != null, "shared market data are not here: skipped");
        assertSays(strategy, real, "real bars");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldNotKnowTheFuture(final Case strategy) {
        final Bars bars = Bars.walk(3_000, SEED);
        final Signal[] whole = play(strategy.spec("x"), bars);
        final Random random = new Random(SEED);
        for (int i = 0; i < 100; i++) {
            final int cut = 1 + random.nextInt(bars.size() - 1);
            final Signal[] first = play(strategy.spec("x"), bars.cut(cut));
            assertArrayEquals(Arrays.copyOf(whole, cut), first, () -> "cut at " + cut + " seed=" + SEED);
        }
    }

    private static void assertSays(final Case strategy, final Bars bars, final String label) {
        final Signal[] expected = strategy.oracle.apply(bars);
        final Signal[] said = play(strategy.spec("x"), bars);
        Arrays.fill(expected, 0, strategy.warmup - 1, Signal.HOLD);
        assertArrayEquals(expected, said, strategy.type + " " + label);
        final long spoken = Arrays.stream(said).filter(signal -> signal != Signal.HOLD).count();
        assertTrue(spoken > 100, strategy.type + " said only " + spoken + " times anything but HOLD: " + label);
    }

    /** What one strategy says after each bar of an hour, joined to blocks of three hours as well. */
    private static Signal[] play(final StrategySpec spec, final Bars bars) {
        final StrategyShard shard = new StrategyShard(
            List.of(spec), StrategyShard.Share.WHOLE, StrategyShard.Instruments.one(0.001), StrategyTimer.NONE, StrategyCatalog::create);
        final Bars blocks = bars.joined(3);
        final boolean needsBlocks = shard.timeframesNs(0).length > 1;
        final Signal[] said = new Signal[bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            shard.clearChanges();
            final long openNs = Bars.START + i * Bars.HOUR;
            shard.onBarClosed(0, Bars.HOUR, openNs, openNs + Bars.HOUR, bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
            if (needsBlocks && i % 3 == 2) {
                final int b = i / 3;
                shard.onBarClosed(0, 3 * Bars.HOUR, openNs - 2 * Bars.HOUR, openNs + Bars.HOUR,
                    blocks.open[b], blocks.high[b], blocks.low[b], blocks.close[b], blocks.volume[b]);
            }
            shard.evaluate();
            said[i] = shard.condition(0) == StrategyCondition.ACTIVE ? shard.signal(0) : Signal.HOLD;
        }
        return said;
    }
}
