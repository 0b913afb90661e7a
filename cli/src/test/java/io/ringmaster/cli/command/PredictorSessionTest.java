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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second opinion on what confluence enters, from the configuration to the journal and back in a replay. Confluence decides by the market alone. */
class PredictorSessionTest {

    private static final long SEED = Long.getLong("seed", 22);
    /** Its gates let everything pass, so that the journal has the confidence of each entry. */
    private static final String OPEN = "type: confluence\nsoloConfidence: 0\nexecuteConfidence: 0";
    private static final String GATED = "type: confluence\nsoloConfidence: 0.75\nexecuteConfidence: 0.6";
    private static final String ASKS = GATED + "\npredictor: model\nmodel: {file: policy.onnx, engine: exact, maxUnknown: 30}";

    @TempDir
    private Path directory;
    private NetworkBacktests backtests;

    @BeforeEach
    void begin() {
        backtests = new NetworkBacktests(directory, SEED);
    }

    @Test
    void shouldBlendTheChanceThatANetworkSees() throws IOException {
        final float[] network = backtests.writeNetwork("policy.onnx", ASKS, 1, "Sigmoid", 0.25);
        final Said own = backtests.play(OPEN, 1);
        final Said asked = backtests.play(ASKS, 1);

        assertEquals(own.decisions.keySet(), asked.decisions.keySet());
        int entered = 0;
        int refused = 0;
        for (final Map.Entry<Long, Decided> each : asked.decisions.entrySet()) {
            final Decided alone = own.decisions.get(each.getKey());
            final Decided decided = each.getValue();
            final String label = "at " + each.getKey() + " seed=" + SEED;
            if (alone.signal() != Signal.LONG && alone.signal() != Signal.SHORT) {
                assertEquals(alone.reason(), decided.reason(), label);
                continue;
            }
            final double rises = 1 / (1 + Math.exp(-NetworkBacktests.sum(network, decided.observed(), 0)));
            final double chance = alone.signal() == Signal.LONG ? rises : 1 - rises;
            final boolean isAlone = alone.agreeing() == 1;
            final double expected = isAlone ? 0.7 * alone.confidence() + 0.3 * chance : (alone.confidence() + chance) / 2;
            assertEquals(expected, decided.confidence(), 1e-6, label);
            final boolean enters = expected >= (isAlone ? 0.75 : 0.6);
            assertEquals(enters ? alone.reason() : DecisionReason.LOW_CONFIDENCE, decided.reason(), label);
            assertEquals(enters ? alone.signal() : Signal.HOLD, decided.signal(), label);
            entered += enters ? 1 : 0;
            refused += enters ? 0 : 1;
        }
        assertTrue(entered > 100 && refused > 100, entered + " entries, " + refused + " refused, seed=" + SEED);
        assertEquals(asked.digest(), backtests.play(ASKS, 3).digest());
    }

    @Test
    void shouldReplayAPredictorWithTheModelThatTheSessionKept() throws IOException {
        final NetworkBacktests demo = NetworkBacktests.ofDemo(directory, SEED);
        final String asks = "type: confluence\npredictor: model\nmodel: {file: policy.onnx, maxUnknown: 30}";
        demo.writeNetwork("policy.onnx", asks, 1, "Sigmoid", 0.25);
        demo.assertReplayed(asks, "session", "policy.onnx");
    }

    /** The rules give 0.4 to 0.84 to any entry, and more than one number. */
    @Test
    void shouldBlendTheHeuristic() throws IOException {
        final Said own = backtests.play(OPEN, 1);
        final Said asked = backtests.play(OPEN + "\npredictor: heuristic", 1);
        double least = 1;
        double most = 0;
        for (final Map.Entry<Long, Decided> each : asked.decisions.entrySet()) {
            final Decided alone = own.decisions.get(each.getKey());
            if (alone.signal() == Signal.LONG || alone.signal() == Signal.SHORT) {
                final double part = alone.agreeing() == 1 ? 0.7 : 0.5;
                final double chance = (each.getValue().confidence() - part * alone.confidence()) / (1 - part);
                least = Math.min(least, chance);
                most = Math.max(most, chance);
            }
        }
        assertTrue(least >= 0.4 - 1e-9 && least <= 0.5 && most > 0.7 && most <= 0.84 + 1e-9, least + " to " + most + " seed=" + SEED);
        assertEquals(asked.digest(), backtests.play(OPEN + "\npredictor: heuristic", 2).digest());
        assertEquals(own.digest(), backtests.play(OPEN + "\npredictor: off", 1).digest());
    }

    @Test
    void shouldRefuseAPredictorThatCannotBeAsked() throws IOException {
        assertRefused("policy.model.file: name the model (.onnx) that decides", GATED + "\npredictor: model");
        assertRefused("policy.predictor: model needs policy.type confluence", "type: experts\npredictor: model");
        backtests.writeNetwork("policy.onnx", ASKS, 2, "Sigmoid", 0.25);
        assertRefused("policy.predictor: the first output of " + directory.resolve("policy.onnx")
            + " has 2 number(s). A predictor needs 1: the chance that the price rises", ASKS);
    }

    private void assertRefused(final String message, final String policy) throws IOException {
        final Cli.Result result = backtests.backtest(policy, "refused");
        assertEquals(2, result.exitCode(), result.out());
        assertTrue(result.err().contains(message), result.err());
    }
}
