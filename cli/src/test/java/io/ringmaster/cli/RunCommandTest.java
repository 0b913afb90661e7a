package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.server.WireServer;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    @TempDir
    private Path directory;

    /** A venue that shows the demo's market, as fast as it was. */
    private static WireServer venue() {
        final Venue venue = new Venue(
            List.of(InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE / 10)), VenueSettings.defaults(), List.of(), false, 1,
            FaultSchedule.none(), System::currentTimeMillis);
        return new WireServer(venue, Recording.bundled().open(), 1);
    }

    private static String[] arguments(final int port, final Path journal) {
        return new String[] {
            "run", "--paper", "--config", Cli.root().resolve("examples/paper.yaml").toString(), "--journal", journal.toString(),
            "--seconds", "6", "--set", "signals.folder=" + journal.resolveSibling("inbox"), "--set", "kraken.feeds=ws://127.0.0.1:" + port + "/ws/v1", "--set", "session.warmup=0s",
            "--set", "instruments.0.tick=0.1", "--set", "execution.style=aggressive", "--set", "policy.type=single", "--set", "policy.strategy=cross",
            "--set", "strategies=[{id: cross, type: rule, timeframe: 1s, parameters: {long: close > 1}}]"};
    }

    @Test
    void shouldTradeALiveMarketOnPaperAndReplayToTheByte() throws IOException {
        final Path journal = directory.resolve("paper");
        final Path inbox = Files.createDirectories(directory.resolve("inbox"));
        Files.writeString(inbox.resolve("1.jsonl"), "{\"source\":\"sentiment\",\"score\":-0.9,\"text\":\"everybody despairs\"}\n");
        try (WireServer server = venue()) {
            final Cli.Result result = Cli.run(arguments(server.start(0), journal));

            assertEquals(0, result.exitCode(), () -> result.out() + result.err());
            assertTrue(result.out().contains("ended: no order left, position 0."), result.out());
            assertTrue(result.out().contains("signals from " + inbox + ": 1 taken"), result.out());
        }
        final Map<String, String> replay = Cli.run("replay", journal.toString(), "--json").json();
        assertEquals("true", replay.get("identical"), replay::toString);
        assertTrue(Long.parseLong(replay.get("events")) > 1_000, replay::toString);
    }

    @Test
    void shouldGoOnWithAPaperSessionAndItsPosition() throws IOException {
        final Path journal = directory.resolve("paper");
        Files.createDirectories(directory.resolve("inbox"));
        try (WireServer server = venue()) {
            final String[] arguments = arguments(server.start(0), journal);
            final Cli.Result first = Cli.run(arguments);
            assertEquals(0, first.exitCode(), () -> first.out() + first.err());
            final String position = first.out().replaceAll("(?s).*position ([0-9.]+) PF_XBTUSD.*", "$1");
            assertTrue(Double.parseDouble(position) > 0, first.out());

            final Cli.Result second = Cli.run(arguments);

            assertEquals(0, second.exitCode(), () -> second.out() + second.err());
            assertTrue(second.out().contains("going on with the session"), second.out());
            assertTrue(second.out().contains("position " + position + " PF_XBTUSD"), second.out());
        }
        final Map<String, String> replay = Cli.run("replay", journal.toString(), "--json").json();
        assertEquals("true", replay.get("identical"), replay::toString);
    }

    @Test
    void shouldNotDecideForItselfWhichOfTheTwo() {
        assertEquals(ExitCode.BAD_INPUT, Cli.run("run", "--config", "c.yaml").exitCode());
        assertEquals(ExitCode.BAD_INPUT, Cli.run("run", "--config", "c.yaml", "--paper", "--live").exitCode());
    }
}
