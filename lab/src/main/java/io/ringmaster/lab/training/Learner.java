package io.ringmaster.lab.training;

import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.environment.EpisodeFigures;
import io.ringmaster.lab.learning.network.Network;
import io.ringmaster.lab.learning.network.Pass;
import io.ringmaster.lab.learning.offpolicy.SacLearner;
import io.ringmaster.lab.learning.offpolicy.SacSettings;
import io.ringmaster.lab.learning.onpolicy.OnPolicyLearner;
import io.ringmaster.lab.learning.onpolicy.OnPolicySettings;
import io.ringmaster.lab.learning.optimiser.LearningRate;
import io.ringmaster.lab.learning.work.Workers;
import java.util.List;
import java.util.Map;

/** A learner of any algorithm, as a training uses it. */
interface Learner {

    /** Acts and learns, at least once. */
    void update();

    /** Decisions so far. */
    long steps();

    /** The episodes that ended since the last call. */
    EpisodeFigures takeFigures();

    /** The numbers of the policy's file for an observation: logits, or actions from -1 to 1. */
    void outputs(float[] observation, float[] into);

    /** The policy as an ONNX file. */
    byte[] onnx(String output, Map<String, String> metadata);

    static Learner of(final TrainingSettings settings, final List<? extends Environment> environments, final Workers workers) {
        return switch (settings.algorithm()) {
            case PPO -> onPolicy(ppo(settings), environments, settings.run().seed(), workers);
            case A2C -> onPolicy(a2c(settings, environments.size()), environments, settings.run().seed(), workers);
            case SAC -> offPolicy(sac(settings), environments, settings.run().seed(), workers);
        };
    }

    private static OnPolicySettings ppo(final TrainingSettings settings) {
        final OnPolicySettings usual = OnPolicySettings.ppo();
        final TrainingSettings.Learning learning = settings.learning();
        return usual
            .withNetworks(new OnPolicySettings.Networks(
                settings.hidden(), usual.networks().nonlinearity(), usual.networks().isShared(), usual.networks().initialisation()))
            .withBatches(new OnPolicySettings.Batches(learning.updates().updateDecisions(), learning.updates().minibatch(), learning.updates().epochs()))
            .withDiscount(new OnPolicySettings.Discount(learning.gamma(), learning.updates().lambda()))
            .withLoss(loss(usual.loss(), learning.updates().clip(), learning.entropy()))
            .withLearningRate(rate(learning));
    }

    private static OnPolicySettings a2c(final TrainingSettings settings, final int environments) {
        final OnPolicySettings usual = OnPolicySettings.a2c(environments);
        return usual
            .withNetworks(new OnPolicySettings.Networks(
                settings.hidden(), usual.networks().nonlinearity(), usual.networks().isShared(), usual.networks().initialisation()))
            .withDiscount(new OnPolicySettings.Discount(settings.learning().gamma(), usual.discount().lambda()))
            .withLoss(loss(usual.loss(), usual.loss().clip(), settings.learning().entropy()))
            .withLearningRate(rate(settings.learning()));
    }

    private static OnPolicySettings.Loss loss(final OnPolicySettings.Loss usual, final double clip, final double entropy) {
        return new OnPolicySettings.Loss(
            clip, usual.valueClip(), usual.valueCoefficient(), entropy, usual.isNormalised(), usual.mostNorm(), usual.mostDivergence());
    }

    private static SacSettings sac(final TrainingSettings settings) {
        final SacSettings usual = SacSettings.sac();
        return usual
            .withNetworks(new SacSettings.Networks(
                settings.hidden(), usual.networks().nonlinearity(), usual.networks().initialisation(), usual.networks().followShare()))
            .withGamma(settings.learning().gamma())
            .withLearningRate(new LearningRate.Constant(settings.learning().learningRate()));
    }

    private static LearningRate rate(final TrainingSettings.Learning learning) {
        final double start = learning.learningRate();
        return switch (learning.schedule()) {
            case CONSTANT -> new LearningRate.Constant(start);
            case LINEAR -> new LearningRate.Linear(start, 0, learning.decisions());
            case ADAPTIVE -> new LearningRate.DivergenceAdaptive(start, 0.01, start / 30, 30 * start);
        };
    }

    private static void logits(final Network policy, final float[] observation, final float[] into) {
        final Pass pass = new Pass(policy.shape(), 1);
        System.arraycopy(observation, 0, pass.input(0), 0, observation.length);
        policy.forward(pass, 1);
        System.arraycopy(pass.output(0), 0, into, 0, into.length);
    }

    private static Learner onPolicy(
        final OnPolicySettings settings, final List<? extends Environment> environments, final long seed, final Workers workers) {
        final OnPolicyLearner learner = new OnPolicyLearner(settings, environments, seed, workers);
        return new Learner() {

            @Override
            public void update() {
                learner.update();
            }

            @Override
            public long steps() {
                return learner.steps();
            }

            @Override
            public EpisodeFigures takeFigures() {
                return learner.takeFigures();
            }

            @Override
            public void outputs(final float[] observation, final float[] into) {
                logits(learner.policy(), observation, into);
            }

            @Override
            public byte[] onnx(final String output, final Map<String, String> metadata) {
                return learner.onnx(output, metadata);
            }
        };
    }

    private static Learner offPolicy(
        final SacSettings settings, final List<? extends Environment> environments, final long seed, final Workers workers) {
        final SacLearner learner = new SacLearner(settings, environments, seed, workers);
        final boolean isContinuous = environments.getFirst().actions() instanceof Actions.Continuous;
        return new Learner() {

            @Override
            public void update() {
                learner.step();
            }

            @Override
            public long steps() {
                return learner.steps();
            }

            @Override
            public EpisodeFigures takeFigures() {
                return learner.takeFigures();
            }

            @Override
            public void outputs(final float[] observation, final float[] into) {
                if (isContinuous) {
                    learner.decide(observation, null, into);
                } else {
                    logits(learner.policy(), observation, into);
                }
            }

            @Override
            public byte[] onnx(final String output, final Map<String, String> metadata) {
                return learner.onnx(output, metadata);
            }
        };
    }
}
