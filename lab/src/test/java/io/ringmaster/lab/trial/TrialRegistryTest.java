package io.ringmaster.lab.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.statistics.SharpeRatio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialRegistryTest {

    private static final long SEED = Long.getLong("seed", 31);
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    private Path directory;
    private Path file;
    private TrialRegistry registry;

    @BeforeEach
    void openInADirectoryThatDoesNotExist() {
        file = directory.resolve("results").resolve(TrialRegistry.FILE);
        registry = new TrialRegistry(file, InstantSource.fixed(NOW));
    }

    @Test
    void shouldReadWhatWasAdded() {
        final Trial first = trial("a", 0.05, "first \"run\", über\nzwei Zeilen");
        final Trial flat = trial("b", Double.NaN, "flat");
        registry.add(first);
        registry.add(flat);

        assertEquals(List.of(new RecordedTrial(first, NOW), new RecordedTrial(flat, NOW)), registry.read().trials());
        assertEquals(List.of(), registry.read().faults());
    }

    @Test
    void shouldCountTheSameTrialOnceAndAnotherResultAgain() {
        assertEquals(1, registry.add(trial("a", 0.05, "first")).trials());
        assertEquals(1, registry.add(trial("a", 0.05, "again")).trials(), "same configuration, data and result");
        assertEquals(2, registry.add(trial("b", 0.05, "another configuration")).trials());
        assertEquals(3, registry.add(trial("a", 0.06, "the program has changed")).trials());
        assertEquals(3, registry.read().different().size());
        assertEquals(4, registry.read().trials().size());
        assertEquals("again", registry.read().different().getFirst().trial().name());
    }

    @Test
    void shouldCountPeriodsOfAnotherLengthApart() {
        registry.add(trial("a", 0.05, "days"));
        final Trial rounds = new Trial(Trial.Kind.EVALUATE, identity("a"), Trial.ROUND, ratio(0.05), "rounds");

        assertEquals(1, registry.add(rounds).trials());
    }

    @Test
    void shouldCountWithoutRecording() {
        registry.add(trial("a", 0.05, "first"));

        assertEquals(2, registry.countWith(List.of(trial("b", 0.06, "second"), trial("b", 0.06, "again"))).trials());
        assertEquals(1, registry.countWith(List.of(trial("a", 0.05, "first"))).trials());
        assertEquals(1, registry.read().trials().size());
    }

    /** Variance of 1, 2, …, 10 is 55/6. */
    @Test
    void shouldGiveTheVarianceOfTheRatiosOfLongTrials() {
        TrialCount count = TrialCount.ONE;
        for (int i = 1; i <= 10; i++) {
            count = registry.add(trial("c" + i, i, "trial " + i));
        }
        assertEquals(55 / 6.0, count.varianceFor(ratio(1)), 1e-12);

        final Trial shorter = new Trial(Trial.Kind.BACKTEST, identity("short"), Trial.DAILY, new SharpeRatio(1_000, 29, 0, 3), "short");
        final TrialCount more = registry.add(shorter);
        assertEquals(11, more.trials(), "it counts");
        assertEquals(55 / 6.0, more.varianceFor(ratio(1)), 1e-12, "but says nothing about the variance");
    }

    @Test
    void shouldNotTrustTheVarianceOfAFew() {
        registry.add(trial("a", 0.05, "first"));
        final TrialCount count = registry.add(trial("b", 0.05, "much like it"));

        assertEquals(1.0 / 364, count.varianceFor(ratio(0.05)), 1e-12);
        assertTrue(ratio(0.05).deflated(count.trials(), count.varianceFor(ratio(0.05))) < ratio(0.05).probabilistic(0) - 0.1);
    }

    /** At every place where a process can die. */
    @Test
    void shouldLoseOnlyTheUnfinishedLine() throws IOException {
        registry.add(trial("a", 0.05, "first"));
        final long finished = Files.size(file);
        registry.add(trial("b", 0.06, "second"));
        final byte[] whole = Files.readAllBytes(file);
        for (int size = (int) finished; size < whole.length - 1; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            final TrialRegistry.Contents torn = registry.read();

            assertEquals(1, torn.trials().size(), "cut at " + size);
            assertEquals(size == finished ? List.of() : List.of(file
                + ", line 2 is unfinished: a process died while it wrote. The next trial replaces it; all others stay."), torn.faults());
            assertEquals(2, registry.add(trial("c", 0.07, "third")).trials());
            assertEquals(List.of("first", "third"), registry.read().trials().stream().map(each -> each.trial().name()).toList());
            assertEquals(List.of(), registry.read().faults());
        }
    }

    @Test
    void shouldKeepALastTrialWhoseLineHasNoEnd() throws IOException {
        registry.add(trial("a", 0.05, "first"));
        final byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        assertEquals(2, registry.add(trial("b", 0.06, "second")).trials());
        assertEquals(List.of("first", "second"), registry.read().trials().stream().map(each -> each.trial().name()).toList());
        assertEquals(List.of(), registry.read().faults());
    }

    @Test
    void shouldLeaveAFileOfSomethingElseAlone() throws IOException {
        for (final String text : List.of("# Notes\nlast line", "last line", "{\"a\":1}\n")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
            final InvalidInputException refused = assertThrows(InvalidInputException.class, () -> registry.add(trial("a", 0.05, "first")));

            assertEquals("The registry of trials, " + file + ", cannot be written: it holds other lines than trials. Give another file with --registry, or"
                + " do not record this trial with --no-trial.", refused.getMessage());
            assertEquals(text, Files.readString(file));
        }
    }

    @Test
    void shouldReportADamagedLineAndCountIt() throws IOException {
        for (final String name : List.of("first", "second", "third")) {
            registry.add(trial(name, 0.05, name));
        }
        final byte[] whole = Files.readAllBytes(file);
        final int lineLength = Files.readAllLines(file).getFirst().length() + 1;
        final Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            final byte[] damaged = whole.clone();
            final int place = lineLength + random.nextInt(lineLength - 1);
            damaged[place] = (byte) (damaged[place] ^ 1 << random.nextInt(7));
            if (damaged[place] == '\n') {
                continue;
            }
            Files.write(file, damaged);
            final TrialRegistry.Contents contents = registry.read();

            assertEquals(List.of("first", "third"), contents.trials().stream().map(each -> each.trial().name()).toList(), "seed " + SEED);
            assertEquals(List.of(file + ", line 2 is damaged. It counts as a trial whose result is lost. Restore it from a copy if you have one."),
                contents.faults());
            assertEquals(3, contents.count(Trial.DAILY).trials());
        }
    }

    /** Threads of this process, and a process of its own. */
    @Test
    void shouldLoseNothingOfManyWritersAtOnce() throws IOException, InterruptedException {
        final Path said = directory.resolve("said.txt");
        final Process other = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            AddTrials.class.getName(), file.toString(), "50").redirectErrorStream(true).redirectOutput(said.toFile()).start();
        final List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            final String name = "thread " + thread;
            threads.add(Thread.ofPlatform().start(() -> AddTrials.add(file, name, 25)));
        }
        for (final Thread thread : threads) {
            thread.join();
        }
        assertTrue(other.waitFor(1, TimeUnit.MINUTES));

        assertEquals(0, other.exitValue(), Files.readString(said));
        assertEquals(List.of(), registry.read().faults());
        assertEquals(150, registry.read().different().size());
    }

    /** A writer in a process of its own. */
    static final class AddTrials {

        private AddTrials() {
        }

        public static void main(final String[] arguments) {
            add(Path.of(arguments[0]), "process", Integer.parseInt(arguments[1]));
        }

        private static void add(final Path file, final String name, final int times) {
            final TrialRegistry registry = new TrialRegistry(file, InstantSource.fixed(NOW));
            IntStream.range(0, times).forEach(i -> registry.add(trial(name + i, 0.05, name)));
        }
    }

    @Test
    void shouldRefuseAPlaceThatCannotBeWritten() throws IOException {
        final Path blocked = Files.writeString(directory.resolve("blocked"), "");
        final TrialRegistry inAFile = new TrialRegistry(blocked.resolve(TrialRegistry.FILE), InstantSource.fixed(NOW));

        assertEquals("The registry of trials, " + blocked.resolve(TrialRegistry.FILE) + ", cannot be written: " + blocked + " is not a directory."
            + " Give another file with --registry, or do not record this trial with --no-trial.",
            assertThrows(InvalidInputException.class, inAFile::requireWritable).getMessage());
        registry.requireWritable();
        assertFalse(Files.exists(file), "the check writes nothing");
    }

    @Test
    void shouldReadNothingFromAFileOfSomethingElse() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "a,b\n1,2\n", StandardOpenOption.CREATE);

        assertEquals(2, registry.read().damaged());
        assertEquals(0, registry.read().trials().size());
    }

    private static Trial trial(final String config, final double sharpe, final String name) {
        return new Trial(Trial.Kind.BACKTEST, identity(config), Trial.DAILY, ratio(sharpe), name);
    }

    private static Trial.Identity identity(final String config) {
        return new Trial.Identity(config, "d".repeat(64), "2017-01-01T00:00:00Z", "2018-01-01T00:00:00Z");
    }

    private static SharpeRatio ratio(final double value) {
        return Double.isNaN(value) ? new SharpeRatio(value, 365, value, value) : new SharpeRatio(value, 365, -0.5, 7);
    }
}
