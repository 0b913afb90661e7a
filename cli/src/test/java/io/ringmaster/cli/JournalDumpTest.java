package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session's journals, in words. */
class JournalDumpTest {

    @TempDir
    private static Path directory;
    private static String session;

    @BeforeAll
    static void play() {
        session = directory.resolve("session").toString();
        final Cli.Result demo = Cli.run("demo", "--no-wire", "--speed", "0", "--seconds", "30", "--json", "--journal", session,
            "--set", "policy.type=single", "--set", "policy.strategy=cross",
            "--set", "strategies=[{id: other, type: ott, timeframe: 1s}, {id: cross, type: rule, timeframe: 1s, parameters: {long: close > 1}}]");
        assertEquals(0, demo.exitCode(), demo.err());
        assertFalse(demo.json().get("fills").equals("0"), demo.out());
    }

    private static List<String> dump(final String... options) {
        final String[] all = new String[options.length + 3];
        all[0] = "journal";
        all[1] = "dump";
        all[2] = session;
        System.arraycopy(options, 0, all, 3, options.length);
        final Cli.Result result = Cli.run(all);
        assertEquals(0, result.exitCode(), result.err());
        return result.out().lines().toList();
    }

    @Test
    void shouldWriteTimesInUtcDecimalNumbersAndNamesOfReasons() {
        final String start = dump("--type", "SessionStart").getFirst();
        assertTrue(start.startsWith("input 1 2024-08-08T23:54:15.088169167Z [SessionStart] seed=71 initialCash=10000 warmupEndTime=2024-08-08T23:55:15.088169167Z"),
            start);
        assertTrue(start.contains("tick=0.1") && start.contains("symbol=BTCUSDT"), start);
        final List<String> thoughts = dump("--type", "thought");
        assertTrue(thoughts.stream().anyMatch(line -> line.contains("code=OPENING") && line.contains("why=\"opens: holds 0, wants ")), thoughts::toString);
        final List<String> orders = dump("--type", "OrderIntent");
        assertTrue(orders.stream().allMatch(line -> line.contains("instrument=BTCUSDT") && !line.contains("E8=") && !line.contains("Ns=")
            && !line.contains("NULL") && !line.contains("-9223372036854775808")), orders::toString);
        assertTrue(dump("--type", "RiskVerdict").getFirst().contains("reason=PASSED"));
    }

    @Test
    void shouldShowOnlyWhatIsAskedFor() {
        final List<String> between = dump("--from", "2024-08-08T23:55:20Z", "--to", "2024-08-08T23:55:21Z");
        assertFalse(between.isEmpty());
        assertTrue(between.stream().allMatch(line -> line.contains(" 2024-08-08T23:55:20")), between::toString);
        final List<String> ofOne = dump("--strategy", "cross");
        assertFalse(ofOne.isEmpty());
        assertTrue(ofOne.stream().allMatch(line -> line.contains("strategy=cross")), ofOne::toString);
        assertTrue(dump().stream().filter(line -> line.contains(" strategy=cross")).toList().equals(ofOne), "every record about it, and no other");
    }

    @Test
    void shouldWriteOneJsonObjectALine() {
        final List<String> lines = dump("--type", "OrderIntent", "--json");

        final Map<String, String> first = new Cli.Result(0, lines.getFirst(), "").json();
        assertEquals("output", first.get("journal"));
        assertEquals("OrderIntent", first.get("type"));
        assertEquals("NEW", first.get("kind"));
        assertTrue(Double.parseDouble(first.get("qty")) > 0, first::toString);
        assertTrue(lines.getFirst().matches(".*\"qty\":[0-9].*"), "a number, not a text: " + lines.getFirst());
    }

    @Test
    void shouldNameWhatIsWrongWithAnOption() {
        for (final String[] wrong : new String[][] {{"--type", "Trades"}, {"--from", "today"}, {"--strategy", "nobody"}}) {
            final Cli.Result result = Cli.run("journal", "dump", session, wrong[0], wrong[1]);
            assertEquals(ExitCode.BAD_INPUT, result.exitCode());
            assertTrue(result.err().startsWith("ringmaster: " + wrong[0] + ' '), result.err());
            assertTrue(result.err().contains(wrong[1]), result.err());
        }
    }

    @Test
    void shouldStillWriteEveryRecordAsItIsEncoded() {
        final List<String> raw = dump("--raw");
        assertTrue(raw.getFirst().matches("1 [0-9a-f]{8} \\[SessionStart\\].*"), raw.getFirst());
        assertEquals(raw.size(), dump().size());
    }
}
