package io.ringmaster.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backtests on bars with a configuration that gives little: what is derived, what is refused, what is said. */
class BarDefaultsTest {

    private static final long START_MS = 1_699_920_000_000L;
    private static final long MINUTE_MS = 60_000;
    private static final String HEADER = "time_ms,open,high,low,close,volume\n";
    /** Changes its mind with every bar, so that each decision it takes is a fill. */
    private static final String FLIPPING = """
        instruments: [{symbol: PF_XBTUSD, tick: 0.01}]
        strategies:
          - {id: flips, type: rule, timeframe: 1h, parameters: {long: close > open, flat: close < open}}
        """;

    @TempDir
    private Path directory;
    private int runs;

    /** The last minutes of most hours are missing: each hour still has its decision. */
    @Test
    void shouldLoseNoDecisionToAGap() throws IOException {
        final StringBuilder bars = new StringBuilder(HEADER);
        int hours = 0;
        for (int hour = 0; hour < 48; hour++) {
            final int open = hour % 2 == 0 ? 1_000 : 1_010;
            final int close = hour % 2 == 0 ? 1_010 : 1_000;
            for (int minute = 0; minute < 60 - hour; minute++) {
                final int price = minute == 0 ? open : close;
                bars.append(START_MS + (hour * 60L + minute) * MINUTE_MS).append(',').append(price).append(',').append(price + 1).append(',')
                    .append(price - 1).append(',').append(minute == 0 ? open : close).append(",1\n");
            }
            hours++;
        }
        final Map<String, String> json = backtest(write("gaps.csv", bars.toString()), FLIPPING).json();

        // An entry or an exit each hour but the first, whose first bar tells nothing, and the last, which no later bar carries out.
        assertEquals("60s", json.get("derived.session.tick"));
        assertFalse(json.keySet().stream().anyMatch(key -> key.startsWith("notDecided.")), json.toString());
        assertTrue(Integer.parseInt(json.get("trades")) >= hours / 2 - 1, json.toString());
    }

    @Test
    void shouldKeepWhatTheConfigurationGives() throws IOException {
        final Map<String, String> json = backtest(
            write("some.csv", minutes(200)), FLIPPING + "session: {tick: 1h}\nrisk: {maxReferenceAge: 70s}\n").json();

        assertFalse(json.containsKey("derived.session.tick"), json.toString());
        assertFalse(json.containsKey("derived.risk.maxReferenceAge"), json.toString());
        assertEquals("180s", json.get("derived.policy.maxAge"));
    }

    @Test
    void shouldRefuseATimeframeThatTheDataCannotForm() throws IOException {
        final Path data = write("hours.csv", HEADER + rows(100, 60 * MINUTE_MS, "1"));
        final Cli.Result result = backtest(data, FLIPPING.replace("timeframe: 1h", "timeframe: 90m"));

        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertEquals(
            "ringmaster: " + data + " holds bars of 3600s, and only multiples of that can be made of them: strategy 'flips' decides on bars of"
                + " 5400s. Change the timeframe, or give finer data.", result.err().strip());
        assertEquals(
            ExitCode.BAD_INPUT, Cli.run("strategies", "eval", "--data", data.toString(), "--strategy", "ott", "--timeframe", "5m", "--out",
                directory.resolve("s.csv").toString()).exitCode());
        assertEquals(
            ExitCode.BAD_INPUT, Cli.run("indicators", "eval", "--data", data.toString(), "--spec", "close", "--timeframe", "5m", "--out",
                directory.resolve("i.csv").toString()).exitCode());
    }

    @Test
    void shouldRefuseVolumesThatDoNotFitALongerBar() throws IOException {
        final Path data = write("volumes.csv", HEADER + rows(100, MINUTE_MS, "9000000000"));
        final Cli.Result result = backtest(data, FLIPPING);

        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        // 10 x 9,000,000,000 fit, the eleventh does not; the first bar of the hour is that of 00:00.
        assertEquals(
            "ringmaster: " + data + ": with the bar of 2023-11-14T00:10:00Z the volume of a longer bar is more than 92233720368.54775807."
                + " Give volumes in a larger unit, such as BTC instead of USD.", result.err().strip());
    }

