package io.ringmaster.lab.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.network.Initialisation;
import io.ringmaster.lab.learning.network.Nonlinearity;
import io.ringmaster.lab.learning.offpolicy.SacLearner;
import io.ringmaster.lab.learning.offpolicy.SacSettings;
import io.ringmaster.lab.learning.onpolicy.OnPolicyLearner;
import io.ringmaster.lab.learning.onpolicy.OnPolicySettings;
import io.ringmaster.lab.learning.optimiser.LearningRate;
import io.ringmaster.lab.learning.work.Workers;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each algorithm earns at least 90 % of what the best policy earns, for three seeds of three. */
class LearnsTest {

    private static final long SEED = Long.getLong("seed", 101);
    private static final Actions BUY_SELL_HOLD = new Actions.Discrete(3);
    private static final Actions POSITION = new Actions.Continuous(1);

    /** Learns with a seed. */
    private interface Teacher {
        SignalsEnvironment.Policy teach(long seed, Workers workers);
    }

    private static void assertLearns(final Actions actions, final Teacher teacher) {
        try (Workers workers = new Workers(1)) {
            for (long seed = SEED; seed < SEED + 3; seed++) {
                final double worth = new SignalsEnvironment(actions, 1, false).worth(teacher.teach(seed, workers));
                final long used = seed;
                assertTrue(worth >= 0.9 * SignalsEnvironment.BEST && worth <= SignalsEnvironment.BEST + 1e-6,
                    () -> "a policy is worth " + worth + " of " + SignalsEnvironment.BEST + "; -Dseed=" + used + " repeats it");
            }
        }
    }

    private static List<SignalsEnvironment> environments(final int count, final Supplier<SignalsEnvironment> environment) {
        return IntStream.range(0, count).mapToObj(i -> environment.get()).toList();
    }

    private static OnPolicySettings small(final OnPolicySettings settings, final boolean isShared) {
        return settings.withNetworks(new OnPolicySettings.Networks(List.of(16, 16), Nonlinearity.TANH, isShared, Initialisation.ORTHOGONAL));
    }

    private static SignalsEnvironment.Policy onPolicy(
        final OnPolicySettings settings, final Actions actions, final int updates, final long seed, final Workers workers) {
        final OnPolicyLearner learner = new OnPolicyLearner(settings, environments(4, () -> new SignalsEnvironment(actions, 1, false)), seed, workers);
        for (int i = 0; i < updates; i++) {
            learner.update();
        }
        return learner::decide;
    }

    @Test
    void shouldLearnWithPpo() {
        assertLearns(BUY_SELL_HOLD, (seed, workers) -> onPolicy(small(OnPolicySettings.ppo(), false), BUY_SELL_HOLD, 15, seed, workers));
    }

    @Test
    void shouldLearnContinuousActionsWithPpo() {
        final OnPolicySettings settings = small(OnPolicySettings.ppo(), true).withLearningRate(new LearningRate.DivergenceAdaptive(1e-3, 0.01, 1e-5, 3e-3));
        assertLearns(POSITION, (seed, workers) -> onPolicy(settings, POSITION, 25, seed, workers));
    }

    @Test
    void shouldLearnWithA2c() {
        final OnPolicySettings settings = small(OnPolicySettings.a2c(4), false).withBatches(new OnPolicySettings.Batches(128, 128, 1))
            .withLearningRate(new LearningRate.Constant(3e-3));
        assertLearns(BUY_SELL_HOLD, (seed, workers) -> onPolicy(settings, BUY_SELL_HOLD, 500, seed, workers));
    }

    /** With less entropy than usual for positions: the best ones are at the edge, where a tanh needs a narrow distribution. */
    private static SacLearner sac(final Actions actions, final int steps, final long seed, final Workers workers) {
        final SacSettings settings = SacSettings.sac()
            .withNetworks(new SacSettings.Networks(List.of(32, 32), Nonlinearity.TANH, Initialisation.ORTHOGONAL, 0.02))
            .withReplay(new SacSettings.Replay(50_000, 128, 3_200, 1)).withTemperature(new SacSettings.Temperature(true, 0.02, actions == POSITION ? -3 : Double.NaN))
            .withLearningRate(new LearningRate.Constant(2e-3));
        final SacLearner learner = new SacLearner(settings, environments(32, () -> new SignalsEnvironment(actions, 1, false)), seed, workers);
        for (int i = 0; i < steps; i++) {
            learner.step();
        }
        return learner;
    }

    @Test
    void shouldLearnWithSac() {
        assertLearns(BUY_SELL_HOLD, (seed, workers) -> sac(BUY_SELL_HOLD, 1_200, seed, workers)::decide);
    }

    @Test
    void shouldLearnContinuousActionsWithSac() {
        assertLearns(POSITION, (seed, workers) -> sac(POSITION, 1_200, seed, workers)::decide);
    }

    /** A step with a forbidden action throws. */
    @Test
    void shouldNeverTakeAForbiddenAction() {
        try (Workers workers = new Workers(1)) {
            final OnPolicyLearner ppo = new OnPolicyLearner(
                small(OnPolicySettings.ppo(), false), environments(2, () -> new SignalsEnvironment(BUY_SELL_HOLD, 7, true)), SEED, workers);
            ppo.update();
            assertEquals(2048 / 2 / 7 * 2, ppo.takeFigures().episodes());
            final SacLearner sac = new SacLearner(SacSettings.sac()
                .withNetworks(new SacSettings.Networks(List.of(8), Nonlinearity.RELU, Initialisation.ORTHOGONAL, 0.02))
                .withReplay(new SacSettings.Replay(500, 32, 200, 2)), environments(2, () -> new SignalsEnvironment(BUY_SELL_HOLD, 7, true)), SEED, workers);
            for (int i = 0; i < 500; i++) {
                sac.step();
            }
            assertEquals(500 / 7 * 2, sac.takeFigures().episodes());
        }
    }

    /** The exact engine runs the file of a policy of either algorithm, and decides as the learner does. */
    @Test
    void shouldWriteAFileThatDecidesAsTheLearnerDoes() {
        try (Workers workers = new Workers(1)) {
            final SacLearner learner = sac(POSITION, 150, SEED, workers);
            final float[] observation = {1, -1, -1, 1, 1};
            final float[] action = new float[1];
            learner.decide(observation, null, action);
            try (ExactEngine engine = ExactEngine.of(OnnxReader.read("sac", learner.onnx("action", Map.of()), OnnxReader.MOST_BYTES))) {
                System.arraycopy(observation, 0, engine.input(), 0, observation.length);
                engine.run();
                assertArrayEquals(action, engine.output(0), 0);
            }
        }
    }
}
