package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.session.Recording;
import io.ringmaster.cli.session.SimulatedKey;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The units of scripts/deploy/systemd, without systemd: their command lines and environments are run as they stand there. */
@Execution(ExecutionMode.CONCURRENT)
class DeployedUnitsTest {

    private static final Path UNITS = Cli.root().resolve("scripts/deploy/systemd");
    private static final String PROGRAM = "/opt/ringmaster/";
    private static final String LAUNCHER = PROGRAM + "ringmaster";
    private static final long LIMIT_NS = 300_000_000_000L;

    @TempDir
    private Path directory;
    private WireServer server;
    private Process session;

    /** The lines of a unit and of its drop-ins. */
    private record Unit(List<String> lines) {

        static Unit of(final String... names) {
            final List<String> lines = new ArrayList<>();
            for (final String name : names) {
                try {
                    lines.addAll(Files.readAllLines(UNITS.resolve(name)));
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return new Unit(lines);
        }

        List<String> values(final String key) {
            return lines.stream().filter(line -> line.startsWith(key + "=")).map(line -> line.substring(key.length() + 1)).toList();
        }

        /** A later assignment replaces an earlier one. */
        Map<String, String> environment() {
            final Map<String, String> environment = new TreeMap<>();
            for (final String line : values("Environment")) {
                for (final String assignment : line.split(" ")) {
                    environment.put(assignment.substring(0, assignment.indexOf('=')), assignment.substring(assignment.indexOf('=') + 1));
                }
            }
            return environment;
        }

        List<String> command(final String line, final Map<String, String> environment) {
            return Arrays.stream(line.replaceFirst("^-", "").split(" "))
                .map(word -> word.startsWith("${") ? environment.get(word.substring(2, word.length() - 1)) : word).toList();
        }
    }

    private static List<Path> services() throws IOException {
        try (Stream<Path> files = Files.list(UNITS)) {
            return files.filter(file -> file.toString().endsWith(".service")).sorted().toList();
        }
    }

    @Test
    void shouldRunCommandsThatExistWithOptionsThatTheyHave() throws IOException {
        int commands = 0;
        for (final Path file : services()) {
            final Unit unit = Unit.of(file.getFileName().toString());
            for (final String line : Stream.concat(unit.values("ExecStartPre").stream(), unit.values("ExecStart").stream()).toList()) {
                commands++;
                final List<String> words = unit.command(line, unit.environment());
                final Path program = Cli.root().resolve(words.getFirst().substring(PROGRAM.length()));
                assertTrue(Files.isExecutable(program), file + " runs " + program);
                final String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
                // A test of the arguments only: nothing runs.
                if (words.getFirst().equals(LAUNCHER)) {
                    assertDoesNotThrow(() -> Main.commandLine().parseArgs(arguments), () -> file + ": " + line);
                }
            }
        }
        assertTrue(commands >= 6, "commands=" + commands);
    }

    /** Says which checks were left out because a tool is missing; those that ran must pass. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldPassTheChecksOfTheScripts() throws IOException, InterruptedException {
        final Process check = new ProcessBuilder(Cli.root().resolve("scripts/deploy/check").toString()).redirectErrorStream(true)
            .redirectOutput(output().toFile()).start();

        assertTrue(check.waitFor(5, TimeUnit.MINUTES), () -> read(output()));
        assertEquals(0, check.exitValue(), () -> read(output()));
    }

    /** A unit that starts by itself must not turn a paper session into one with real money. */
    @Test
    void shouldTradeOnPaperUnlessTheDropInIsThere() {
        assertTrue(Unit.of("ringmaster-engine.service").environment().get("ENGINE_MODE").equals("--paper"));
        assertTrue(Unit.of("ringmaster-engine.service", "ringmaster-engine-live.conf").environment().get("ENGINE_MODE").equals("--live"));
        assertEquals(List.of("on-failure"), Unit.of("ringmaster-engine.service").values("Restart"));
    }

    /** The engine as deployed for real money, on the simulated venue: it starts, is killed, comes back observing, and stops in order. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldComeBackObservingAfterAKillAndStopInOrder() throws IOException, InterruptedException {
        openVenue();
        start();
        final Map<String, String> first = await(status -> status.get("reconciled").equals("true") && !status.get("mark").equals("0"));
        assertObserves(first);
        assertOnlyThePublisherIsBound();

        session.destroyForcibly().waitFor();
        start();

        final Map<String, String> back = await(status -> status.get("reconciled").equals("true"));
        assertObserves(back);
        assertTrue(Long.parseLong(back.get("sequence")) > Long.parseLong(first.get("sequence")), "it resumes the session: " + back);
        assertTrue(Files.readString(output()).contains("resuming the session in"), Files.readString(output()));
        session.destroy();
        assertTrue(session.waitFor(60, TimeUnit.SECONDS), "it stops within TimeoutStopSec");
        assertEquals(0, session.exitValue(), () -> read(output()));
        assertTrue(read(output()).contains("ended: no order left"), () -> read(output()));
        assertFalse(read(output()).contains(SimulatedKey.SECRET));
    }

    /** Metrics do not wait for the engine, end when they are told to, and come back after a kill. */
    @Test
    void shouldServeMetricsAgainAfterAKill() throws IOException, InterruptedException {
        final Unit unit = Unit.of("ringmaster-metrics.service");
        final Map<String, String> environment = unit.environment();
        environment.put("ENGINE_JOURNAL", directory.resolve("journal").toString());
        environment.put("METRICS_PORT", "0");
        final List<String> command = unit.command(unit.values("ExecStart").getFirst(), environment);
        final String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
        for (final boolean isKilled : new boolean[] {true, false}) {
            Files.deleteIfExists(output());
            session = Cli.start(output(), arguments);
            awaitOutput("http://127.0.0.1:");
            if (isKilled) {
                session.destroyForcibly().waitFor();
            }
        }
        session.destroy();

        assertTrue(session.waitFor(60, TimeUnit.SECONDS), "it stops");
        assertTrue(session.exitValue() == 0 || unit.values("SuccessExitStatus").contains(String.valueOf(session.exitValue())), () -> read(output()));
    }

    private void awaitOutput(final String text) {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (!read(output()).contains(text)) {
            assertTrue(session.isAlive() && System.nanoTime() < untilNs, () -> read(output()));
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void assertObserves(final Map<String, String> status) {
        assertEquals("false", status.get("armed"));
        assertTrue(status.get("state").startsWith("OBSERVING"), status::toString);
    }

    /** A thread inherits the core of the one that starts it: no other thread may have got the publisher's. */
    private void assertOnlyThePublisherIsBound() throws IOException {
        final List<String> everyThread = new ArrayList<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(session.pid()), "task"))) {
            threads.forEach(thread -> everyThread.add(read(thread.resolve("status")).lines().filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("gone")));
        }
        final String core = core();
        final long bound = everyThread.stream().filter(core::equals).count();
        assertTrue(Runtime.getRuntime().availableProcessors() == 1 || bound == 1, () -> bound + " threads are bound to core " + core + ": " + everyThread);
    }

