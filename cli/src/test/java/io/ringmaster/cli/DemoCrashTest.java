package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.JournalVerification;
import io.ringmaster.journal.JournalVerification.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments, again and again: nothing that was finished is lost, and the session comes to the same end. */
class DemoCrashTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int KILLS = 50 * Integer.getInteger("times", 1);
    /** How long after the end of a start a kill may come. */
    private static final int LATEST_KILL_MS = 1_000;
    /** 150 market seconds after the warm-up, paced so that a kill rarely comes too late. */
    private static final String[] PACED = {"--speed", "15", "--seconds", "10"};
    private static final String[] UNPACED = {"--speed", "0", "--seconds", "150"};

    @TempDir
    private Path directory;

    @Test
    void shouldGoOnAfterKillAndComeToTheSameEnd() throws IOException, InterruptedException {
        final long startNs = System.nanoTime();
        final Path first = directory.resolve("undisturbed.txt");
        assertEquals(0, exitCode(Cli.start(first, demo(directory.resolve("undisturbed"), true, UNPACED))), () -> read(first));
        // A whole unpaced session, so a kill comes anywhere from the first instruction on to well inside of a paced one.
        final int latestKillMs = LATEST_KILL_MS + (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        final Map<String, String> undisturbed = Cli.run("replay", directory.resolve("undisturbed").toString(), "--json").json();
        final Random random = new Random(SEED);
        int kills = 0;
        int sessions = 0;
        int killedInside = 0;
        while (kills < KILLS) {
            final Path session = directory.resolve("session-" + sessions++);
            long inputs = 0;
            long outputs = 0;
            for (int attempt = 0; ; attempt++) {
                final Path text = directory.resolve("output-" + sessions + "-" + attempt + ".txt");
                final boolean isLast = kills >= KILLS || attempt >= 12;
                final Process child = Cli.start(text, demo(session, false, isLast ? UNPACED : PACED));
                final String label = "seed=" + SEED + " session=" + session + " attempt=" + attempt + ": " + Files.readString(text);
                if (!isLast && !child.waitFor(random.nextInt(latestKillMs), TimeUnit.MILLISECONDS)) {
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
                } else {
                    final int exitCode = exitCode(child);
                    if (exitCode == 2 && read(text).contains("it holds a session that has ended")) {
                        break;      // The last kill came after its end, before the process had replayed it.
                    }
                    assertEquals(0, exitCode, () -> label + read(text));
                    assertTrue(read(text).contains(undisturbed.get("outputSha256")), () -> label + read(text));
                    assertTrue(read(text).contains("identical to the byte"), () -> label + read(text));
                    break;
                }
            }
            final Cli.Result replay = Cli.run("replay", session.toString(), "--json");
            assertEquals(0, replay.exitCode(), replay.err());
            assertEquals(undisturbed.get("outputSha256"), replay.json().get("outputSha256"));
        }
        System.out.printf("%d kills in %d sessions, %d of them while new records were written%n", kills, sessions, killedInside);
        assertTrue(killedInside >= KILLS / 10, "only " + killedInside + " kills came while something was recorded: seed=" + SEED);
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
        if (!child.waitFor(5, TimeUnit.MINUTES)) {
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
