package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.session.DemoSession;
import io.ringmaster.cli.session.SessionView;
import io.ringmaster.cli.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake a person makes gets one clear sentence, exit code 2, and harms nothing. */
class BadInputTest {

    private static final String HEADER = "time_ms,open,high,low,close,volume\n";
    private static final String GOOD = "1483228800000,966.61,966.61,966.61,966.61,1.65\n1483228860000,966.62,966.63,966.62,966.63,1.66\n";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1483228920000,967.05,967.06,967.05,967.06          | it has 5 columns, expected 6: time_ms,open,high,low,close,volume; fix or remove the line
        1483228920000,967.05,967.06,x967.05,967.06,1       | column 'low' is not a decimal number of at most 8 places: 'x967.05'; fix or remove the line
        1483228920000,967.05,967.06,-967.05,967.06,1       | column 'low' must be positive: -967.05; fix or remove the line
        1483228920000,0,967.06,967.05,967.06,1             | column 'open' must be positive: 0; fix or remove the line
        1483228920000,967.05,967.06,967.05,967.06,-1       | volume must not be negative: -1
        1483228920000,967.05,967,967.05,967.06,1           | open 967.05 and close 967.06 must lie between low 967.05 and high 967
        1483228920000,967.051234567,967.06,967.05,967.06,1 | column 'open' is not a decimal number of at most 8 places: '967.051234567'; fix or remove the line
        1483228860000,967.05,967.06,967.05,967.06,1        | time_ms 1483228860000 repeats; sort the file by time and remove repeated bars
        1483228800000,967.05,967.06,967.05,967.06,1        | time_ms 1483228800000 goes back, the bar before has 1483228860000; sort the file by time and remove repeated bars
        soon,967.05,967.06,967.05,967.06,1                 | column 'time_ms' is not a time in UTC milliseconds: 'soon'; fix or remove the line
        """)
    void shouldNameLineAndColumnOfABadBar(final String row, final String message) throws IOException {
        final Path data = Files.writeString(directory.resolve("bars.csv"), HEADER + GOOD + row + "\n");

        assertRefused(data + " line 4: " + message, backtest(data, directory.resolve("out")));
        assertFalse(Files.exists(directory.resolve("out")), "a backtest that failed left something that looks like a result");
        final Cli.Result imported = Cli.run(
            "import", data.toString(), "--format", "ohlcv", "--symbol", "X", "--out", directory.resolve("journal").toString());
        assertRefused(data + " line 4: " + message, imported);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void shouldNameAMissingFile() {
        final Path missing = directory.resolve("none.csv");

        assertRefused(missing + " does not exist. Give the path of a recorded market with --data.", backtest(missing, directory.resolve("out")));
        assertRefused(missing + " does not exist. Give the path of a recording with --data.",
            Cli.run("demo", "--data", missing.toString(), "--journal", directory.resolve("j").toString()));
        assertRefused(missing + " does not exist. Give the path of a configuration file.",
            Cli.run("backtest", "--data", missing.toString(), "--config", missing.toString(), "--out", directory.resolve("o").toString()));
        assertRefused(missing + " does not exist. Give the directory of a journal.", Cli.run("replay", missing.toString()));
        assertRefused(missing + " does not exist. Give the directory of a session or of one of its journals.",
            Cli.run("journal", "verify", missing.toString()));
    }

    @Test
    void shouldNameEveryUnknownKeyAtOnce() throws IOException {
        final Path config = Files.writeString(directory.resolve("c.yaml"),
            "instruments:\n  - symbol: X\nstrategies: []\nrisk:\n  maxOrderQuantity: 5\npolicy:\n  kind: single\n");
        final Cli.Result result = Cli.run(
            "backtest", "--data", "x.csv", "--config", config.toString(), "--out", directory.resolve("out").toString());

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains(config + " line 5: key 'risk.maxOrderQuantity'"), result.err());
        assertTrue(result.err().contains("maxOrderQty"), "the right spelling is offered: " + result.err());
        assertTrue(result.err().contains(config + " line 7: key 'policy.kind'"), result.err());
    }

    @Test
    void shouldNameAnUnknownStrategyTypeAndParameter() throws IOException {
        final Path config = Files.writeString(directory.resolve("c.yaml"),
            "instruments:\n  - symbol: X\nstrategies:\n  - {id: a, type: moonshot}\n  - {id: b, type: supertrend, parameters: {k9: 1}}\n");
        final Cli.Result result = Cli.run(
            "backtest", "--data", "x.csv", "--config", config.toString(), "--out", directory.resolve("out").toString());

        assertEquals(2, result.exitCode(), result.err());
        assertTrue(result.err().contains("moonshot"), result.err());
        assertTrue(result.err().contains("k9"), result.err());
    }

    @Test
    void shouldRefuseAnOccupiedDirectoryAndLeaveItAsItIs() throws IOException {
        final Path foreign = Files.createDirectory(directory.resolve("mine"));
        Files.writeString(foreign.resolve("diary.txt"), "dear diary");
        final Path data = Files.writeString(directory.resolve("bars.csv"), HEADER + GOOD);
        final Map<Path, byte[]> before = contents(foreign);

        assertRefused(foreign + " is occupied: it is not empty and holds no session. Give another directory with --journal.",
            Cli.run("demo", "--journal", foreign.toString()));
        assertRefused(foreign + " is occupied: it is not empty. Give another directory with --out.", backtest(data, foreign));
        assertRefused(foreign + " is occupied: it is not empty. Give another directory with --out.",
            Cli.run("import", data.toString(), "--format", "ohlcv", "--symbol", "X", "--out", foreign.toString()));
        assertSameContents(before, contents(foreign));
    }

    @Test
    void shouldRefuseToWriteOverASessionThatHasEnded() throws IOException {
        final Path session = directory.resolve("session");
        Cli.run("demo", "--json", "--speed", "0", "--seconds", "5", "--journal", session.toString());
        final Map<Path, byte[]> before = contents(session);

        assertRefused(session + " is occupied: it holds a session that has ended. Give another directory with --journal, or replay this one "
            + "with 'ringmaster replay " + session + "'.", Cli.run("demo", "--journal", session.toString()));
        assertSameContents(before, contents(session));
    }

    /** A session whose process died just after it began. */
    @Test
    void shouldRefuseOtherSettingsForAnUnfinishedDemo() throws IOException {
        final Path session = directory.resolve("session");
        new DemoSession(
            Settings.readResource("/demo/demo.yaml", Map.of("policy.maxExposure", "0.5")), new DemoSession.Play(null, 5, 0), DemoSession.Asked.ALL,
            session, SessionView.none());
        final Map<Path, byte[]> before = contents(session);
        final String leaveOut = "\nLeave out --set, --config, --data and --seconds to resume it as it is, or give another directory with --journal.";
        final String[] same = {"demo", "--no-wire", "--json", "--speed", "0", "--journal", session.toString()};

        assertRefused(session + " holds an unfinished session of another configuration:\n  policy.maxExposure: 0.5 -> 0.25" + leaveOut,
            Cli.run(with(same, "--set", "policy.maxExposure=0.25")));
        assertRefused(session + " holds an unfinished session of another configuration:\n  recording.length: 65s -> 66s" + leaveOut,
            Cli.run(with(same, "--seconds", "6")));
        assertSameContents(before, contents(session));

        final Cli.Result resumed = Cli.run(with(same, "--set", "policy.maxExposure=0.5", "--topology", "spread"));
        assertEquals(0, resumed.exitCode(), resumed.err());
        assertTrue(Files.readString(session.resolve("session.yaml")).contains("maxExposure: 0.5"));
    }

    private static String[] with(final String[] arguments, final String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void shouldNameALineThatGoesBackInTimeInARecording() throws IOException {
        final Path data = Files.writeString(directory.resolve("l2.jsonl"), """
            1723161256000000000 {"data":{"e":"trade","s":"BTCUSDT","T":1723161255999,"t":1,"p":"61800.1","q":"0.5","m":true}}
            1723161255000000000 {"data":{"e":"trade","s":"BTCUSDT","T":1723161254999,"t":2,"p":"61800.1","q":"0.5","m":true}}
            """);

        assertRefused(data + " line 2: receive time 1723161255000000000 goes back, the line before has 1723161256000000000; sort the file by it",
            Cli.run("import", data.toString(), "--format", "binance-l2", "--symbol", "X", "--out", directory.resolve("j").toString()));
    }

    @Test
    void shouldNameABadOption() {
        assertRefused("unknown format 'csv'. Give one of ohlcv, binance-l2, kraken-futures-ws, lean.",
            Cli.run("import", "x", "--format", "csv", "--symbol", "X", "--out", directory.resolve("j").toString()));
        assertRefused("--seconds must be positive: 0", Cli.run("demo", "--seconds", "0"));
        assertEquals(2, Cli.run("demo", "--topology", "sideways").exitCode());
        assertEquals(2, Cli.run("dance").exitCode());
        assertEquals(2, Cli.run().exitCode());
    }

    private Cli.Result backtest(final Path data, final Path out) {
        return Cli.run("backtest", "--data", data.toString(), "--config", Cli.root().resolve("examples/backtest.yaml").toString(),
            "--out", out.toString());
    }

    private static void assertRefused(final String message, final Cli.Result result) {
        assertEquals("ringmaster: " + message + "\n", result.err());
        assertEquals(2, result.exitCode());
    }

    private static Map<Path, byte[]> contents(final Path root) throws IOException {
        final Map<Path, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static void assertSameContents(final Map<Path, byte[]> before, final Map<Path, byte[]> after) {
        assertEquals(before.keySet(), after.keySet());
        before.forEach((file, bytes) -> assertTrue(Arrays.equals(bytes, after.get(file)), file + " was changed"));
    }
}
