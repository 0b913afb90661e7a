package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.inference.PolicySettings;
import io.ringmaster.lab.backtest.PlainSimulator.Bar;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Backtests of forty strategies under experts: {@link PlainExperts} computes the rounds, the weights and the exposure of each decision from the bars and
 * the journaled words and virtual trades, and they agree.
 */
class ExpertsBacktestTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int WALKS = 2 * Integer.getInteger("times", 1);
    private static final int WALK_BARS = 3_000;
    private static final int REAL_BARS = 8_000 * Integer.getInteger("times", 1);
    private static final int STRATEGIES = 40;
    private static final long MINUTE_MS = 60_000;
    private static final long MINUTE_NS = MINUTE_MS * 1_000_000;
    private static final long START_MS = 1_700_000_100_000L;
    private static final long TICK_E8 = 1_000_000;
    private static final long[] TIMEFRAMES = {1, 5, 15};

    @ParameterizedTest
    @ValueSource(strings = {"fixed_share", "adahedge"})
    void shouldComputeWhatASecondImplementationDoesOnRealBars(final String algorithm) throws IOException {
        final Path file = RecordedBars.sharedData("ohlcv/bitfinex_btcusd_1m_2017.csv.gz");
        assumeTrue(file != null, "shared market data are not here: skipped");

        final PlainExperts plain = compare("bitfinex 2017", RecordedBars.read(file, REAL_BARS), new SplittableRandom(SEED), algorithm);

        assertTrue(plain.rounds() > 400 && plain.weightsCompared() > 200, plain.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed_share", "adahedge"})
    void shouldComputeWhatASecondImplementationDoesOnRandomBars(final String algorithm) {
        int exits = 0;
        for (int i = 0; i < WALKS; i++) {
            final SplittableRandom random = new SplittableRandom(SEED + i);
            final PlainExperts plain = compare("seed=" + (SEED + i), walk(random), random, algorithm);
            assertTrue(plain.rounds() > 200 && plain.moves() > 50, "seed=" + (SEED + i) + " " + plain);
            exits += plain.exits();
        }
        assertTrue(exits > 0, "seed=" + SEED + ": no target was nothing because less than the dead zone was wanted");
    }

    private static PlainExperts compare(final String label, final List<Bar> bars, final SplittableRandom random, final String algorithm) {
        final double alpha = (1 + random.nextInt(50)) / 1_000.0;
        final double deadZone = random.nextInt(3) * 0.05;
        final EngineConfig config = config(random, "{type: experts, maxAge: 3m, maxExposure: 2, experts: {algorithm: " + algorithm + ", alpha: " + alpha
            + ", deadZone: " + deadZone + "}}");
        final RecordedSession session = new RecordedSession(config).play(new RecordedBars(bars), SEED, engine -> Interjections.NONE);
        final PlainExperts plain = new PlainExperts(
            label + " " + algorithm + " alpha=" + alpha + " deadZone=" + deadZone, config, algorithm, alpha, deadZone);
        plain.follow(session.inputs(), session.outputs());
        return plain;
    }

    /** Rules that follow and oppose averages, some of which only mark a crossing and then hold, leave the market, or grade what they say. */
    private static EngineConfig config(final SplittableRandom random, final String policy) {
        final List<StrategySpec> strategies = new ArrayList<>();
        for (int i = 0; i < STRATEGIES; i++) {
            final Map<String, String> rule = new TreeMap<>();
            final int length = 2 + random.nextInt(30);
            final boolean crosses = random.nextBoolean();
            final String above = "close " + (crosses ? "crosses above" : ">") + " sma(" + length + ")";
            final String below = "close " + (crosses ? "crosses below" : "<") + " sma(" + length + ")";
            final boolean follows = random.nextBoolean();
            rule.put("long", follows ? above : below);
            if (random.nextInt(4) > 0) {
                rule.put("short", follows ? below : above);
            }
            if (random.nextInt(3) == 0) {
                rule.put("flat", "rsi(7) > 70");
            }
            if (random.nextInt(3) == 0) {
                rule.put("strength", "min(1, atr(5) / close * 300)");
            }
            final long timeframe = TIMEFRAMES[random.nextInt(TIMEFRAMES.length)] * MINUTE_NS;
            strategies.add(StrategySpec.of("s" + i, "rule", timeframe, rule));
        }
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 100000, warmup: 0s, tick: 1m}"), List.of(InstrumentDefinition.perpetual("X", TICK_E8)),
            strategies, RecordedSession.bind(PolicySettings.class, policy),
            RecordedSession.bind(ExecutionSettings.class, "{style: aggressive}"),
            RecordedSession.bind(RiskLimits.class, "{maxReferenceAge: 30d, maxOrderQty: 100, maxPosition: 100, maxOrderValue: 10000000}"));
    }

    // ------------------------------------------------------------------ bars

    /** A walk in ticks with minutes without a bar. */
    private static List<Bar> walk(final SplittableRandom random) {
        final List<Bar> bars = new ArrayList<>();
        long timeMs = START_MS;
        long cents = 100_000 + random.nextInt(2_000_000);
        for (int i = 0; i < WALK_BARS; i++) {
            final int swing = (int) (cents / (100 + random.nextInt(1_000)));
            final long open = random.nextInt(10) == 0 ? cents + random.nextInt(2 * swing + 1) - swing : cents;
            cents = Math.max(50_000, open + random.nextInt(2 * swing + 1) - swing);
            final long high = Math.max(open, cents) + random.nextInt(swing + 1) / 2;
            final long low = Math.min(open, cents) - random.nextInt(swing + 1) / 2;
            bars.add(new Bar(timeMs, MINUTE_MS, open * TICK_E8, high * TICK_E8, low * TICK_E8, cents * TICK_E8));
            timeMs += random.nextInt(40) == 0 ? MINUTE_MS * (2 + random.nextInt(40)) : MINUTE_MS;
        }
        return bars;
    }
}
