package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.journal.JournalVerification;
import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code kill -9} at random moments, again and again: nothing that was finished is lost, and the session comes to the same end. */
@Execution(ExecutionMode.CONCURRENT)
class DemoCrashTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime());
    /** One beside the other: a start keeps one core busy. */
    private static final int LANES = 2;
    private static final int KILLS_A_LANE = 3 * Integer.getInteger("times", 1);
    /** How long after it has begun to write a process may be killed. */
    private static final int LATEST_KILL_MS = 600;
    private static final int LOOK_AGAIN_MS = 5;
    private static final int MOST_ATTEMPTS = 12;
    private static final int PATIENCE_MIN = 5;
    /** 150 market seconds after the warm-up, paced so that a kill rarely comes too late. */
    private static final String[] PACED = {"--speed", "15", "--seconds", "10"};
    private static final String[] UNPACED = {"--speed", "0", "--seconds", "150"};

    @TempDir
    private Path directory;
    private int startMs;
    private Map<String, String> undisturbed;

    /** What happened to some sessions. */
    private record Tally(int sessions, int killedInside) { }

    @Test
    void shouldGoOnAfterKillAndComeToTheSameEnd() throws Exception {
        final Path session = directory.resolve("undisturbed");
        final Path text = directory.resolve("undisturbed.txt");
        final long startNs = System.nanoTime();
        final Process whole = Cli.start(text, demo(session, true, UNPACED));
        awaitRecords(whole, session, 0);
        startMs = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        assertEquals(0, exitCode(whole), () -> read(text));
        undisturbed = Cli.run("replay", session.toString(), "--json").json();

        int sessions = 0;
        int killedInside = 0;
        try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
            final List<Callable<Tally>> work = IntStream.range(0, LANES).<Callable<Tally>>mapToObj(lane -> () -> killAgainAndAgain(lane)).toList();
            for (final Future<Tally> lane : lanes.invokeAll(work)) {
                sessions += lane.get().sessions;
                killedInside += lane.get().killedInside;
            }
        }
        System.out.printf("%d kills in %d sessions, %d of them while new records were written; a start takes %,d ms%n",
            LANES * KILLS_A_LANE, sessions, killedInside, startMs);
        assertTrue(killedInside >= Math.max(1, LANES * KILLS_A_LANE / 10), "only " + killedInside + " kills came while something was recorded: seed=" + SEED);
    }

    private Tally killAgainAndAgain(final int lane) throws IOException, InterruptedException {
        final Random random = new Random(SEED + lane);
        int kills = 0;
        int sessions = 0;
        int killedInside = 0;
        while (kills < KILLS_A_LANE) {
            final String name = "session-" + lane + "-" + sessions++;
            final Path session = directory.resolve(name);
            long inputs = 0;
            long outputs = 0;
            boolean hasEnded = false;
            for (int attempt = 0; !hasEnded; attempt++) {
                final Path text = directory.resolve(name + "-" + attempt + ".txt");
                final boolean isLast = kills >= KILLS_A_LANE || attempt >= MOST_ATTEMPTS;
                final int files = files(session);
                final Process child = Cli.start(text, demo(session, false, isLast ? UNPACED : PACED));
                final String label = "seed=" + SEED + " session=" + session + " attempt=" + attempt + ": ";
                hasEnded = isLast || hasEndedBeforeItsTime(child, session, files, random, (kills + lane) % 2 == 0);
                if (hasEnded) {
                    assertCameToTheSameEnd(child, text, label);
                } else {
                    child.destroyForcibly().waitFor();
                    kills++;
                    assertFoundWasTold(text, inputs, outputs);
                    final JournalVerification input = JournalVerification.verify(session.resolve("input"));
                    final JournalVerification output = JournalVerification.verify(session.resolve("output"));
                    assertNotEquals(Status.DAMAGED, input.status(), label + input);
                    assertNotEquals(Status.DAMAGED, output.status(), label + output);
                    assertTrue(input.records() >= inputs, label + input.records() + " inputs, before " + inputs);
                    assertTrue(output.records() >= outputs, label + output.records() + " outputs, before " + outputs);
                    killedInside += input.records() > inputs ? 1 : 0;
                    inputs = input.records();
                    outputs = output.records();
                }
            }
            assertReplays(session);
        }
        return new Tally(sessions, killedInside);
    }

    /** Lets a process live up to a random moment of its start, or of the time after it has begun to write; returns whether it ended before. */
    private boolean hasEndedBeforeItsTime(
        final Process child, final Path session, final int files, final Random random, final boolean isInItsStart) throws IOException, InterruptedException {
        if (isInItsStart) {
            return child.waitFor(random.nextInt(startMs), TimeUnit.MILLISECONDS);
        }
        awaitRecords(child, session, files);
        return child.waitFor(random.nextInt(LATEST_KILL_MS), TimeUnit.MILLISECONDS);
    }

    /** Waits until a process writes records where there were so many files before, or has ended. */
    private static void awaitRecords(final Process child, final Path session, final int files) throws IOException, InterruptedException {
        final long startNs = System.nanoTime();
        while (files(session) == files && !child.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() - startNs > TimeUnit.MINUTES.toNanos(PATIENCE_MIN)) {
                child.destroyForcibly().waitFor();
                throw new AssertionError("a session wrote nothing: seed=" + SEED);
            }
        }
    }

    /** Files of the input journal; each process begins one with its first record. */
    private static int files(final Path session) throws IOException {
        final Path input = session.resolve("input");
        if (!Files.exists(input)) {
            return 0;
        }
        // Names only: a temporary file may be gone before its attributes are read.
        int count = 0;
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(input, Files::isDirectory)) {
            for (final Path segment : segments) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(segment, "*.cq4")) {
                    for (final Path file : files) {
                        count++;
                    }
                }
            }
        }
        return count;
    }

    private void assertCameToTheSameEnd(final Process child, final Path text, final String label) throws InterruptedException {
        final int exitCode = exitCode(child);
        if (exitCode == 2 && read(text).contains("it holds a session that has ended")) {
            return;      // The last kill came after its end, before the process had replayed it.
        }
        assertEquals(0, exitCode, () -> label + read(text));
        assertTrue(read(text).contains(undisturbed.get("outputSha256")), () -> label + read(text));
        assertTrue(read(text).contains("identical to the byte"), () -> label + read(text));
    }

    private void assertReplays(final Path session) {
        final Cli.Result replay = Cli.run("replay", session.toString(), "--json");
        assertEquals(0, replay.exitCode(), replay.err());
        assertEquals(undisturbed.get("outputSha256"), replay.json().get("outputSha256"));
    }

    /** Where anything was found, the process says so before it goes on; a kill may come before it has. */
    private static void assertFoundWasTold(final Path text, final long inputs, final long outputs) throws IOException {
        final String said = Files.readString(text);
        if (inputs > 0 && said.contains("found:")) {
            assertTrue(said.contains(String.format(Locale.ROOT, "%,d records; output", inputs)), said + " expected " + inputs);
            assertTrue(said.contains(String.format(Locale.ROOT, "%,d records%n", outputs)), said + " expected " + outputs);
        }
    }

    private static int exitCode(final Process child) throws InterruptedException {
        if (!child.waitFor(PATIENCE_MIN, TimeUnit.MINUTES)) {
            child.destroyForcibly().waitFor();
            throw new AssertionError("a session did not end: seed=" + SEED);
        }
        return child.exitValue();
    }

    private static String[] demo(final Path session, final boolean json, final String... pace) {
        final String[] first = {"demo", "--no-wire", "--journal", session.toString(), json ? "--json" : "--set=topology.shards=1"};
        final String[] all = new String[first.length + pace.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(pace, 0, all, first.length, pace.length);
        return all;
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            return e.toString();
        }
    }
}
