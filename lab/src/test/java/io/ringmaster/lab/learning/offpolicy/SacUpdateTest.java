package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.TorchAnswers;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Initialisation;
import io.ringmaster.lab.learning.network.Nonlinearity;
import io.ringmaster.lab.learning.network.Parameters;
import io.ringmaster.lab.learning.optimiser.LearningRate;
import io.ringmaster.lab.learning.work.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

class SacUpdateTest {

    private static final int SAMPLES = 40;
    private static final int FEATURES = 5;
    private static final double CLOSE = 1e-5;

    @Test
    void shouldLearnWhatPyTorchLearnsFromContinuousActions() {
        learn("sac-continuous.txt", new Actions.Continuous(2));
    }

    @Test
    void shouldLearnWhatPyTorchLearnsFromDiscreteActions() {
        learn("sac-discrete.txt", new Actions.Discrete(3));
    }

    private static void learn(final String file, final Actions actions) {
        final TorchAnswers answers = new TorchAnswers(file);
        final SacSettings settings = SacSettings.sac()
            .withNetworks(new SacSettings.Networks(List.of(8, 8), Nonlinearity.RELU, Initialisation.ORTHOGONAL, 0.05))
            .withReplay(new SacSettings.Replay(SAMPLES, SAMPLES, 1, 1)).withGamma(0.9)
            .withTemperature(new SacSettings.Temperature(true, 0.2, Double.NaN)).withLearningRate(new LearningRate.Constant(3e-3));
        final SacNetworks networks = new SacNetworks(settings.networks(), FEATURES, actions, new Generator(1));
        answers.fill(networks.policy().parameters(), "policy");
        final Parameters critics = Parameters.joined(List.of(networks.critic(0).parameters(), networks.critic(1).parameters()));
        answers.fill(critics, "critics");
        networks.policy().onWeightsChanged();
        networks.onCriticsChanged();
        networks.matchTargets();
        try (Workers workers = new Workers(1)) {
            final SacUpdate update = new SacUpdate(settings, networks, actions, FEATURES, workers);
            update.learn(batch(answers, actions, settings, update.temperature()), 0);
            answers.assertClose("learnedPolicy", networks.policy().parameters(), CLOSE);
            answers.assertClose("learnedCritics", critics, CLOSE);
            answers.assertClose("learnedTargets",
                Parameters.joined(List.of(networks.target(0).parameters(), networks.target(1).parameters())), CLOSE);
            answers.assertClose("learnedTemperature", new float[] {(float) update.temperature()}, CLOSE);
        }
    }

    private static SacBatch batch(final TorchAnswers answers, final Actions actions, final SacSettings settings, final double temperature) {
        final Transition[] steps = new Transition[SAMPLES];
        final int numbers = actions instanceof Actions.Continuous ? 2 : 0;
        final float[][] nextNoise = new float[SAMPLES][numbers];
        final float[][] noise = new float[SAMPLES][numbers];
        for (int s = 0; s < SAMPLES; s++) {
            steps[s] = new Transition(FEATURES, actions);
            copy(answers, "observations", s, steps[s].observation);
            copy(answers, "next", s, steps[s].next);
            copy(answers, "actions", s, steps[s].action);
            steps[s].reward = answers.row("rewards")[s];
            steps[s].isTerminated = answers.row("goesOn")[s] == 0;
            if (numbers > 0) {
                copy(answers, "nextNoise", s, nextNoise[s]);
                copy(answers, "noise", s, noise[s]);
            } else {
                copy(answers, "allowed", s, steps[s].allowed);
                copy(answers, "nextAllowed", s, steps[s].nextAllowed);
            }
        }
        return new SacBatch(steps, nextNoise, noise, temperature, settings.gamma());
    }

    private static void copy(final TorchAnswers answers, final String name, final int sample, final float[] into) {
        System.arraycopy(answers.row(name), sample * into.length, into, 0, into.length);
    }

    private static void copy(final TorchAnswers answers, final String name, final int sample, final boolean[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = answers.row(name)[sample * into.length + i] == 1;
        }
    }
}
