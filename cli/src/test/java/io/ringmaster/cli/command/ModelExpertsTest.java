package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.command.NetworkBacktests.Decided;
import io.ringmaster.cli.command.NetworkBacktests.Said;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Experts beside a model. Virtual accounts follow the market alone, so weights and proposals are those of the same backtest in which the experts decide
 * themselves.
 */
class ModelExpertsTest {

    private static final long SEED = Long.getLong("seed", 21);
    private static final String EXPERTS = "type: experts";
    private static final String OBSERVES = "type: model\nmodel: {file: policy.onnx, engine: exact, maxUnknown: 30}";
    private static final String SCALES = "type: model\nmodel: {file: policy.onnx, engine: exact, maxUnknown: 30, head: size_or_skip, proposer: experts}";
    private static final List<String> IDS = List.of("follows", "opposes", "slow", "graded");
    /** Their places in the configuration. */
    private static final List<Integer> INDEXES = List.of(1, 2, 0, 3);
    private static final double REPORTED_CHANGE = 0.001;

    @TempDir
    private Path directory;
    private NetworkBacktests backtests;

    @BeforeEach
    void begin() {
        backtests = new NetworkBacktests(directory, SEED);
    }

    @Test
    void shouldObserveTheWeightsThatExpertsHave() throws IOException {
        backtests.writeNetwork("policy.onnx", OBSERVES, 2, "Tanh", 0.25);
        final Said model = backtests.play(OBSERVES, 1);
        final Said experts = backtests.play(EXPERTS, 1);

        assertTrue(experts.weights.size() > 20, "changes of weights: " + experts.weights.size() + " seed=" + SEED);
        assertEquals(experts.weights, model.weights, "seed=" + SEED);
        final List<String> names = backtests.names(OBSERVES);
        int exact = 0;
        for (final Map.Entry<Long, Decided> each : model.decisions.entrySet()) {
            final Map<Integer, Double> journaled = new TreeMap<>();
            experts.weights.headMap(each.getKey(), true).values().forEach(journaled::putAll);
            double sum = 0;
            for (int i = 0; i < IDS.size(); i++) {
                final double observed = each.getValue().observed()[names.indexOf("meta." + IDS.get(i) + ".weight")];
                final double last = journaled.get(INDEXES.get(i));
                assertEquals(last, observed, REPORTED_CHANGE, IDS.get(i) + " at " + each.getKey() + " seed=" + SEED);
                exact += observed == (float) last ? 1 : 0;
                sum += observed;
            }
            assertEquals(1, sum, 1e-6, "seed=" + SEED);
        }
        assertTrue(exact > NetworkBacktests.BARS / 2, exact + " observed weights are the last that were journaled, seed=" + SEED);
        assertEquals(model.digest(), backtests.play(OBSERVES, 3).digest());
    }

    /** A model that scales: its factor times what the experts want to enter; what they leave is left, what they hold is scaled again. */
    @Test
    void shouldScaleWhatExpertsPropose() throws IOException {
        final float[] network = backtests.writeNetwork("policy.onnx", SCALES, 1, "Sigmoid", 0.25);
        final Said model = backtests.play(SCALES, 1);
        final Said experts = backtests.play(EXPERTS, 1);

        assertEquals(experts.decisions.keySet(), model.decisions.keySet());
        assertEquals(experts.weights, model.weights);
        int scaled = 0;
        for (final Map.Entry<Long, Decided> each : model.decisions.entrySet()) {
            final Decided proposed = experts.decisions.get(each.getKey());
            final Decided decided = each.getValue();
            final String label = "at " + each.getKey() + " seed=" + SEED;
            assertEquals(proposed.signal(), decided.signal(), label);
            if (proposed.signal() == Signal.LONG || proposed.signal() == Signal.SHORT) {
                final double factor = 1 / (1 + Math.exp(-NetworkBacktests.sum(network, decided.observed(), 0)));
                assertEquals(proposed.exposureE8() * factor, decided.exposureE8(), 1e-5 * 2e8, label);
                assertEquals(DecisionReason.MODEL, decided.reason(), label);
                scaled++;
            } else {
                assertEquals(proposed.reason(), decided.reason(), label);
            }
        }
        assertTrue(scaled > NetworkBacktests.BARS / 2, scaled + " targets are scaled, seed=" + SEED);
        assertEquals(model.digest(), backtests.play(SCALES, 2).digest());
    }

    /** Neither weights nor proposals: no experts run, and the journal has none. */
    @Test
    void shouldWeighNoExpertsThatNothingAsksFor() throws IOException {
        final String capstone = OBSERVES + "\nobservation: [capstone]";
        backtests.writeNetwork("policy.onnx", capstone, 2, "Tanh", 0.25);
        assertEquals(Map.of(), backtests.play(capstone, 1).weights);
    }

    @Test
    void shouldRefuseExpertsThatCannotLearn() throws IOException {
        backtests.writeNetwork("policy.onnx", OBSERVES, 2, "Tanh", 0.25);
        final Cli.Result result = backtests.backtest(OBSERVES + "\nexperts: {algorithm: hedge}", "out");
        assertEquals(2, result.exitCode(), result.out());
        assertTrue(result.err().contains("policy.experts: horizon must be above 0 if eta is 0"), result.err());
    }
}
