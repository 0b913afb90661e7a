package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.lab.trial.RecordedTrial;
import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code train} that is interrupted and resumed, and with several seeds. */
@Execution(ExecutionMode.CONCURRENT)
class TrainResumeTest {

    private static final int BARS = 900;
    private static final List<String> RESULTS = List.of(
        "model.onnx", "model.golden.csv", "curve.csv", "curve.html", "observations.csv", "contract.json", "metadata.json", "backtests/validation/steps.csv",
        "backtests/test/metrics.json");

    @TempDir
    private Path directory;
    private Path data;
    private Path config;

    @BeforeEach
    void writeFiles() throws IOException {
        data = TrainingFiles.bars(directory, 43, BARS);
        config = TrainingFiles.config(directory, "file: later.onnx, maxUnknown: 4096, head: adjust");
    }

    private String[] arguments(final String out, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of(
            "train", "--data", data.toString(), "--config", config.toString(), "--out", directory.resolve(out).toString(), "--to", "2020-01-01T12:00:00Z"));
        for (final String setting : List.of(
            "hidden=[8]", "environments=2", "episodeDecisions=60", "leastEpisodeDecisions=30", "starts=4", "validations=2", "updateDecisions=64",
            "epochs=2", "checkpointDecisions=64")) {
            arguments.addAll(List.of("--set", "training." + setting));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private void assertSameResults(final String expected, final String found) throws IOException {
        for (final String file : RESULTS) {
            assertArrayEquals(
                Files.readAllBytes(directory.resolve(expected).resolve(file)), Files.readAllBytes(directory.resolve(found).resolve(file)), file);
        }
    }

    private static void await(final Process process, final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertTrue(process.isAlive(), "the process ended before it could be killed");
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** @return decisions of the newest checkpoint; 0 without one */
    private long newestCheckpoint(final String run) {
        final Path checkpoints = directory.resolve(run).resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".checkpoint"))
                .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.')))).max().orElse(0);
        } catch (final IOException e) {
            // A file was replaced while they were listed.
            return 0;
        }
    }

    @Test
    void shouldGiveTheSameBytesHoweverOftenItIsKilled() throws IOException, InterruptedException {
        final String[] long640 = {"--set", "training.decisions=640"};
        final Cli.Result whole = Cli.run(arguments("whole", long640));
        assertEquals(0, whole.exitCode(), whole.err());

        final Path output = directory.resolve("output.txt");
        final Path killed = directory.resolve("killed");
        final Process first = Cli.start(output, arguments("killed", long640));
        await(first, () -> Files.exists(killed.resolve("resume.json")));
        first.destroyForcibly().waitFor();
        final Process second = Cli.start(output, "train", "--resume", killed.toString());
        await(second, () -> newestCheckpoint("killed") >= 128);
        second.destroyForcibly().waitFor();
        final long reached = newestCheckpoint("killed");
        final Process third = Cli.start(output, "train", "--resume", killed.toString());
        await(third, () -> newestCheckpoint("killed") > reached);
        // As Ctrl-C does, this lets it end in order.
        third.destroy();
        assertTrue(third.waitFor(2, TimeUnit.MINUTES));
        final String said = Files.readString(output);
        assertTrue(said.contains("stopped. Continue with: ./ringmaster train --resume " + killed), said);
        assertFalse(Files.exists(killed.resolve("metadata.json")));

        final Cli.Result resumed = Cli.run("train", "--resume", killed.toString(), "--set", "training.threads=2");
        assertEquals(0, resumed.exitCode(), resumed.err());
        assertTrue(resumed.out().contains("resumed after "), resumed.out());
        assertSameResults("whole", "killed");
        assertFalse(Files.exists(killed.resolve("checkpoints")));
        assertRefused(Cli.run("train", "--resume", killed.toString()), "is finished. Begin another training with --out.");
    }

    @Test
    void shouldRefuseToResumeWithOtherDataSettingsOrBuild() throws IOException {
        final Cli.Result trained = Cli.run(arguments("run", "--json", "--set", "training.decisions=128"));
        assertEquals(0, trained.exitCode(), trained.err());
        final Path run = directory.resolve("run");
        Files.delete(run.resolve("metadata.json"));

        assertRefused(Cli.run("train", "--resume", directory.toString()), "holds no training that can be resumed: resume.json is missing.");
        assertRefused(Cli.run("train", "--resume", run.toString(), "--set", "training.seed=2"), "--resume keeps everything that the training began with.");
        assertRefused(Cli.run("train", "--resume", run.toString(), "--out", "x"), "--resume keeps everything that the training began with.");
        assertRefusedWith(run, "session.yaml", "maxOrderQty: 10", "maxOrderQty: 9", "session.yaml is not what the training began with.");
        assertRefusedWith(run, "training.yaml", "epochs: 2", "epochs: 3", "training.yaml is not what the training began with.");
        assertRefusedWith(run, "resume.json", "\"build\":\"", "\"build\":\"9.9+", "was begun by the build 9.9+");
        assertRefusedWith(directory, "bars.csv", ",20000,", ",20001,", "holds another market than the one that");
        final Path moved = Files.move(data, directory.resolve("moved.csv"));
        assertRefused(Cli.run("train", "--resume", run.toString()), "Give their place with --data.");
        final Cli.Result resumed = Cli.run("train", "--json", "--resume", run.toString(), "--data", moved.toString());
        assertEquals(0, resumed.exitCode(), resumed.err());
        assertEquals(trained.json().get("modelSha256"), resumed.json().get("modelSha256"));
        // The same training is one trial, and its test another.
        assertEquals(2, trials().size(), trials()::toString);
    }

    /** Changes a file, and brings it back. */
    private void assertRefusedWith(final Path place, final String file, final String from, final String to, final String sentence) throws IOException {
        final String before = Files.readString(place.resolve(file));
        assertTrue(before.contains(from), before);
        Files.writeString(place.resolve(file), before.replaceFirst(Pattern.quote(from), to));
        assertRefused(Cli.run("train", "--resume", directory.resolve("run").toString()), sentence);
        Files.writeString(place.resolve(file), before);
    }

    private static void assertRefused(final Cli.Result result, final String sentence) {
        assertEquals(ExitCode.BAD_INPUT, result.exitCode(), result.out() + result.err());
        assertTrue(result.err().contains(sentence), result.err());
    }

    private List<Trial> trials() {
        return new TrialRegistry(directory.resolve("trials.jsonl"), InstantSource.system()).read().different().stream().map(RecordedTrial::trial).toList();
    }

    @Test
    void shouldTrainSeveralSeedsSideBySideAsEachAlone() throws IOException {
        final String[] short128 = {"--set", "training.decisions=128", "--set", "training.threads=2", "--json"};
        final Cli.Result both = Cli.run(Stream.concat(Stream.of(arguments("both", short128)), Stream.of("--seeds", "3,4")).toArray(String[]::new));
        assertEquals(0, both.exitCode(), both.err());
        assertEquals(List.of(Trial.Kind.TRAIN, Trial.Kind.TRAIN), trials().stream().map(Trial::kind).filter(kind -> kind == Trial.Kind.TRAIN).toList());
        assertEquals(4, trials().size(), trials()::toString);

        final Cli.Result alone = Cli.run(Stream.concat(Stream.of(arguments("alone", short128)), Stream.of("--set", "training.seed=4")).toArray(String[]::new));
        assertEquals(0, alone.exitCode(), alone.err());
        for (final String file : List.of("model.onnx", "model.golden.csv", "curve.csv", "observations.csv")) {
            assertArrayEquals(
                Files.readAllBytes(directory.resolve("alone").resolve(file)), Files.readAllBytes(directory.resolve("both/seed-4").resolve(file)), file);
        }
        // The same training again is the same trial.
        assertEquals(4, trials().size(), trials()::toString);

        final double other = Double.parseDouble(both.json().get("mostValidationReturn")) + Double.parseDouble(both.json().get("leastValidationReturn"))
            - Double.parseDouble(alone.json().get("validationReturn"));
        assertEquals(
            (other + Double.parseDouble(alone.json().get("validationReturn"))) / 2, Double.parseDouble(both.json().get("medianValidationReturn")), 1e-12);
        assertEquals("2", both.json().get("trialsOfThisChoice"));
        // Two trainings and their two tests judge each of them; days of a test count as days of a validation do.
        final List<?> seeds = (List<?>) JsonTree.of(both.out().strip().lines().toList().getLast()).get("seeds");
        assertEquals(List.of("4", "4"), seeds.stream().map(each -> ((Map<?, ?>) each).get("trials")).toList());
        assertEquals(both.out().strip().lines().toList().getLast(), Files.readString(directory.resolve("both/summary.json")).strip());
        assertTrue(Files.readString(directory.resolve("both/curve.html")).contains("\"name\":\"seed 3\""));
        assertFalse(Files.exists(directory.resolve("both/seed-3/checkpoints")));
    }
}