    /** What README shows as a strategy of one's own trades with nothing else configured. */
    @Test
    void shouldTradeTheRuleOfTheReadmeWithDefaults() throws IOException {
        final String readme = Files.readString(Cli.root().resolve("README.md"));
        final int begin = readme.indexOf("strategies:\n  - id: my-cross");
        final String rule = readme.substring(begin, readme.indexOf("```", begin));
        final Map<String, String> json = backtest(
            write("wave.csv", minutes(20_000)), "instruments: [{symbol: PF_XBTUSD, tick: 0.01}]\n" + rule).json();

        assertTrue(Integer.parseInt(json.get("trades")) > 3, json.toString());
        assertFalse(json.containsKey("refusals.STALE_DATA"), json.toString());
        assertFalse(json.containsKey("refusals.ORDER_SIZE"), json.toString());
        assertFalse(json.containsKey("refusals.MAX_POSITION"), json.toString());
    }

    /** Twenty times the equity on a price that falls by a tenth and comes back within one minute: nothing is left to come back with. */
    @Test
    void shouldEndWhereTheAccountWasBelowZeroInsideABar() throws IOException {
        final StringBuilder bars = new StringBuilder(HEADER);
        for (int i = 0; i < 60; i++) {
            bars.append(START_MS + i * MINUTE_MS).append(i == 30 ? ",1000,1000,900,1000,1\n" : ",1000,1000,1000,1000,1\n");
        }
        final Cli.Result result = backtest(write("dip.csv", bars.toString()), """
            session: {initialCash: 10000}
            instruments: [{symbol: PF_XBTUSD, tick: 0.01}]
            strategies: [{id: long, type: rule, timeframe: 1m, parameters: {long: close > 0}}]
            policy: {type: single, strategy: long, maxExposure: 20}
            execution: {style: aggressive, riskFraction: 0, maxStopBps: 9999, defaultStopBps: 9999}
            risk: {maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxOpenValue: 1000000, maxLeverage: 50, maxDailyLoss: 1000000,
              maxDrawdown: 1, flattenOnLatch: false}
            venue: {liquidation: false}
            """);

        assertEquals(0, result.exitCode(), result.err());
        // The thirty-first bar ends at 00:31.
        assertEquals("31", result.json().get("bars"));
        final String metrics = Files.readString(directory.resolve("out" + runs).resolve("metrics.json"));
        assertTrue(metrics.contains("\"ruinedAt\":\"2023-11-14T00:31:00Z\""), metrics);
    }

    private static String minutes(final int count) {
        return HEADER + rows(count, MINUTE_MS, "5");
    }

    /** Waves of 1000 bars and 10 % each way, with steps of a few hundredths of a percent. */
    private static String rows(final int count, final long stepMs, final String volume) {
        final StringBuilder rows = new StringBuilder();
        long before = 100_000;
        for (int i = 0; i < count; i++) {
            final long cents = Math.round(100_000 + 10_000 * Math.sin(i / 160.0) + 150 * Math.sin(i / 3.0));
            rows.append(START_MS + i * stepMs).append(',').append(dollars(before)).append(',').append(dollars(Math.max(before, cents) + 20))
                .append(',').append(dollars(Math.min(before, cents) - 20)).append(',').append(dollars(cents)).append(',').append(volume)
                .append('\n');
            before = cents;
        }
        return rows.toString();
    }

    private static String dollars(final long cents) {
        return cents / 100 + "." + cents % 100 / 10 + cents % 10;
    }

    private Path write(final String name, final String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Cli.Result backtest(final Path data, final String config) throws IOException {
        return Cli.run("backtest", "--json", "--data", data.toString(), "--config", write("config" + ++runs + ".yaml", config).toString(), "--out",
            directory.resolve("out" + runs).toString());
    }
}