    /** The last core that this process may use. */
    private static String core() {
        final String allowed = read(Path.of("/proc/self/status")).lines().filter(line -> line.startsWith("Cpus_allowed_list:"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElseThrow();
        return allowed.replaceFirst(".*[-,]", "");
    }

    private void start() throws IOException {
        final Unit unit = Unit.of("ringmaster-engine.service", "ringmaster-engine-live.conf");
        final Map<String, String> environment = unit.environment();
        // What engine.env says on a machine, and where systemd puts credentials.
        environment.put("ENGINE_CONFIG", directory.resolve("session.yaml").toString());
        environment.put("ENGINE_JOURNAL", directory.resolve("journal").toString());
        environment.put("CREDENTIALS_DIRECTORY", directory.toString());
        environment.put("RINGMASTER_TOPOLOGY_CORES", core());
        environment.put("RINGMASTER_TOPOLOGY_MODE", "compact");
        final List<String> command = unit.command(unit.values("ExecStart").getFirst(), environment);
        assertEquals(LAUNCHER, command.getFirst());
        session = Cli.start(output(), environment, command.subList(1, command.size()).toArray(String[]::new));
    }

    private Path output() {
        return directory.resolve("output");
    }

    private void openVenue() throws IOException {
        final Venue venue = new Venue(
            List.of(InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE / 10)), VenueSettings.defaults(),
            List.of(SimulatedKey.withCash(10_000 * FixedPoint.ONE)), false, 1, FaultSchedule.none(), System::currentTimeMillis);
        server = new WireServer(venue, Recording.bundled().open(), 1);
        final int port = server.start(0);
        Files.writeString(directory.resolve("kraken-futures"), SimulatedKey.SECRET);
        Files.writeString(directory.resolve("session.yaml"), """
            session: {initialCash: 10000, tick: 100ms}
            instruments: [{symbol: PF_XBTUSD, tick: 0.1, lot: 0.0001}]
            strategies: [{id: long, type: rule, timeframe: 1s, parameters: {long: close > 1}}]
            policy: {type: single, strategy: long}
            risk: {maxOrderQty: 0.05, maxOrderValue: 5000, maxPosition: 0.05, maxLeverage: 1, maxDailyLoss: 500, maxDrawdown: 0.1}
            kraken:
              rest: http://127.0.0.1:%1$d/derivatives
              feeds: ws://127.0.0.1:%1$d/ws/v1
              key: %2$s
              secret: credential:kraken-futures
              requests: {connectWithin: 10s, answerWithin: 20s, protectWithin: 20s}
            """.formatted(port, SimulatedKey.KEY));
    }

    private Map<String, String> await(final Predicate<Map<String, String>> condition) {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (true) {
            final Cli.Result result = Cli.run("ctl", "status", directory.resolve("journal").toString(), "--json");
            if (result.exitCode() == 0 && condition.test(result.json())) {
                return result.json();
            }
            assertTrue(session.isAlive() && System.nanoTime() < untilNs, () -> result.out() + result.err() + read(output()));
            LockSupport.parkNanos(50_000_000);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (session != null) {
            session.destroyForcibly().waitFor();
        }
        if (server != null) {
            server.close();
        }
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
