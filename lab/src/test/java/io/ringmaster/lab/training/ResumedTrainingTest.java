package io.ringmaster.lab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.inference.model.Difference;
import io.ringmaster.inference.model.GoldenVectors;
import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.learning.checkpoint.CheckpointException;
import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumedTrainingTest {

    private static final RecordedEvents EVENTS = TrainingTest.market(1_000);

    /** @param more settings, as {@code key=value; key=value} */
    private static TrainingSettings settings(final String more) {
        final Map<String, String> all = new TreeMap<>(Map.of(
            "seed", "4", "hidden", "[8]", "environments", "2", "episodeDecisions", "40", "leastEpisodeDecisions", "15", "starts", "8", "validations", "3",
            "decisions", "192", "updateDecisions", "64", "epochs", "2"));
        for (final String each : more.split("; ")) {
            all.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return Configuration.bind(TrainingSettings.class, "test", "{}", all);
    }

    private static Training training(final String head, final TrainingSettings settings) {
        return new Training(TrainingTest.task(EVENTS, head), settings);
    }

    /** All that a training says. */
    private static List<Object> whole(final Training.Result result) {
        return List.of(new String(result.onnx(), StandardCharsets.ISO_8859_1), result.golden(), result.curve(), result.observed());
    }

    @ParameterizedTest
    @CsvSource({"adjust, algorithm=ppo; reward.type=stop_aware_drawdown", "continuous, algorithm=a2c; schedule=linear; decisions=60", "continuous, algorithm=sac; decisions=24"})
    void shouldGiveTheSameWhereverItIsCut(final String head, final String more) {
        final TrainingSettings settings = settings(more);
        final List<byte[]> cuts = new ArrayList<>();
        final List<Object> expected;
        try (Training uninterrupted = training(head, settings)) {
            expected = whole(uninterrupted.run((_, _) -> cuts.add(new CheckpointWriter().part("training", uninterrupted).bytes())));
        }
        assertTrue(cuts.size() >= 3, cuts.size() + " updates");
        for (int cut = 0; cut < cuts.size(); cut++) {
            try (Training resumed = training(head, settings)) {
                new CheckpointReader("cut " + cut, cuts.get(cut)).part("training", resumed);
                assertEquals(expected, whole(resumed.run((_, _) -> { })), "cut after update " + (cut + 1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ppo", "a2c"})
    void shouldExportContinuousActionsThatTheExactEngineRepeatsToTheBit(final String algorithm) {
        // A large rate drives the means beyond the limits, so that the clip shows.
        final Training.Result result;
        try (Training training = training("continuous", settings("algorithm=" + algorithm + "; learningRate=0.3"))) {
            result = training.run((_, _) -> { });
        }
        final Model model = OnnxReader.read("model.onnx", result.onnx(), 1 << 20);
        final GoldenVectors golden = GoldenVectors.read("golden", result.golden().getBytes(StandardCharsets.UTF_8), model);
        final int features = model.graph().input().size();
        final List<Float> numbers = golden.rows().stream().flatMap(row -> Stream.of(row[features], row[features + 1])).toList();
        assertTrue(numbers.stream().allMatch(number -> number >= -1 && number <= 1), numbers::toString);
        assertTrue(numbers.stream().anyMatch(number -> Math.abs(number) == 1), numbers::toString);
        try (ExactEngine engine = ExactEngine.of(model)) {
            final Difference worst = golden.compare(engine, model);
            assertEquals(0, worst.error(), () -> golden.describe(worst));
        }
    }

    @Test
    void shouldDescribeWhatItObservedAndLearned() {
        final Training.Result result;
        final List<String> terms;
        try (Training training = training("adjust", settings("reward.type=stop_aware_drawdown; reward.scale=10"))) {
            result = training.run((_, _) -> { });
            terms = training.rewardTerms();
        }
        final Validated last = result.curve().points().getLast();
        assertEquals(terms.size(), last.episodes().meanTerms().size());
        assertTrue(last.episodes().count() > 0);
        // Of 40 decisions each, four episodes would have ended; some are shorter.
        assertTrue(result.curve().points().stream().mapToInt(each -> each.episodes().count()).sum() > 4, () -> result.curve().csv());
        assertEquals(last.episodes().meanReward(), last.episodes().meanTerms().stream().mapToDouble(each -> each).sum(), 1e-6);
        // The updates of an untrained policy of five actions have almost the highest entropy there is.
        final double entropy = result.curve().points().getFirst().updates().get(2);
        assertTrue(entropy > 0.5 && entropy <= Math.log(5), "entropy " + entropy);
        assertEquals(result.observed().reference(), DriftReference.of(OnnxReader.read("model.onnx", result.onnx(), 1 << 20)));
        // Four fifths of 1,000 minutes, less the warm-up of ten.
        assertEquals(790, result.observed().observations(), 2);
    }

    @Test
    void shouldKeepTheLastTwoCheckpointsAndPassOverADamagedOne(@TempDir final Path directory) throws IOException {
        final Checkpoints checkpoints = new Checkpoints(directory.resolve("checkpoints"));
        final TrainingSettings settings = settings("seed=9");
        final List<Object> expected;
        try (Training training = training("adjust", settings)) {
            expected = whole(training.run((_, _) -> checkpoints.write(training)));
        }
        final List<Path> files;
        try (Stream<Path> listed = Files.list(directory.resolve("checkpoints"))) {
            files = listed.sorted().toList();
        }
        assertEquals(List.of("000000000000128.checkpoint", "000000000000192.checkpoint"), files.stream().map(file -> file.getFileName().toString()).toList());

        final byte[] newest = Files.readAllBytes(files.getLast());
        newest[newest.length / 2] ^= 1;
        Files.write(files.getLast(), newest);
        final List<String> notes = new ArrayList<>();
        try (Training training = training("adjust", settings)) {
            assertTrue(checkpoints.load(training, notes::add));
            assertEquals(128, training.steps());
            assertEquals(expected, whole(training.run((_, _) -> { })));
        }
        assertEquals(List.of(
            files.getLast() + " is damaged: its checksum is wrong. The training goes on from 000000000000128.checkpoint instead."), notes);

        try (Training training = training("adjust", settings("seed=9; learningRate=0.1"))) {
            final CheckpointException refused = assertThrows(CheckpointException.class, () -> checkpoints.load(training, notes::add));
            assertTrue(refused.getMessage().endsWith("Resume with the settings of the checkpoint."), refused.getMessage());
        }
        Files.write(files.getFirst(), new byte[10]);
        notes.clear();
        try (Training training = training("adjust", settings)) {
            assertFalse(checkpoints.load(training, notes::add));
        }
        assertEquals(List.of(
            files.getLast() + " is damaged: its checksum is wrong. The training goes on from 000000000000128.checkpoint instead.",
            files.getFirst() + " is not a checkpoint of this version. No other is left, so the training begins anew. If you have a copy of the file, stop,"
                + " put the copy back and resume."), notes);
        checkpoints.delete();
        try (Training training = training("adjust", settings)) {
            assertFalse(checkpoints.load(training, notes::add));
        }
    }
}
