package io.ringmaster.lab.learning.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.index.NDIndex;
import io.ringmaster.lab.learning.network.Generator;
import java.util.ArrayList;
import java.util.List;

/** One update of soft actor-critic: critics, policy, temperature, targets. */
final class SacAnswers {

    private static final double LOG_ROOT_2_PI = 0.5 * Math.log(2 * Math.PI);
    private static final int SAMPLES = 40;
    private static final int FEATURES = 5;
    private static final double GAMMA = 0.9;
    private static final double SHARE = 0.05;
    private static final double RATE = 3e-3;
    private static final double TEMPERATURE = 0.2;

    private SacAnswers() {
    }

    static NDArray actions(final NDArray outputs, final NDArray noise) {
        return before(outputs, noise).tanh();
    }

    private static NDArray before(final NDArray outputs, final NDArray noise) {
        final long size = noise.getShape().get(1);
        return outputs.get(new NDIndex(":, :" + size)).add(outputs.get(new NDIndex(":, " + size + ":")).clip(-20, 2).exp().mul(noise));
    }

    /** The density of the Gaussian number, divided by the slope of tanh, as it stands in the paper. */
    static NDArray logs(final NDArray outputs, final NDArray noise) {
        final long size = noise.getShape().get(1);
        final NDArray gaussian = noise.pow(2).mul(-0.5).sub(outputs.get(new NDIndex(":, " + size + ":")).clip(-20, 2)).sub(LOG_ROOT_2_PI);
        final NDArray slope = before(outputs, noise).tanh().pow(2).neg().add(1).log();
        return gaussian.sub(slope).sum(new int[] {1});
    }

    static Answers continuous() {
        final Generator random = new Generator(41);
        final TorchNetwork policy = new TorchNetwork(random, "RELU", FEATURES, 8, 8, 4);
        final TorchNetwork[] critics = critics(random, FEATURES + 2, 1);
        final TorchNetwork[] targets = {critics[0].copy(), critics[1].copy()};
        final Answers answers = new Answers("SAC: 2 continuous actions, networks 5-8-8-4 and 7-8-8-1, 40 samples.");
        answers.row("policy", Torch.flat(policy.parameters())).row("critics", both(critics));
        final NDArray x = matrix(answers, "observations", Torch.random(random, SAMPLES, FEATURES, 2));
        final NDArray next = matrix(answers, "next", Torch.random(random, SAMPLES, FEATURES, 2));
        final NDArray taken = matrix(answers, "actions", Torch.random(random, SAMPLES, 2, 1));
        final NDArray nextNoise = matrix(answers, "nextNoise", Torch.random(random, SAMPLES, 2, 2));
        final NDArray noise = matrix(answers, "noise", Torch.random(random, SAMPLES, 2, 2));
        final NDArray outputs = policy.forward(next);
        final NDArray nextInput = actions(outputs, nextNoise);
        final NDArray expected = smaller(targets, next.concat(nextInput, 1)).flatten().sub(logs(outputs, nextNoise).mul(TEMPERATURE));
        final NDArray goals = goals(answers, random, expected);
        learn(critics, x.concat(taken, 1), null, goals);
        final List<NDArray> gradients = Torch.gradients(policy.parameters(), () -> {
            final NDArray said = policy.forward(x);
            return logs(said, noise).mul(TEMPERATURE).sub(smaller(critics, x.concat(actions(said, noise), 1)).flatten()).mean();
        });
        final double mean = logs(policy.forward(x), noise).mean().getDouble();
        return finish(answers, policy, gradients, mean + -2, critics, targets);
    }

