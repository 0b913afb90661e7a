package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.session.Recording;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.server.WireServer;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class RunCommandTest {

    /** Only something that hangs takes so long, on however slow a machine. */
    private static final long LIMIT_NS = 300_000_000_000L;

    @TempDir
    private Path directory;
    private Process session;

    /** A venue that shows the demo's market, as fast as it was. */
    private static WireServer venue() {
        final Venue venue = new Venue(
            List.of(InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE / 10)), VenueSettings.defaults(), List.of(), false, 1,
            FaultSchedule.none(), System::currentTimeMillis);
        return new WireServer(venue, Recording.bundled().open(), 1);
    }

    private static String[] arguments(final int port, final Path journal, final String warmCode) {
        return new String[] {
            "run", "--paper", "--warm-code", warmCode, "--config", Cli.root().resolve("examples/paper.yaml").toString(), "--journal", journal.toString(),
            "--set", "signals.folder=" + journal.resolveSibling("inbox"), "--set", "kraken.feeds=ws://127.0.0.1:" + port + "/ws/v1",
            "--set", "session.warmup=0s", "--set", "instruments.0.tick=0.1", "--set", "execution.style=aggressive", "--set", "policy.type=single",
            "--set", "policy.strategy=cross",
            "--set", "strategies=[{id: cross, type: rule, timeframe: 1s, parameters: {long: close > 1}}]"};
    }

    /** Runs until it holds a position and more was heard since, then ends it in order; what it printed. */
    private String runUntilItHolds(final int port, final Path journal, final Path output, final String warmCode)
        throws IOException, InterruptedException {
        session = Cli.start(output, arguments(port, journal, warmCode));
        final Map<String, String> held = await(journal, output, status -> Double.parseDouble(status.get("position")) > 0);
        final long later = Long.parseLong(held.get("sequence")) + 1_000;
        await(journal, output, status -> Long.parseLong(status.get("sequence")) > later && status.get("working").equals("1"));
        session.destroy();
        assertEquals(0, session.waitFor(), () -> read(output));
        return read(output);
    }

    private Map<String, String> await(final Path journal, final Path output, final Predicate<Map<String, String>> condition) {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (true) {
            final Cli.Result result = Cli.run("ctl", "status", journal.toString(), "--json");
            if (result.exitCode() == 0 && condition.test(result.json())) {
                return result.json();
            }
            assertTrue(session.isAlive() && System.nanoTime() < untilNs, () -> result.out() + result.err() + read(output));
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            return e.toString();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (session != null) {
            session.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldTradeALiveMarketOnPaperAndReplayToTheByte() throws IOException, InterruptedException {
        final Path journal = directory.resolve("paper");
        final Path inbox = Files.createDirectories(directory.resolve("inbox"));
        Files.writeString(inbox.resolve("1.jsonl"), "{\"source\":\"sentiment\",\"score\":-0.9,\"text\":\"everybody despairs\"}\n");
        try (WireServer server = venue()) {
            final String said = runUntilItHolds(server.start(0), journal, directory.resolve("output"), "0");

            assertTrue(said.contains("ended: no order left, position 0."), said);
            assertTrue(said.contains("signals from " + inbox + ": 1 taken"), said);
        }
        final Map<String, String> replay = Cli.run("replay", journal.toString(), "--json").json();
        assertEquals("true", replay.get("identical"), replay::toString);
        assertTrue(Long.parseLong(replay.get("events")) > 1_000, replay::toString);
    }

    /** With a warm-up of the code: a session that holds something protects it first. */
    @Test
    void shouldGoOnWithAPaperSessionAndItsPosition() throws IOException, InterruptedException {
        final Path journal = directory.resolve("paper");
        Files.createDirectories(directory.resolve("inbox"));
        try (WireServer server = venue()) {
            final int port = server.start(0);
            final String first = runUntilItHolds(port, journal, directory.resolve("first"), "0.5");
            final String position = first.replaceAll("(?s).*position ([0-9.]+) PF_XBTUSD.*", "$1");
            assertTrue(Double.parseDouble(position) > 0, first);

            final String second = runUntilItHolds(port, journal, directory.resolve("second"), "0.5");

            assertTrue(first.contains("warmed up the code with "), first);
            assertTrue(second.contains("resuming the session"), second);
            assertFalse(second.contains("warmed up the code"), second);
            assertTrue(second.contains("position " + position + " PF_XBTUSD"), second);
        }
        final Map<String, String> replay = Cli.run("replay", journal.toString(), "--json").json();
        assertEquals("true", replay.get("identical"), replay::toString);
    }

    /** Files of a second and a limit of a few of them: what an hour and a week do to a session of months. */
    @Test
    void shouldRemoveOldRecordsWhileItRunsAndGoOnAfterAKill() throws IOException, InterruptedException {
        final Path journal = directory.resolve("paper");
        final List<String> removing = new ArrayList<>(List.of(
            "--set", "journal.roll=secondly", "--set", "journal.keepBytes=1000000", "--set", "snapshots.everyEvents=1000"));
        try (WireServer server = venue()) {
            removing.addAll(0, List.of(arguments(server.start(0), journal, "0")));
            final String[] arguments = removing.toArray(String[]::new);
            session = Cli.start(directory.resolve("first"), arguments);
            final Map<String, String> held = await(
                journal, directory.resolve("first"),
                status -> Double.parseDouble(status.get("position")) > 0 && status.get("working").equals("1") && begins(journal) > 1);
            assertEquals(0, Cli.run("journal", "verify", journal.toString()).exitCode(), "while it is running");
            session.destroyForcibly().waitFor();
            final Map<String, String> killed = Cli.run("journal", "verify", journal.toString(), "--json").json();
            assertEquals("true", killed.get("ok"), killed::toString);
            final long begins = begins(journal);

            session = Cli.start(directory.resolve("second"), arguments);
            await(journal, directory.resolve("second"), status -> status.get("position").equals(held.get("position")) && begins(journal) > begins);
            session.destroy();
            assertEquals(0, session.waitFor(), () -> read(directory.resolve("second")));
            assertTrue(read(directory.resolve("second")).contains("resuming the session"), read(directory.resolve("second")));
            assertTrue(read(directory.resolve("second")).contains("retention removed inputs records "), read(directory.resolve("second")));
        }
        final Map<String, String> replay = Cli.run("replay", journal.toString(), "--json").json();
        assertEquals("true", replay.get("identical"), replay::toString);
        assertTrue(Long.parseLong(replay.get("startedBehind")) > 0, replay::toString);
        assertEquals(0, Cli.run("journal", "verify", journal.toString()).exitCode());
    }

    /** The record that the input journal begins with, by the note beside its anchor. */
    private static long begins(final Path journal) {
        try (Stream<Path> all = Files.list(journal)) {
            return all.map(file -> file.getFileName().toString()).filter(name -> name.matches("input[.]begins-[0-9]{19}"))
                .mapToLong(name -> Long.parseLong(name.substring("input.begins-".length())) + 1).max().orElse(1);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldNotRemoveRecordsWithoutSnapshotsToBeginAt() {
        final Path journal = directory.resolve("paper");
        final Cli.Result result = Cli.run(
            "run", "--paper", "--config", Cli.root().resolve("examples/paper.yaml").toString(), "--journal", journal.toString(),
            "--set", "journal.keepFor=7d", "--set", "snapshots.every=0s");
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.err().contains("set snapshots.every"), result.err());
        assertFalse(Files.exists(journal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "61", "NaN"})
    void shouldRefuseAWarmUpThatIsTooLong(final String seconds) {
        final Cli.Result result = Cli.run("run", "--paper", "--config", "c.yaml", "--warm-code", seconds);
        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.err().contains("--warm-code must be from 0 to 60: " + Double.valueOf(seconds)), result.err());
    }

    @Test
    void shouldNotDecideForItselfWhichOfTheTwo() {
        assertEquals(ExitCode.BAD_INPUT, Cli.run("run", "--config", "c.yaml").exitCode());
        assertEquals(ExitCode.BAD_INPUT, Cli.run("run", "--config", "c.yaml", "--paper", "--live").exitCode());
    }
}
