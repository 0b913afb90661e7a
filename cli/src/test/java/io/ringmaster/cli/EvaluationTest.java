package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.strategies.StrategyCatalog;
import io.ringmaster.strategies.indicator.IndicatorCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code indicators} and {@code strategies} as a user runs them. */
class EvaluationTest {

    @TempDir
    private Path directory;
    private Path bars;

    /** Ten minutes of closes 1, 2, ..., 10. */
    @BeforeEach
    void writeBars() throws IOException {
        final StringBuilder csv = new StringBuilder("time_ms,open,high,low,close,volume\n");
        for (int i = 1; i <= 10; i++) {
            csv.append(60_000L * i).append(',').append(i).append(',').append(i).append(',').append(i).append(',').append(i).append(",2\n");
        }
        bars = Files.writeString(directory.resolve("bars.csv"), csv);
    }

    @Test
    void shouldWriteOneRowABarAndOneColumnAnOutput() throws IOException {
        final Path out = directory.resolve("values.csv");
        final Cli.Result result = Cli.run(
            "indicators", "eval", "--data", bars.toString(), "--spec", "sma(3), donchian(2),close[1]", "--out", out.toString(), "--json");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("{\"bars\":10,\"columns\":4}", result.out().strip());
        final List<String> lines = Files.readAllLines(out);
        assertEquals("time_ms,sma(3),donchian(2).upper,donchian(2).lower,close[1]", lines.getFirst());
        assertEquals("60000,,,,", lines.get(1));
        assertEquals("180000,2.0,2.0,1.0,2.0", lines.get(3));
        assertEquals("600000,9.0,9.0,8.0,9.0", lines.get(10));
        assertEquals(11, lines.size());
    }

    @Test
    void shouldWriteWhatAStrategySaysOnBarsOfAnotherTimeframe() throws IOException {
        final Path config = Files.writeString(directory.resolve("own.yaml"), """
            instruments: [{symbol: X}]
            strategies:
              - {id: mine, type: rule, timeframe: 2m, parameters: {long: "close > 6", flat: "close < 6", long_stop: "close - 1", strength: "0.25"}}
            """);
        final Path out = directory.resolve("signals.csv");
        final Cli.Result result = Cli.run(
            "strategies", "eval", "--data", bars.toString(), "--config", config.toString(), "--strategy", "mine", "--out", out.toString(), "--json");
        assertEquals(0, result.exitCode(), result.err());
        // Bars of two minutes begin at 0:00, 0:02, ...; the first is half there, the last is still forming.
        assertEquals(List.of(
            "time_ms,strategy,signal,strength,confidence,stop,target",
            "0,mine,FLAT,1.0,1.0,,",
            "120000,mine,FLAT,1.0,1.0,,",
            "240000,mine,FLAT,1.0,1.0,,",
            "360000,mine,LONG,0.25,1.0,6,",
            "480000,mine,LONG,0.25,1.0,8,"), Files.readAllLines(out));
        assertEquals("{\"bars\":10,\"rows\":5}", result.out().strip());
    }

    @Test
    void shouldListAllThereIs() {
        assertEquals(IndicatorCatalog.types().size(), Cli.run("indicators", "list").out().lines().count());
        assertEquals(StrategyCatalog.types().size(), Cli.run("strategies", "list").out().lines().count());
        assertTrue(StrategyCatalog.types().size() >= 60 + 5 + 8);
    }

    @Test
    void shouldNameWhatIsWrong() {
        final String out = directory.resolve("x.csv").toString();
        assertRefused("--spec: there is no indicator 'smma'; 'ringmaster indicators list' shows all",
            "indicators", "eval", "--data", bars.toString(), "--spec", "smma(3)", "--out", out);
        assertRefused("--timeframe: '5x' is no timeframe. Give one such as 15s, 5m, 4h or 1d.",
            "strategies", "eval", "--data", bars.toString(), "--strategy", "ott", "--timeframe", "5x", "--out", out);
        assertRefused(bars + " exists already. Give another file with --out.",
            "strategies", "eval", "--data", bars.toString(), "--strategy", "ott", "--out", bars.toString());
        assertRefused("none.csv does not exist. Give the path of a recorded market with --data.",
            "indicators", "eval", "--data", "none.csv", "--spec", "close", "--out", out);
        assertFalse(Files.exists(Path.of(out)));
    }

    private static void assertRefused(final String message, final String... arguments) {
        final Cli.Result result = Cli.run(arguments);
        assertEquals(2, result.exitCode(), result.err());
        assertEquals("ringmaster: " + message, result.err().strip());
    }
}
