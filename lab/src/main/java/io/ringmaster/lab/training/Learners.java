package io.ringmaster.lab.training;

import io.ringmaster.lab.learning.Learner;
import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.offpolicy.SacLearner;
import io.ringmaster.lab.learning.offpolicy.SacSettings;
import io.ringmaster.lab.learning.onpolicy.OnPolicyLearner;
import io.ringmaster.lab.learning.onpolicy.OnPolicySettings;
import io.ringmaster.lab.learning.optimiser.LearningRate;
import io.ringmaster.lab.learning.work.Workers;
import java.util.List;

/** Makes the learner that the settings of a training ask for. */
final class Learners {

    private Learners() {
    }

    static Learner of(final TrainingSettings settings, final List<? extends Environment> environments, final Workers workers) {
        return switch (settings.algorithm()) {
            case PPO -> new OnPolicyLearner(ppo(settings), environments, settings.run().seed(), workers);
            case A2C -> new OnPolicyLearner(a2c(settings, environments.size()), environments, settings.run().seed(), workers);
            case SAC -> new SacLearner(sac(settings), environments, settings.run().seed(), workers);
        };
    }

    private static OnPolicySettings ppo(final TrainingSettings settings) {
        final OnPolicySettings usual = OnPolicySettings.ppo();
        final TrainingSettings.Learning learning = settings.learning();
        return usual
            .withNetworks(networks(usual.networks(), settings.hidden()))
            .withBatches(new OnPolicySettings.Batches(learning.updates().updateDecisions(), learning.updates().minibatch(), learning.updates().epochs()))
            .withDiscount(new OnPolicySettings.Discount(learning.gamma(), learning.updates().lambda()))
            .withLoss(loss(usual.loss(), learning.updates().clip(), learning.entropy()))
            .withLearningRate(rate(learning));
    }

    private static OnPolicySettings a2c(final TrainingSettings settings, final int environments) {
        final OnPolicySettings usual = OnPolicySettings.a2c(environments);
        return usual
            .withNetworks(networks(usual.networks(), settings.hidden()))
            .withDiscount(new OnPolicySettings.Discount(settings.learning().gamma(), usual.discount().lambda()))
            .withLoss(loss(usual.loss(), usual.loss().clip(), settings.learning().entropy()))
            .withLearningRate(rate(settings.learning()));
    }

    private static OnPolicySettings.Networks networks(final OnPolicySettings.Networks usual, final List<Integer> hidden) {
        return new OnPolicySettings.Networks(hidden, usual.nonlinearity(), usual.isShared(), usual.initialisation());
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
}