    static Answers discrete() {
        final Generator random = new Generator(42);
        final TorchNetwork policy = new TorchNetwork(random, "RELU", FEATURES, 8, 8, 3);
        final TorchNetwork[] critics = critics(random, FEATURES, 3);
        final TorchNetwork[] targets = {critics[0].copy(), critics[1].copy()};
        final Answers answers = new Answers("SAC: 3 discrete actions with masks, networks 5-8-8-3, 40 samples.");
        answers.row("policy", Torch.flat(policy.parameters())).row("critics", both(critics));
        final NDArray x = matrix(answers, "observations", Torch.random(random, SAMPLES, FEATURES, 2));
        final NDArray next = matrix(answers, "next", Torch.random(random, SAMPLES, FEATURES, 2));
        final boolean[][] allowed = PpoAnswers.allowed(random, SAMPLES, 3);
        final boolean[][] nextAllowed = PpoAnswers.allowed(random, SAMPLES, 3);
        final int[] actions = PpoAnswers.actions(random, allowed);
        answers.row("allowed", PpoAnswers.numbers(allowed)).row("nextAllowed", PpoAnswers.numbers(nextAllowed));
        answers.row("actions", PpoAnswers.numbers(actions));
        final NDArray nextLogs = policy.forward(next).add(Torch.penalties(nextAllowed)).logSoftmax(1);
        final NDArray expected = nextLogs.exp().mul(smaller(targets, next).sub(nextLogs.mul(TEMPERATURE))).sum(new int[] {1});
        final NDArray goals = goals(answers, random, expected);
        learn(critics, x, Torch.oneHot(actions, 3), goals);
        final NDArray penalties = Torch.penalties(allowed);
        final List<NDArray> gradients = Torch.gradients(policy.parameters(), () -> {
            final NDArray logs = policy.forward(x).add(penalties).logSoftmax(1);
            return logs.exp().mul(logs.mul(TEMPERATURE).sub(smaller(critics, x))).sum(new int[] {1}).mean();
        });
        final double mean = -PpoAnswers.entropies(policy.forward(x).add(penalties).logSoftmax(1)).mean().getDouble();
        return finish(answers, policy, gradients, mean + 0.5 * Math.log(3), critics, targets);
    }

    private static TorchNetwork[] critics(final Generator random, final int inputs, final int outputs) {
        return new TorchNetwork[] {new TorchNetwork(random, "RELU", inputs, 8, 8, outputs), new TorchNetwork(random, "RELU", inputs, 8, 8, outputs)};
    }

    private static NDArray both(final TorchNetwork[] networks) {
        return Torch.flat(List.of(Torch.flat(networks[0].parameters()), Torch.flat(networks[1].parameters())));
    }

    private static NDArray matrix(final Answers answers, final String name, final float[][] values) {
        answers.row(name, values);
        return Torch.matrix(values);
    }

    private static NDArray smaller(final TorchNetwork[] judges, final NDArray inputs) {
        return NDArrays.minimum(judges[0].forward(inputs), judges[1].forward(inputs));
    }

    private static NDArray goals(final Answers answers, final Generator random, final NDArray expected) {
        final float[] rewards = Torch.random(random, 1, SAMPLES, 1)[0];
        final float[] goesOn = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            goesOn[i] = random.nextInt(5) > 0 ? 1 : 0;
        }
        answers.row("rewards", rewards).row("goesOn", goesOn);
        return Torch.array(rewards).add(expected.mul(Torch.array(goesOn)).mul(GAMMA));
    }

    private static void learn(final TorchNetwork[] critics, final NDArray inputs, final NDArray chosen, final NDArray goals) {
        for (final TorchNetwork critic : critics) {
            final List<NDArray> gradients = Torch.gradients(critic.parameters(), () -> {
                final NDArray all = critic.forward(inputs);
                final NDArray said = chosen == null ? all.flatten() : all.mul(chosen).sum(new int[] {1});
                return said.sub(goals).pow(2).mean().div(2);
            });
            new TorchAdam(critic.parameters(), RATE, 1e-8).step(critic.parameters(), gradients);
        }
    }

    private static Answers finish(
        final Answers answers, final TorchNetwork policy, final List<NDArray> gradients, final double excess, final TorchNetwork[] critics,
        final TorchNetwork[] targets) {
        new TorchAdam(policy.parameters(), RATE, 1e-8).step(policy.parameters(), gradients);
        final List<NDArray> logTemperature = new ArrayList<>(List.of(Torch.array(new float[] {(float) Math.log(TEMPERATURE)})));
        new TorchAdam(logTemperature, RATE, 1e-8).step(logTemperature, List.of(Torch.array(new float[] {(float) -excess})));
        for (int i = 0; i < targets.length; i++) {
            for (int k = 0; k < targets[i].parameters().size(); k++) {
                targets[i].parameters().get(k).muli(1 - SHARE).addi(critics[i].parameters().get(k).mul(SHARE));
            }
        }
        answers.row("learnedPolicy", Torch.flat(policy.parameters())).row("learnedCritics", both(critics)).row("learnedTargets", both(targets));
        return answers.row("learnedTemperature", logTemperature.getFirst().exp());
    }
}
