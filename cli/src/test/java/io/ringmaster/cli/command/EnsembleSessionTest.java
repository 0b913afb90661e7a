package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.command.NetworkBacktests.Decided;
import io.ringmaster.cli.command.NetworkBacktests.Said;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.schema.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several models decide together: from their files to the journal, and back in a replay. */
class EnsembleSessionTest {

    private static final long SEED = Long.getLong("seed", 23);
    private static final String MODELS = "file: a.onnx, ensemble: [{file: b.onnx}, {file: c.onnx}], maxUnknown: 30";

    @TempDir
    private Path directory;
    private NetworkBacktests backtests;

    @BeforeEach
    void begin() {
        backtests = new NetworkBacktests(directory, SEED);
    }

    private static String policy(final String model) {
        return "type: model\nmodel: {" + model + "}";
    }

    private static float[][] write(final NetworkBacktests backtests, final String policy, final int outputs, final String operator) throws IOException {
        return new float[][] {
            backtests.writeNetwork("a.onnx", policy, outputs, operator, 0.25), backtests.writeNetwork("b.onnx", policy, outputs, operator, 0.25),
            backtests.writeNetwork("c.onnx", policy, outputs, operator, 0.25)};
    }

    private static double median(final double... three) {
        return Math.max(Math.min(three[0], three[1]), Math.min(Math.max(three[0], three[1]), three[2]));
    }

    @Test
    void shouldFollowTheMedian() throws IOException {
        final String policy = policy(MODELS + ", combine: median, engine: exact");
        final float[][] networks = write(backtests, policy, 2, "Tanh");
        final Said said = backtests.play(policy, 1);
        int moved = 0;
        for (final Decided decided : said.decisions.values()) {
            if (decided.signal() == Signal.LONG || decided.signal() == Signal.SHORT) {
                final double[] wanted = Stream.of(networks).mapToDouble(each -> Math.tanh(NetworkBacktests.sum(each, decided.observed(), 0))).toArray();
                assertEquals(2 * median(wanted), decided.exposureE8() / 1e8, 1e-5, "seed=" + SEED);
                moved++;
            }
        }
        assertTrue(moved > NetworkBacktests.BARS / 10, moved + " targets, seed=" + SEED);
        assertEquals(said.digest(), backtests.play(policy, 3).digest());
    }

    @Test
    void shouldFollowTheVote() throws IOException {
        final String policy = policy(MODELS + ", combine: vote, head: buy_sell_hold, engine: exact");
        final float[][] networks = write(backtests, policy, 3, "Identity");
        final Said said = backtests.play(policy, 1);
        final int[] found = new int[4];
        for (final Decided decided : said.decisions.values()) {
            final int[] votes = new int[3];
            boolean isClear = true;
            for (final float[] network : networks) {
                final double[] logits = {
                    NetworkBacktests.sum(network, decided.observed(), 0), NetworkBacktests.sum(network, decided.observed(), 1),
                    NetworkBacktests.sum(network, decided.observed(), 2)};
                final int best = logits[0] >= logits[1] && logits[0] >= logits[2] ? 0 : logits[1] >= logits[2] ? 1 : 2;
                for (int i = 0; i < 3; i++) {
                    isClear &= i == best || logits[best] - logits[i] > 1e-4;
                }
                votes[best]++;
            }
            if (isClear) {
                final Signal expected = votes[0] >= 2 ? Signal.LONG : votes[1] >= 2 ? Signal.SHORT : Signal.HOLD;
                assertEquals(expected, decided.signal(), "seed=" + SEED);
                found[votes[0] == 1 && votes[1] == 1 ? 3 : expected == Signal.LONG ? 0 : expected == Signal.SHORT ? 1 : 2]++;
            }
        }
        assertTrue(found[0] > 10 && found[1] > 10 && found[3] > 10, "longs, shorts, holds, ties: " + Arrays.toString(found) + " seed=" + SEED);
    }

    /** On many threads, and replayed on one. The session keeps each model under its hash; a changed one is refused by its name. */
    @Test
    void shouldReplayWithAllModelsThatTheSessionKept() throws IOException {
        final NetworkBacktests demo = NetworkBacktests.ofDemo(directory, SEED);
        final String policy = policy(MODELS + ", combine: mean");
        write(demo, policy, 2, "Tanh");
        demo.assertReplayed(policy, "session", "a.onnx", "b.onnx", "c.onnx");
        final Path kept;
        try (Stream<Path> models = Files.list(directory.resolve("session/models"))) {
            final Path[] all = models.toArray(Path[]::new);
            assertEquals(3, all.length);
            kept = all[0];
        }
        final byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length - 1] ^= 1;
        Files.write(kept, bytes);
        final Cli.Result replay = Cli.run("replay", directory.resolve("session").toString());
        assertEquals(3, replay.exitCode());
        assertTrue(replay.err().contains(kept + " was changed: its SHA-256 is "), replay.err());
        final Cli.Result recorded = Cli.run("replay", directory.resolve("session").toString(), "--recorded-decisions");
        assertEquals(0, recorded.exitCode(), recorded.out());
        assertTrue(recorded.out().contains("\nidentical to the byte\n"), recorded.out());
    }

    @Test
    void shouldRefuseModelsThatDoNotFitTogether() throws IOException {
        write(backtests, policy(MODELS), 2, "Tanh");
        assertRefused("policy.model.combine: models can vote on actions, and these models have none", MODELS + ", combine: vote");
        assertRefused("policy.model.ensemble: the outputs of 510 models make a record of 4117 bytes, and a record has at most 4096. Give at most 507 models",
            MODELS.replace("{file: c.onnx}", String.join(", ", Collections.nCopies(508, "{file: c.onnx}"))));
        backtests.writeNetwork("b.onnx", policy(MODELS), 3, "Tanh", 0.25);
        assertRefused("policy.model.head: the first output of " + directory.resolve("b.onnx") + " has 3 number(s)", MODELS);
        assertRefused("policy.model.ensemble: the first output of " + directory.resolve("b.onnx") + " has 3 number(s), and that of "
            + directory.resolve("a.onnx") + " 2. Give models of one head", MODELS);
        backtests.writeNetwork("c.onnx", policy(MODELS) + "\nobservation: [capstone]", 2, "Tanh", 0.25);
        assertRefused("policy.model.ensemble.1.file: " + directory.resolve("c.onnx") + ": the contract expects", MODELS);
        assertRefused("but " + "0".repeat(64) + " was expected", MODELS.replace("{file: b.onnx}", "{file: b.onnx, sha256: " + "0".repeat(64) + "}"));
        assertRefused("none.onnx does not exist", MODELS.replace("b.onnx", "none.onnx"));
    }

    @Test
    void shouldRefuseToSwapOneModelOfAnEnsemble() throws IOException {
        final String policy = policy(MODELS);
        write(backtests, policy, 2, "Tanh");
        final Settings settings = Settings.read(backtests.configuration(policy), new TreeMap<>());
        final InvalidInputException refusal =
            assertThrows(InvalidInputException.class, () -> settings.withModel(directory.resolve("b.onnx")));
        assertEquals("an ensemble of 3 models decides in this session, and a swap replaces only one. Use 'ctl reconfigure' with a configuration that names"
            + " the new models.", refusal.getMessage());
    }

    private void assertRefused(final String message, final String model) throws IOException {
        final Cli.Result result = backtests.backtest(policy(model), "refused");
        assertEquals(2, result.exitCode(), result.out());
        assertTrue(result.err().contains(message), result.err());
    }
}
