package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.lab.backtest.PlainSimulator.Bar;
import io.ringmaster.lab.backtest.PlainSimulator.Rules;
import io.ringmaster.lab.backtest.PlainSimulator.Trade;
import io.ringmaster.lab.backtest.PlainSimulator.Word;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Backtests of a strategy with stops against {@link PlainSimulator}: every trade the same, in time, quantity, price, fees and funding, and the
 * same money in the end.
 */
class SecondSimulatorTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int WALKS = 25 * Integer.getInteger("times", 1);
    private static final long E8 = FixedPoint.ONE;
    private static final long MINUTE_MS = 60_000;
    private static final long START_MS = 1_700_000_040_000L;
    private static final int REAL_BARS = 120_000;

    @TempDir
    private Path directory;
    private int runs;

    /** Stops and trailing as a user might set them; the last two columns are how far a bar must move to be a signal, and the target in bar ranges. */
    @ParameterizedTest
    @CsvSource({
        "true,  true,  0,  0,  25,  0,   40, 3",
        "true,  false, 0,  0,  25,  0,   40, 3",
        "true,  true,  30, 60, 25,  120, 35, 6",
        "false, true,  30, 60, 25,  120, 35, 6",
        "false, false, 30, 40, 30,  0,   25, 2",
    })
    void shouldMakeTheTradesOfASecondImplementationOnRealBars(
        final boolean isLong, final boolean venueStop, final int breakeven, final int trailFrom, final int trail, final int closeTrailFrom,
        final int moveBps, final int targetRanges) throws IOException {
        final Path file = RecordedBars.sharedData("ohlcv/bitfinex_btcusd_1m_2017.csv.gz");
        assumeTrue(file != null, "shared market data are not here: skipped");

        final int trades = compare(
            "bitfinex 2017", RecordedBars.read(file, REAL_BARS), new Setup(isLong, venueStop, breakeven, trailFrom, trail, closeTrailFrom, moveBps, targetRanges));

        assertTrue(trades > 100, trades + " trades");
    }

    @Test
    void shouldMakeTheTradesOfASecondImplementationOnRandomBars() throws IOException {
        int trades = 0;
        for (int i = 0; i < WALKS; i++) {
            final SplittableRandom random = new SplittableRandom(SEED + i);
            final Setup setup = new Setup(
                random.nextBoolean(), random.nextBoolean(), random.nextInt(3) * 20, random.nextInt(3) * 30, 10 + random.nextInt(40),
                random.nextInt(3) * 60, 5 + random.nextInt(30), 1 + random.nextInt(5));
            trades += compare("seed=" + (SEED + i) + " " + setup, walk(random), setup);
        }
        System.out.printf("%d random walks from seed %d: %,d trades equal%n", WALKS, SEED, trades);
        assertTrue(trades > 20 * WALKS, trades + " trades");
    }

    private record Setup(
        boolean isLong, boolean venueStop, int breakeven, int trailFrom, int trail, int closeTrailFrom, int moveBps, int targetRanges) {

        Rules rules(final long tick) {
            return new Rules(
                isLong, 100_000 * E8, tick, 10_000, 50_000, 1_250, 1, 5, 1_000, 100, breakeven, trailFrom, trail, closeTrailFrom, 15);
        }

        /** The same strategy in the formula language. */
        Map<String, String> formulas() {
            final Map<String, String> parameters = new TreeMap<>();
            final String side = isLong ? "long" : "short";
            parameters.put(side, isLong ? "close > open * " + factor(moveBps) : "close < open * " + factor(-moveBps));
            parameters.put("flat", isLong ? "close < open * " + factor(-2 * moveBps) : "close > open * " + factor(2 * moveBps));
            parameters.put(side + "_stop", isLong ? "low - (high - low)" : "high + (high - low)");
            parameters.put(side + "_target", isLong
                ? "close + " + targetRanges + " * (high - low)" : "close - " + targetRanges + " * (high - low)");
            return parameters;
        }

        Word on(final Bar bar) {
            final double open = bar.open() / 1e8;
            final double close = bar.close() / 1e8;
            final boolean leaves = isLong
                ? close < open * Double.parseDouble(factor(-2 * moveBps)) : close > open * Double.parseDouble(factor(2 * moveBps));
            final boolean enters = isLong
                ? close > open * Double.parseDouble(factor(moveBps)) : close < open * Double.parseDouble(factor(-moveBps));
            final long range = bar.high() - bar.low();
            return isLong
                ? new Word(enters, leaves, bar.low() - range, bar.close() + targetRanges * range)
                : new Word(enters, leaves, bar.high() + range, bar.close() - targetRanges * range);
        }

        private static String factor(final int bps) {
            return BigDecimal.ONE.add(BigDecimal.valueOf(bps, 4)).toPlainString();
        }
    }

    private int compare(final String label, final List<Bar> bars, final Setup setup) throws IOException {
        final long tick = 1_000_000;
        final PlainSimulator plain = new PlainSimulator(setup.rules(tick), setup::on);
        final List<Trade> expected = plain.run(bars);
        final Path out = directory.resolve("out" + runs++);

        final BacktestResult result = Backtest.run(plan(setup, tick), new RecordedBars(bars), out, Pacer.UNPACED);

        final List<Trade> found = trades(out.resolve("trades.csv"));
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            assertEquals(
                i < expected.size() ? nameless(expected.get(i)) : null, i < found.size() ? found.get(i) : null,
                label + ", trade " + (i + 1) + (i < expected.size() ? ", left by its " + expected.get(i).why() : ""));
        }
        assertEquals(plain.equity(), result.money().finalEquityE8(), label);
        return expected.size();
    }

    private static Trade nameless(final Trade trade) {
        return new Trade(trade.entryMs(), trade.exitMs(), trade.qty(), trade.entryPrice(), trade.exitPrice(), trade.fees(), trade.funding(), "");
    }

    private static Backtest.Plan plan(final Setup setup, final long tick) {
        final EngineConfig engine = new EngineConfig(
            bind(SessionSettings.class, "{initialCash: 100000, warmup: 0s, tick: 1m}"),
            List.of(InstrumentDefinition.perpetual("X", tick)),
            List.of(StrategySpec.of("s", "rule", MINUTE_MS * 1_000_000, setup.formulas())),
            bind(PolicySettings.class, "{type: single, strategy: s, maxAge: 0s}"),
            bind(ExecutionSettings.class, "{style: aggressive, deadBand: 10, riskFraction: 0, breakevenFromBps: " + setup.breakeven
                + ", trailFromBps: " + setup.trailFrom + ", trailBps: " + setup.trail + ", closeTrailFromBps: " + setup.closeTrailFrom
                + ", closeTrailBps: 15, venueStop: " + setup.venueStop + "}"),
            bind(RiskLimits.class, "{maxOrderQty: 100000, maxOrderValue: 100000000, maxPosition: 100000, maxOpenValue: 100000000,"
                + " maxReferenceAge: 30d, maxDailyLoss: 100000000, maxDrawdown: 1, orderTimeout: 10m, maxLeverage: 50, maxEntries: 100000}"));
        return new Backtest.Plan(
            engine, bind(VenueSettings.class, ""), Configuration.bind(TopologySettings.class, "test", "mode: compact\ntiming: false\n", Map.of()).on(1),
            new Backtest.Period(Long.MIN_VALUE, Long.MAX_VALUE), new Backtest.Provenance("bars", "test", "", "0".repeat(64)), TrialLog.NONE);
    }

    private static <T extends Record> T bind(final Class<T> type, final String yaml) {
        return Configuration.bind(type, "test", yaml, Map.of());
    }

    /** By the names of the columns, whatever their order. */
    private static List<Trade> trades(final Path csv) throws IOException {
        final List<String> lines = Files.readAllLines(csv);
        final List<String> header = List.of(lines.getFirst().split(","));
        final List<Trade> trades = new ArrayList<>();
        for (final String line : lines.subList(1, lines.size())) {
            final String[] row = line.split(",", -1);
            final String exit = row[header.indexOf("exit_time_ms")];
            trades.add(new Trade(
                Long.parseLong(row[header.indexOf("entry_time_ms")]), exit.isEmpty() ? 0 : Long.parseLong(exit), e8(row[header.indexOf("qty")]),
                e8(row[header.indexOf("entry_price")]), exit.isEmpty() ? 0 : e8(row[header.indexOf("exit_price")]), e8(row[header.indexOf("fees")]),
                e8(row[header.indexOf("funding")]), ""));
        }
        return trades;
    }

    private static long e8(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).setScale(0, RoundingMode.UNNECESSARY).longValueExact();
    }

    // ------------------------------------------------------------------ bars

    /** A walk in ticks of 0.01, with jumps between bars, minutes without a bar, and bars that do not move. */
    private static List<Bar> walk(final SplittableRandom random) {
        final List<Bar> bars = new ArrayList<>();
        long timeMs = START_MS;
        long cents = 100_000 + random.nextInt(2_000_000);
        for (int i = 0; i < 3_000; i++) {
            final int swing = (int) (cents / (200 + random.nextInt(2_000)));
            final long open = random.nextInt(10) == 0 ? cents + random.nextInt(2 * swing + 1) - swing : cents;
            cents = Math.max(1_000, random.nextInt(20) == 0 ? open : open + random.nextInt(2 * swing + 1) - swing);
            final long high = Math.max(open, cents) + random.nextInt(swing + 1) / 2;
            final long low = Math.max(1, Math.min(open, cents) - random.nextInt(swing + 1) / 2);
            bars.add(new Bar(timeMs, MINUTE_MS, open * 1_000_000, high * 1_000_000, low * 1_000_000, cents * 1_000_000));
            timeMs += random.nextInt(30) == 0 ? MINUTE_MS * (2 + random.nextInt(150)) : MINUTE_MS;
        }
        return bars;
    }
}
