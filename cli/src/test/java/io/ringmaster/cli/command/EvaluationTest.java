package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.strategies.indicator.catalog.IndicatorCatalog;
import java.io.IOException;
import java.io.InputStream;
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
            "time_ms,strategy,signal,strength,confidence,stop,target,timeframe,known_ms",
            "0,mine,FLAT,1.0,1.0,,,2m,120000",
            "120000,mine,FLAT,1.0,1.0,,,2m,240000",
            "240000,mine,FLAT,1.0,1.0,,,2m,360000",
            "360000,mine,LONG,0.25,1.0,6,,2m,480000",
            "480000,mine,LONG,0.25,1.0,8,,2m,600000"), Files.readAllLines(out));
        assertEquals("{\"bars\":10,\"rows\":5}", result.out().strip());
    }

    /**
     * The bundled recording has deltas of more than 200 levels, which come in parts. The order flow of Cont, Kukanov and Stoikov after the
     * 54th, 55th and 301st second was computed from the file by a program of its own (decimal numbers, whole messages).
     */
    @Test
    void shouldGiveBookAndTradesOfARecordedBook() throws IOException {
        final Path recording = directory.resolve("recording.jsonl.gz");
        try (InputStream bundled = EvaluationTest.class.getResourceAsStream("/demo/btcusdt_perp_20240808.jsonl.gz")) {
            Files.copy(bundled, recording);
        }
        final List<String> rows = evaluated(recording);
        assertEquals("time_ms,book_flow,ofi(1)", rows.getFirst());
        assertEquals(345, rows.size());
        assertEquals(List.of("98.723", "118.126", "-91.478"),
            List.of(cell(rows, 1_723_161_308_000L), cell(rows, 1_723_161_309_000L), cell(rows, 1_723_161_555_000L)));

        final Path journal = directory.resolve("journal");
        final Cli.Result imported = Cli.run(
            "import", recording.toString(), "--format", "binance-l2", "--symbol", "BTCUSDT", "--out", journal.toString());
        assertEquals(0, imported.exitCode(), imported.err());
        assertEquals(rows, evaluated(journal), "an imported journal says the same");
    }

    private List<String> evaluated(final Path data) throws IOException {
        final Path out = directory.resolve(data.getFileName() + ".csv");
        final Cli.Result result = Cli.run(
            "indicators", "eval", "--data", data.toString(), "--timeframe", "1s", "--spec", "book_flow,ofi(1)", "--out", out.toString());
        assertEquals(0, result.exitCode(), result.err());
        return Files.readAllLines(out);
    }

    private static String cell(final List<String> rows, final long timeMs) {
        return rows.stream().filter(row -> row.startsWith(timeMs + ",")).map(row -> row.split(",")[1]).findFirst().orElseThrow();
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
