package io.ringmaster.lab.learning.onpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.lab.learning.TorchAnswers;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.head.Categorical;
import io.ringmaster.lab.learning.head.DiagonalGaussian;
import io.ringmaster.lab.learning.head.Head;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Initialisation;
import io.ringmaster.lab.learning.network.Nonlinearity;
import io.ringmaster.lab.learning.optimiser.LearningRate;
import io.ringmaster.lab.learning.work.Workers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyUpdateTest {

    private static final int SAMPLES = 100;
    private static final int FEATURES = 6;
    private static final double CLOSE = 1e-5;
    private static final double NONE = Double.POSITIVE_INFINITY;

    @Test
    void shouldLearnWhatPyTorchLearnsFromDiscreteActions() {
        final OnPolicySettings settings = settings(Nonlinearity.TANH, false, 48, 3)
            .withLoss(new OnPolicySettings.Loss(0.2, 0.2, 0.5, 0.01, true, 0.5, NONE)).withLearningRate(new LearningRate.Constant(3e-3));
        learn("ppo-discrete.txt", settings, new Actions.Discrete(3), new Categorical(3));
    }

    @Test
    void shouldLearnWhatPyTorchLearnsFromContinuousActions() {
        final OnPolicySettings settings = settings(Nonlinearity.RELU, true, 64, 2).withLearningRate(new LearningRate.Constant(3e-3));
        learn("ppo-continuous.txt", settings, new Actions.Continuous(2), new DiagonalGaussian(2));
    }

    @Test
    void shouldLearnWhatA2cLearnsInPyTorch() {
        final OnPolicySettings settings = OnPolicySettings.a2c(20)
            .withNetworks(new OnPolicySettings.Networks(List.of(8, 7), Nonlinearity.GELU, false, Initialisation.ORTHOGONAL));
        learn("a2c.txt", settings, new Actions.Discrete(3), new Categorical(3));
    }

    private static OnPolicySettings settings(final Nonlinearity nonlinearity, final boolean isShared, final int minibatch, final int epochs) {
        return OnPolicySettings.ppo()
            .withNetworks(new OnPolicySettings.Networks(List.of(8, 7), nonlinearity, isShared, Initialisation.ORTHOGONAL))
            .withBatches(new OnPolicySettings.Batches(SAMPLES, minibatch, epochs));
    }

    private static void learn(final String file, final OnPolicySettings settings, final Actions actions, final Head head) {
        final TorchAnswers answers = new TorchAnswers(file);
        final ActorCritic networks = new ActorCritic(settings.networks(), FEATURES, head, new Generator(1));
        answers.fill(networks.parameters(), "parameters");
        networks.onWeightsChanged();
        assertSameOrder(answers, settings);
        try (Workers workers = new Workers(1)) {
            new PolicyUpdate(settings, networks, new Generator(77), workers).learn(rollout(answers, actions, head), 0);
        }
        answers.assertClose("learned", networks.parameters(), CLOSE);
    }

    /** The file's shuffles are those of the generator, so a difference in the result is one of the arithmetic. */
    private static void assertSameOrder(final TorchAnswers answers, final OnPolicySettings settings) {
        final Generator random = new Generator(77);
        final int[] order = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            order[i] = i;
        }
        for (int e = 0; e < settings.batches().epochs() && settings.batches().epochs() > 1; e++) {
            random.shuffle(order);
            for (int i = 0; i < SAMPLES; i++) {
                assertEquals(answers.row("order." + e)[i], order[i]);
            }
        }
    }

    private static Rollout rollout(final TorchAnswers answers, final Actions actions, final Head head) {
        final Rollout rollout = new Rollout(SAMPLES, FEATURES, actions, head);
        for (int i = 0; i < SAMPLES; i++) {
            copy(answers.row("observations"), i, rollout.observations[i]);
            copy(answers.row("actions"), i, rollout.actions[i]);
            copy(answers.row("outputs"), i, rollout.outputs[i]);
            for (int a = 0; rollout.allowed != null && a < rollout.allowed[i].length; a++) {
                rollout.allowed[i][a] = answers.row("allowed")[i * rollout.allowed[i].length + a] == 1;
            }
            rollout.logProbabilities[i] = answers.row("oldLogProbabilities")[i];
        }
        copy(answers.row("oldValues"), 0, rollout.values);
        copy(answers.row("advantages"), 0, rollout.advantages);
        copy(answers.row("returns"), 0, rollout.returns);
        return rollout;
    }

    private static void copy(final float[] all, final int index, final float[] into) {
        System.arraycopy(all, index * into.length, into, 0, into.length);
    }

    /** With a limit below any divergence, the first minibatch that follows a step ends the update: only one step is made. */
    @Test
    void shouldEndAnUpdateThatDiverges() {
        final OnPolicySettings endless = settings(Nonlinearity.TANH, false, 48, 3).withLearningRate(new LearningRate.Constant(3e-3));
        final OnPolicySettings one = endless.withBatches(new OnPolicySettings.Batches(SAMPLES, SAMPLES, 1));
        final OnPolicySettings limited = one.withBatches(new OnPolicySettings.Batches(SAMPLES, SAMPLES, 10))
            .withLoss(new OnPolicySettings.Loss(0.2, NONE, 0.5, 0.01, true, 0.5, 1e-9));
        assertEquals(Arrays.toString(learned(one)), Arrays.toString(learned(limited)));
    }

    @Test
    void shouldRefuseAnObservationThatIsNoNumber() {
        final OnPolicySettings settings = settings(Nonlinearity.TANH, false, SAMPLES, 1);
        final ActorCritic networks = new ActorCritic(settings.networks(), FEATURES, new Categorical(3), new Generator(1));
        final Rollout rollout = rollout(new TorchAnswers("ppo-discrete.txt"), new Actions.Discrete(3), new Categorical(3));
        rollout.observations[17][2] = Float.NaN;
        try (Workers workers = new Workers(1)) {
            final PolicyUpdate update = new PolicyUpdate(settings, networks, new Generator(77), workers);
            assertEquals("The gradient has the length NaN after 0 steps of the optimiser. Take a lower learning rate, and look for observations that are not "
                + "numbers.", assertThrows(IllegalStateException.class, () -> update.learn(rollout, 0)).getMessage());
        }
    }

    private static float[] learned(final OnPolicySettings settings) {
        final TorchAnswers answers = new TorchAnswers("ppo-discrete.txt");
        final ActorCritic networks = new ActorCritic(settings.networks(), FEATURES, new Categorical(3), new Generator(1));
        answers.fill(networks.parameters(), "parameters");
        networks.onWeightsChanged();
        try (Workers workers = new Workers(1)) {
            new PolicyUpdate(settings, networks, new Generator(77), workers)
                .learn(rollout(answers, new Actions.Discrete(3), new Categorical(3)), 0);
        }
        return TorchAnswers.flat(networks.parameters());
    }
}
