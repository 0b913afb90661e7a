package io.ringmaster.cli.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two monitors, processes of their own with a window each, tail a demo. One is stopped, the other killed: the demo's journals are as without them. */
class StoppedMonitorTest {

    /** Of the market, in both demos. */
    private static final int MARKET_SECONDS = 210;
    private static final int SECONDS = 14;
    private static final long DEADLINE_SECONDS = 120;

    @TempDir
    private Path directory;

    @Test
    void shouldChangeNothingInASessionWhenItIsStoppedOrKilled() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
        final Path alone = directory.resolve("alone");
        final Path watched = directory.resolve("watched");
        final CompletableFuture<Cli.Result> demo = CompletableFuture.supplyAsync(() -> demo(watched, MARKET_SECONDS / SECONDS, SECONDS));
        await("the journal began", () -> Files.isDirectory(watched.resolve("output")));
        final Process stopped = monitor(watched, "stopped");
        final Process killed = monitor(watched, "killed");
        try {
            await("both read the journal", () -> isReading(stopped, watched) && isReading(killed, watched));
            assertEquals(List.of(), writable(stopped, watched), "the monitor opened a file of the session for writing");
            assertEquals(0, new ProcessBuilder("kill", "-STOP", Long.toString(stopped.pid())).start().waitFor());
            killed.destroyForcibly().waitFor();
            assumeFalse(demo.isDone(), "the machine is too slow: the demo ended before both monitors read it");
            final Cli.Result after = demo.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertTrue(Files.readString(Path.of("/proc/" + stopped.pid() + "/status")).contains("T (stopped)"));

            final Cli.Result without = demo(alone, 0, MARKET_SECONDS);
            assertEquals(0, after.exitCode(), after.err());
            assertEquals("true", after.json().get("replayIdentical"));
            assertEquals(without.json().get("outputSha256"), after.json().get("outputSha256"));
            for (final String journal : List.of("input", "output")) {
                assertEquals(end(alone.resolve(journal)), end(watched.resolve(journal)), journal);
            }
        } finally {
            stopped.destroyForcibly();
            killed.destroyForcibly();
        }
    }

    private static Cli.Result demo(final Path journal, final int speed, final int seconds) {
        return Cli.run(
            "demo", "--json", "--no-wire", "--speed", Integer.toString(speed), "--seconds", Integer.toString(seconds), "--journal", journal.toString());
    }

    private Process monitor(final Path session, final String name) throws IOException {
        final String options = "-Dglass.platform=Headless -Dprism.order=sw -Duser.home=" + directory.resolve(name);
        return Cli.start(directory.resolve(name + ".txt"), Map.of("JDK_JAVA_OPTIONS", options, "DISPLAY", ":none"), "monitor", session.toString(), "--size", "900x700");
    }

    private interface Claim {
        boolean isTrue() throws IOException;
    }

    private static void await(final String what, final Claim claim) throws IOException {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!claim.isTrue()) {
            assertTrue(System.nanoTime() < deadlineNs, "after " + DEADLINE_SECONDS + " s it is not true that " + what);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Whether a process has mapped both journals. */
    private static boolean isReading(final Process process, final Path session) throws IOException {
        assertTrue(process.isAlive(), "the monitor has ended");
        final String maps = Files.readString(Path.of("/proc/" + process.pid() + "/maps"));
        return maps.contains(session.resolve("input").toString()) && maps.contains(session.resolve("output").toString());
    }

    /** Files of a session that a process has mapped or opened for more than reading. */
    private static List<String> writable(final Process process, final Path session) throws IOException {
        final Path of = Path.of("/proc/" + process.pid());
        final Stream<String> mapped = Files.readAllLines(of.resolve("maps")).stream()
            .filter(line -> line.contains(session + "/") && line.split(" ")[1].contains("w"));
        final Stream<String> opened = Stream.of(of.resolve("fd").toFile().list()).filter(number -> isOpenForWriting(of, number, session));
        return Stream.concat(mapped, opened).toList();
    }

    private static boolean isOpenForWriting(final Path process, final String number, final Path session) {
        try {
            return Files.readSymbolicLink(process.resolve("fd").resolve(number)).startsWith(session)
                && Files.readAllLines(process.resolve("fdinfo").resolve(number)).stream()
                .anyMatch(line -> line.startsWith("flags:") && (Integer.parseInt(line.substring("flags:".length()).trim(), 8) & 3) != 0);
        } catch (final IOException e) {
            return false;    // It was closed meanwhile.
        }
    }

    /** Number and chain value of the last record: they prove every byte before it. */
    private static String end(final Path journal) {
        try (JournalReader reader = JournalReader.openAtEnd(journal)) {
            return reader.sequence() + " " + Integer.toHexString(reader.chain());
        }
    }
}
