package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The whole product over Kraken's protocol, on real sockets. */
@Isolated("The demo plays ten times as fast as the market was: where it does not get a core in time, its prices are too old and it latches.")
class WireDemoTest {

    /** Fifty seconds of the market less until the first fill than the demo has; at its speed, five seconds less of ours. */
    private static final String WARM_UP = "--set=session.warmup=10s";

    @TempDir
    private Path directory;

    @Test
    void shouldTradeOverTheWireAndReplayToTheByte() throws IOException {
        final Path journal = directory.resolve("session");
        final Cli.Result result = Cli.run("demo", "--wire", "--seconds", "8", WARM_UP, "--json", "--journal", journal.toString());

        assertEquals(0, result.exitCode(), () -> result.out() + result.err());
        final Map<String, String> json = result.json();
        assertEquals("true", json.get("replayIdentical"));
        assertEquals("true", json.get("stoodDown"));
        assertEquals("0", json.get("ordersLeftAtVenue"));
        assertEquals(json.get("position"), json.get("venuePosition"));
        assertTrue(Long.parseLong(json.get("orders")) > 0, json::toString);
        assertTrue(Long.parseLong(json.get("fills")) > 0, json::toString);
        assertEquals("null", json.get("whyNoFill"));
        shouldHoldNoSecret(journal, result);

        final Cli.Result replay = Cli.run("replay", journal.toString(), "--json");
        assertEquals(json.get("outputSha256"), replay.json().get("outputSha256"));
    }

    @Test
    void shouldGoOverTheWireAfterVirtualTimeUnlessToldNotTo() {
        final Path journal = directory.resolve("session");
        final Cli.Result result = Cli.run("demo", "--seconds", "2", WARM_UP, "--json", "--journal", journal.toString());

        assertEquals(0, result.exitCode(), () -> result.out() + result.err());
        assertEquals(directory.resolve("session-wire").toString(), result.json().get("wire.journal"));
        assertEquals("true", result.json().get("wire.replayIdentical"));
        assertEquals("0", result.json().get("wire.ordersLeftAtVenue"));
        final Cli.Result alone =
            Cli.run("demo", "--no-wire", "--seconds", "2", WARM_UP, "--json", "--journal", directory.resolve("alone").toString());
        assertFalse(alone.out().contains("\"wire\""), alone.out());
        assertEquals(result.json().get("outputSha256"), alone.json().get("outputSha256"), "virtual time is the same each time");
    }

    /** Not as it is, and not decoded. */
    private static void shouldHoldNoSecret(final Path journal, final Cli.Result result) throws IOException {
        for (final String secret : new String[] {SimulatedKey.SECRET, "guards nothing but simulated money"}) {
            assertFalse((result.out() + result.err()).contains(secret));
            try (Stream<Path> files = Files.walk(journal)) {
                for (final Path file : files.filter(Files::isRegularFile).toList()) {
                    assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret), file.toString());
                }
            }
        }
    }

    @Test
    void shouldNotGoOnWithALiveSessionAsIfItHadBeenRecorded() {
        final Path cutShort = directory.resolve("session");
        new SessionDirectory(cutShort).writeConfiguration(Settings.readResource("/demo/demo.yaml", Map.of()).canonicalText());

        final Cli.Result result = Cli.run("demo", "--journal", cutShort.toString());

        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.err().contains(cutShort + " holds a session that did not play a recording in virtual time"), result.err());
    }

    @Test
    void shouldWantAnEmptyDirectory() throws IOException {
        Files.writeString(directory.resolve("something"), "else");
        final Cli.Result result = Cli.run("demo", "--wire", "--journal", directory.toString());

        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertEquals("ringmaster: " + directory + " is occupied. Give an empty directory with --journal.", result.err().strip());
    }
}
