package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.cli.Cli;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class BacktestTest {

    private static final long SEED = Long.getLong("seed", 71);
    /** 2019-01-01. */
    private static final long START_MS = 1_546_300_800_000L;
    private static final String[] FILES = {"steps.csv", "fills.csv", "trades.csv", "metrics.json", "summary.json", "report.html"};

    @TempDir
    private Path directory;

    @Test
    void shouldGiveTheSameFilesToTheByteEveryTime() throws IOException {
        final Path data = walk(20_000);
        final Cli.Result first = backtest(data, "a");
        final Cli.Result second = backtest(data, "b");

        assertEquals(0, first.exitCode(), first.err());
        assertEquals(first.json().get("outputSha256"), second.json().get("outputSha256"));
        for (final String file : FILES) {
            assertArrayEquals(Files.readAllBytes(directory.resolve("a").resolve(file)), Files.readAllBytes(directory.resolve("b").resolve(file)), file);
        }
    }

    @Test
    void shouldHaveEveryKeyOfTheContractAndTrade() throws IOException {
        final Map<String, String> json = backtest(walk(20_000), "out").json();
        for (final String key : ("bars trades finalEquity totalReturn cagr sharpe sortino calmar maxDrawdown winRate profitFactor avgTradePnl "
            + "avgHoldingMinutes fees funding orphanEntries outputSha256 barsPerSecond sharpeLow sharpeHigh sharpeDaily sharpeDailyLow sharpeDailyHigh psr dsr trials").split(" ")) {
            assertTrue(json.containsKey(key), key + " is missing in " + json);
        }
        assertEquals("20000", json.get("bars"));
        assertTrue(Integer.parseInt(json.get("trades")) > 3, json.toString());
    }

    @Test
    void shouldSayWhichLimitLatchedAndSinceWhen() throws IOException {
        final Path data = walk(20_000);
        final Cli.Result result = Cli.run("backtest", "--data", data.toString(), "--config", Cli.root().resolve("examples/backtest.yaml").toString(),
            "--set", "policy.minAgreeing=1", "--set", "risk.maxDrawdown=0.002", "--out", directory.resolve("out").toString());
        final String summary = Files.readString(directory.resolve("out/summary.json"));
        final Matcher since = Pattern.compile("\"latched\":true,\"latchedSince\":\"([^\"]+)\",\"latchReasons\":\"DRAWDOWN\"").matcher(summary);

        assertTrue(since.find(), summary);
        final Instant latched = Instant.parse(since.group(1));
        assertTrue(result.out().contains("\n  LATCHED       risk.maxDrawdown since " + latched.truncatedTo(ChronoUnit.SECONDS)
            + ": from then on it took no new position\n"), result.out());
        assertTrue(Files.readString(directory.resolve("out/report.html")).contains("Latched by risk.maxDrawdown since "), "in the report");
        final List<String> steps = Files.readAllLines(directory.resolve("out/steps.csv"));
        final List<String> columns = List.of(steps.getFirst().split(","));
        double peak = 0;
        long crossedMs = Long.MAX_VALUE;
        for (final String step : steps.subList(1, steps.size())) {
            final double equity = Double.parseDouble(step.split(",")[columns.indexOf("equity")]);
            peak = Math.max(peak, equity);
            if (crossedMs == Long.MAX_VALUE && equity < peak * 0.998) {
                crossedMs = Long.parseLong(step.split(",")[columns.indexOf("time_ms")]);
            }
        }
        assertTrue(latched.toEpochMilli() <= crossedMs && latched.toEpochMilli() > START_MS, latched + " and " + crossedMs);
        assertTrue(Files.readAllLines(directory.resolve("out/fills.csv")).getLast().contains("DRAWDOWN"), "the last fill leaves because of the limit");
    }

    @Test
    void shouldNeverPrintASharpeRatioWithoutItsIntervalAndTheNumberOfTrials() throws IOException {
        final Path data = walk(60_000);
        backtest(data, "a");
        final Cli.Result third = backtest(data, "c", "--set", "session.seed=8", "--no-trial");
        final Cli.Result second = Cli.run("backtest", "--data", data.toString(), "--config", Cli.root().resolve("examples/backtest.yaml").toString(),
            "--set", "policy.minAgreeing=1", "--set", "session.seed=8", "--out", directory.resolve("d").toString());

        assertEquals("2", third.json().get("trials"), "this one counts, but is not recorded");
        assertTrue(second.out().matches("(?s).*\n  Sharpe        -?[0-9.]+ a year, by days; 95 % of -?[0-9.]+ to -?[0-9.]+\n"
            + " +above 0 with [0-9.]+ % \\(PSR\\), above the luck of 2 trials with [0-9.]+ % \\(DSR\\).*"), second.out());
        assertTrue(second.out().contains("\n  trials        2 recorded in " + directory.resolve("trials.jsonl") + "\n"), second.out());
        final String report = Files.readString(directory.resolve("d/report.html")).split("<script")[0];
        assertTrue(report.matches("(?s).*<dt>Sharpe, by days</dt><dd class=\"\">[−0-9.]+</dd><small>95 %: [−0-9.]+ to [−0-9.]+</small>.*"
            + "<dt>Above luck</dt><dd class=\"\">[0-9.]+.%</dd><small>of 2 trials \\(DSR\\)</small>.*"), report);
        final Map<String, String> listed = Cli.run("trials", directory.toString(), "--json").json();
        assertEquals("2 2 0", words(listed, "trials", "runs", "damaged"));
    }

    /** Those that {@code evaluate} says: bars without wicks, and a moving stop that is nearer than such bars are high. */
    @Test
    void shouldSayWhyResultsOnSuchBarsAreNotToBeBelieved() throws IOException {
        final List<String> bars = Files.readAllLines(walk(3_000));
        final Path whole = Files.write(directory.resolve("whole.csv"), bars);
        final Path wickless = Files.write(directory.resolve("wickless.csv"), WicklessBars.of(bars));
        final String[] near = {"--set", "execution.trailFromBps=1", "--set", "execution.trailBps=1"};

        assertEquals("null", backtest(whole, "a").json().get("doubts"));
        final String doubts = backtest(wickless, "b", near).json().get("doubts");
        assertTrue(doubts.matches("NOT JUDGED: 100 % of the bars have no wicks\\. .* CAUTION: a moving stop is 1 bps from the price, and half of the bars"
            + " are [0-9]+ bps high or more\\. .*"), doubts);
        final String text = Cli.run("backtest", "--data", wickless.toString(), "--config", Cli.root().resolve("examples/backtest.yaml").toString(),
            "--out", directory.resolve("c").toString()).out();
        assertTrue(text.contains("\n  NOT JUDGED: 100 % of the bars have no wicks. "), text);
    }

    @Test
    void shouldAgreeWithFiguresComputedAnotherWay() throws IOException, InterruptedException {
        final Cli.Result result = backtest(walk(60_000), "out");
        assertEquals(0, result.exitCode(), result.err());

        assertChecks(directory.resolve("out"));
    }

    @Test
    void shouldAgreeOnAYearOfRealBars() throws IOException, InterruptedException {
        final Path data = Cli.sharedData("ohlcv/bitfinex_btcusd_1m_2017.csv.gz");
        assumeTrue(data != null, "shared market data are not here: skipped");
        final Map<String, String> json = backtest(data, "out").json();

        assertEquals("505209", json.get("bars"));
        assertChecks(directory.resolve("out"));
    }

    /** Its times have nanoseconds, and the files hold milliseconds. Its six minutes say nothing about a year. */
    @Test
    void shouldAgreeOnARecordingWithoutAFigureOfAYear() throws IOException, InterruptedException {
        final Path recording = bundledRecording();
        final Cli.Result result = Cli.run("backtest", "--json", "--data", recording.toString(), "--config", scalper("1m").toString(),
            "--out", directory.resolve("out").toString());
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(Integer.parseInt(result.json().get("trades")) > 3, result.out());

        assertChecks(directory.resolve("out"), "ok  sharpe             null", "ok  sortinoDaily       null", "ok  avgHoldingMinutes");
        final String metrics = Files.readString(directory.resolve("out/metrics.json"));
        for (final String figure : "cagr sharpe sharpeDaily sortino sortinoDaily calmar stepsAYear buyAndHoldCagr".split(" ")) {
            assertTrue(metrics.contains('"' + figure + "\":null"), figure + " in " + metrics);
        }
        assertTrue(result.out().contains("\"sharpe\":null") && result.out().contains("\"sortino\":null"), result.out());
        final String report = Files.readString(directory.resolve("out/report.html")).split("<script")[0];
        assertFalse(report.contains("Sharpe") || report.contains("Sortino") || report.contains("a year"), "in the report");
    }

    /** 343 seconds of data from 2024-08-08T23:54:15Z on; seven days later is 2024-08-15T23:54:15Z. */
    @Test
    void shouldSayThatTheDataEndBeforeTheWarmUp() throws IOException {
        final String said = withoutTrade(scalper("7d"));

        assertTrue(said.contains("The data of 6 min end before the warm-up of 7 d (session.warmup): no decision is made before 2024-08-15T23:54:15Z."), said);
    }

    /** The first bar of an hour begins at 23:00; the 200th ends 200 hours later, at 07:00 on the 17th. */
    @Test
    void shouldSayThatNoStrategyWasReadyAndWhenTheLastWouldBe() throws IOException {
        final String said = withoutTrade(Files.writeString(directory.resolve("slow.yaml"), """
            session: {seed: 7, initialCash: 10000, warmup: 1m, tick: 1s}
            instruments: [{symbol: BTCUSDT, tick: 0.1}]
            strategies:
              - {id: short, type: rule, timeframe: 1h, parameters: {long: "close > sma(close, 100)"}}
              - {id: long, type: rule, timeframe: 1h, parameters: {long: "close > sma(close, 200)"}}
            policy: {type: confluence}
            """));

        assertTrue(said.contains("No strategy was ready; the last would be at 2024-08-17T07:00:00Z: 'long' needs 200 bars of 1h."), said);
    }

    @Test
    void shouldSayThatEveryDecisionWasToHold() throws IOException {
        final String said = withoutTrade(Files.writeString(directory.resolve("quiet.yaml"), """
            session: {seed: 7, initialCash: 10000, warmup: 1m, tick: 1s}
            instruments: [{symbol: BTCUSDT, tick: 0.1}]
            strategies: [{id: never, type: rule, timeframe: 1s, parameters: {long: "close < 1"}}]
            policy: {type: single, strategy: never}
            """));

        assertTrue(said.matches("(?s).*Every one of [0-9]+ decisions was HOLD: [A-Z_]+ [0-9]+.*"), said);
    }

    private String withoutTrade(final Path config) throws IOException {
        final Path recording = bundledRecording();
        final Cli.Result result = Cli.run(
            "backtest", "--data", recording.toString(), "--config", config.toString(), "--out", directory.resolve("none").toString());
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("  trades        0\n"), result.out());
        assertFalse(result.out().contains("NaN") || result.out().contains("0 bars in"), result.out());
        for (final String file : List.of("metrics.json", "summary.json", "report.html")) {
            assertFalse(Files.readString(directory.resolve("none").resolve(file)).split("<script")[0].contains("NaN"), file);
        }
        return result.out();
    }

    private Path bundledRecording() throws IOException {
        final Path recording = directory.resolve("recording.jsonl.gz");
        try (InputStream bundled = BacktestTest.class.getResourceAsStream("/demo/btcusdt_perp_20240808.jsonl.gz")) {
            Files.copy(bundled, recording);
        }
        return recording;
    }

    /** A rule that turns often on bars of a second decides; a strategy that needs more bars of five seconds is only heard. */
    private Path scalper(final String warmup) throws IOException {
        return Files.writeString(directory.resolve("scalper.yaml"), """
            session: {seed: 7, initialCash: 10000, warmup: %s, tick: 1s}
            instruments: [{symbol: BTCUSDT, tick: 0.1}]
            strategies:
              - {id: fast, type: rule, timeframe: 1s, parameters: {long: "close > sma(close, 20)", short: "close < sma(close, 20)"}}
              - {id: slow, type: ott, timeframe: 5s}
            policy: {type: single, strategy: fast}
            execution: {cooldown: 0s}
            """.formatted(warmup));
    }

    @Test
    void shouldTradeOnlyFromTheChosenTimeOnAfterWarmingUpBeforeIt() throws IOException {
        final Path data = walk(30_000);
        final Cli.Result result = backtest(data, "out", "--from", "2020-01-12", "--to", "2020-01-18");
        assertEquals(0, result.exitCode(), result.err());
        final String[] trades = Files.readString(directory.resolve("out/trades.csv")).split("\n");
        final String[] steps = Files.readString(directory.resolve("out/steps.csv")).split("\n");

        assertTrue(trades.length > 1, "no trade");
        assertTrue(Long.parseLong(trades[1].split(",")[4]) >= 1_578_787_200_000L, trades[1]);
        assertEquals("1578182400000", steps[1].split(",")[0], "seven days of warm-up are played before");
        assertEquals("1579305600000", steps[steps.length - 1].split(",")[0]);
    }

    @Test
    void shouldGiveTheSameFromAnImportedJournalAsFromTheFile() throws IOException {
        final Path data = walk(20_000);
        final Cli.Result imported = Cli.run(
            "import", data.toString(), "--format", "ohlcv", "--symbol", "PF_XBTUSD", "--out", directory.resolve("journal").toString(), "--json");
        assertEquals(0, imported.exitCode(), imported.err());
        assertEquals("20000", imported.json().get("events"));
        assertEquals("2020-01-01T00:01:00Z", imported.json().get("firstTime"));
        assertEquals("0", imported.json().get("gaps"));

        assertEquals(0, Cli.run("journal", "verify", directory.resolve("journal").toString()).exitCode());
        assertEquals(
            backtest(data, "a").json().get("outputSha256"), backtest(directory.resolve("journal"), "b").json().get("outputSha256"));
    }

    @Test
    void shouldSayOfEveryFillWhatItWasFor() throws IOException {
        // LONG on the bar that ends at 0:10, with a stop at 95; a bar later trades down to 94. Filled at the next open, and out at the stop less a tick.
        final StringBuilder bars = new StringBuilder("time_ms,open,high,low,close,volume\n");
        for (int i = 0; i < 30; i++) {
            bars.append(START_MS + i * 60_000L).append(i == 20 ? ",100,100,94,94,5\n" : i > 20 ? ",94,94,94,94,5\n" : ",100,100,100,100,5\n");
        }
        final Cli.Result result = ruled(bars, "time >= " + (START_MS / 1_000 + 600) + " and time <= " + (START_MS / 1_000 + 600), "95", "1");
        assertEquals(0, result.exitCode(), result.err());

        final List<Map<String, String>> fills = table("fills.csv");
        assertEquals(2, fills.size(), fills.toString());
        assertEquals("buy INCREASE SINGLE", words(fills.get(0), "side", "purpose", "reason"));
        assertEquals(START_MS + 600_000, Long.parseLong(fills.get(0).get("signal_time_ms")), "when the bar that decided closed");
        assertEquals("95 s", words(fills.get(0), "stop", "strategy"));
        assertEquals("sell STOP 94.99 95 ", words(fills.get(1), "side", "reason", "price", "stop", "signal_time_ms"));
        final Map<String, String> trade = table("trades.csv").getFirst();
        assertEquals("long closed SINGLE STOP s", words(trade, "side", "status", "entry_reason", "exit_reason", "strategy"));
        assertEquals(fills.get(0).get("price") + " 94.99", words(trade, "entry_price", "exit_price"));
        assertEquals("0", result.json().get("orphanEntries"));
    }

    @Test
    void shouldEndWhereTheAccountFallsBelowZero() throws IOException {
        final StringBuilder bars = new StringBuilder("time_ms,open,high,low,close,volume\n");
        for (int i = 0; i < 60; i++) {
            bars.append(START_MS + i * 60_000L).append(i < 30 ? ",100,100,100,100,5\n" : ",10,10,10,10,5\n");
        }
        final Cli.Result result = ruled(bars, "close > 50", "1", "10");
        assertEquals(0, result.exitCode(), result.err());

        assertTrue(result.json().get("finalEquity").startsWith("-"), result.out());
        final List<Map<String, String>> steps = table("steps.csv");
        assertEquals(START_MS + 31 * 60_000L, Long.parseLong(steps.getLast().get("time_ms")), "nothing is played after the bar that opened at 10");
        assertTrue(Files.readString(directory.resolve("ruled/report.html")).contains("The account fell below zero on 2019-01-01 00:31 UTC."));
        assertTrue(Files.readString(directory.resolve("ruled/metrics.json")).contains("\"ruinedAt\":\"2019-01-01T00:31:00Z\""));
    }

    /** One rule decides alone, with its stop where it says. */
    private Cli.Result ruled(final CharSequence bars, final String rule, final String stop, final String leverage) throws IOException {
        final Path config = Files.writeString(directory.resolve("rule.yaml"), """
            session: {seed: 7, initialCash: 10000, warmup: 0s, tick: 1h}
            instruments:
              - {symbol: PF_XBTUSD, tick: 0.01}
            strategies:
              - {id: s, type: rule, timeframe: 1m, parameters: {long: "%s", long_stop: "%s"}}
            policy: {type: single, strategy: s, maxAge: 180s, maxExposure: %s}
            execution: {style: aggressive, riskFraction: 0, defaultStopBps: 9999, maxStopBps: 9999, breakevenFromBps: 0, trailFromBps: 0, closeTrailFromBps: 0}
            risk: {maxOrderQty: 1000000, maxOrderValue: 100000000, maxPosition: 1000000, maxOpenValue: 100000000, maxReferenceAge: 4h,
              maxDailyLoss: 100000000, maxDrawdown: 1, orderTimeout: 10m, maxLeverage: 50, maxEntries: 100000}
            """.formatted(rule, stop, leverage));
        final Path data = Files.writeString(directory.resolve("ruled.csv"), bars);
        return Cli.run(
            "backtest", "--json", "--data", data.toString(), "--config", config.toString(), "--out", directory.resolve("ruled").toString());
    }

    private List<Map<String, String>> table(final String name) throws IOException {
        final List<String> lines = Files.readAllLines(directory.resolve("ruled").resolve(name));
        final String[] header = lines.getFirst().split(",");
        return lines.stream().skip(1).map(line -> {
            final String[] cells = line.split(",", -1);
            final Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < header.length; i++) {
                row.put(header[i], cells[i]);
            }
            return row;
        }).toList();
    }

    private static String words(final Map<String, String> row, final String... columns) {
        return Stream.of(columns).map(row::get).collect(Collectors.joining(" "));
    }

    private void assertChecks(final Path results) throws IOException, InterruptedException {
        assertChecks(results, "ok  sharpe ");
    }

    private void assertChecks(final Path results, final String... lines) throws IOException, InterruptedException {
        final Process check;
        try {
            check = new ProcessBuilder("python3", Cli.root().resolve("scripts/check_backtest.py").toString(), results.toString())
                .redirectErrorStream(true).start();
        } catch (final IOException e) {
            assumeTrue(false, "python3 is not here: skipped: " + e.getMessage());
            return;
        }
        final String said = new String(check.getInputStream().readAllBytes());
        assertTrue(check.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, check.exitValue(), said);
        for (final String line : lines) {
            assertTrue(said.contains(line), said);
        }
        assertTrue(said.contains("ok  orphanEntries      0 "), "every entry follows a decision made after the last exit: " + said);
    }

    private Cli.Result backtest(final Path data, final String out, final String... more) {
        final String[] fixed = {"backtest", "--json", "--data", data.toString(), "--config",
            Cli.root().resolve("examples/backtest.yaml").toString(), "--set", "policy.minAgreeing=1", "--out", directory.resolve(out).toString()};
        final String[] all = new String[fixed.length + more.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return Cli.run(all);
    }

    /** A seeded random walk of one-minute bars from 2020 on, with swings wide enough to trade. */
    private Path walk(final int bars) throws IOException {
        final Path file = directory.resolve("walk.csv");
        final Random random = new Random(SEED);
        long cents = 1_000_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("time_ms,open,high,low,close,volume\n");
            for (int i = 0; i < bars; i++) {
                final long open = cents;
                final long close = Math.max(100_000, open + Math.round(random.nextGaussian() * 1_200 + 250 * Math.sin(i / 700.0)));
                final long high = Math.max(open, close) + random.nextInt(500);
                final long low = Math.min(open, close) - random.nextInt(500);
                out.write((1_577_836_800_000L + i * 60_000L) + "," + price(open) + "," + price(high) + "," + price(low) + "," + price(close)
                    + "," + random.nextInt(50) + "." + random.nextInt(100) + "\n");
                cents = close;
            }
        }
        return file;
    }

    private static String price(final long cents) {
        return cents / 100 + "." + cents / 10 % 10 + cents % 10;
    }
}
