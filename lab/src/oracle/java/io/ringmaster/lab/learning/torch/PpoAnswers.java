package io.ringmaster.lab.learning.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.ringmaster.lab.learning.network.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Whole updates of PPO and A2C. */
final class PpoAnswers {

    private static final double LOG_ROOT_2_PI = 0.5 * Math.log(2 * Math.PI);
    private static final int SAMPLES = 100;
    private static final int FEATURES = 6;

    private final double clip;
    private final double valueClip;
    private final boolean isNormalised;
    private final double rate;

    private PpoAnswers(final double clip, final double valueClip, final boolean isNormalised, final double rate) {
        this.clip = clip;
        this.valueClip = valueClip;
        this.isNormalised = isNormalised;
        this.rate = rate;
    }

    /** What the policy says about some samples. */
    private record Said(NDArray logs, NDArray entropies, NDArray values) {
    }

    static boolean[][] allowed(final Generator random, final int rows, final int count) {
        final boolean[][] allowed = new boolean[rows][count];
        for (final boolean[] row : allowed) {
            for (int j = 0; j < count; j++) {
                row[j] = random.nextInt(4) > 0;
            }
            row[random.nextInt(count)] = true;
        }
        return allowed;
    }

    static int[] actions(final Generator random, final boolean[][] allowed) {
        final int[] actions = new int[allowed.length];
        for (int i = 0; i < actions.length; i++) {
            do {
                actions[i] = random.nextInt(allowed[i].length);
            } while (!allowed[i][actions[i]]);
        }
        return actions;
    }

    static float[] numbers(final int[] values) {
        final float[] numbers = new float[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i];
        }
        return numbers;
    }

    static float[] numbers(final boolean[][] values) {
        final float[] numbers = new float[values.length * values[0].length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i / values[0].length][i % values[0].length] ? 1 : 0;
        }
        return numbers;
    }

    static NDArray entropies(final NDArray logs) {
        return logs.exp().mul(logs).sum(new int[] {1}).neg();
    }

    static NDArray gaussianLogs(final NDArray means, final NDArray logDeviations, final NDArray actions) {
        return actions.sub(means).div(logDeviations.exp()).pow(2).mul(-0.5).sub(logDeviations).sub(LOG_ROOT_2_PI).sum(new int[] {1});
    }

    /** Separate networks with tanh, masks, clipped values; 3 epochs of minibatches of 48. */
    static Answers discrete() {
        final Generator random = new Generator(31);
        final TorchNetwork policy = new TorchNetwork(random, "TANH", FEATURES, 8, 7, 3);
        final TorchNetwork value = new TorchNetwork(random, "TANH", FEATURES, 8, 7, 1);
        final boolean[][] allowed = allowed(random, SAMPLES, 3);
        final int[] actions = actions(random, allowed);
        final Answers answers = new Answers("PPO: separate networks 6-8-7-3 and 6-8-7-1, tanh, masks, values clipped at 0.2, 3 epochs, minibatches of 48.");
        answers.row("allowed", numbers(allowed)).row("actions", numbers(actions));
        final List<NDArray> parameters = new ArrayList<>(policy.parameters());
        parameters.addAll(value.parameters());
        final NDArray penalties = Torch.penalties(allowed);
        final NDArray chosen = Torch.oneHot(actions, 3);
        final NDArray observations = observations(answers, random);
        answers.row("outputs", policy.forward(observations));
        new PpoAnswers(0.2, 0.2, true, 3e-3).update(answers, random, parameters, 48, 3, rows -> {
            final NDArray x = observations.get(rows);
            final NDArray logs = policy.forward(x).add(penalties.get(rows)).logSoftmax(1);
            return new Said(logs.mul(chosen.get(rows)).sum(new int[] {1}), entropies(logs), value.forward(x).flatten());
        });
        return answers;
    }

    /** One network with relu for policy and value, Gaussian actions; 2 epochs of minibatches of 64. */
    static Answers continuous() {
        final Generator random = new Generator(32);
        final TorchNetwork network = new TorchNetwork(random, "RELU", FEATURES, 8, 7, 3);
        final NDArray logDeviations = Torch.array(Torch.random(random, 1, 2, 0.5)[0]);
        final float[][] actions = Torch.random(random, SAMPLES, 2, 1.5);
        final Answers answers = new Answers("PPO: one network 6-8-7-(2+1), relu, Gaussian actions, 2 epochs, minibatches of 64.");
        answers.row("actions", actions);
        final List<NDArray> parameters = new ArrayList<>(network.parameters());
        parameters.add(logDeviations);
        final NDArray taken = Torch.matrix(actions);
        final NDArray observations = observations(answers, random);
        answers.row("outputs", network.forward(observations).get(new NDIndex(":, :2")));
        new PpoAnswers(0.2, 1e9, true, 3e-3).update(answers, random, parameters, 64, 2, rows -> {
            final NDArray outputs = network.forward(observations.get(rows));
            final NDArray logs = gaussianLogs(outputs.get(new NDIndex(":, :2")), logDeviations, taken.get(rows));
            final NDArray entropy = logDeviations.add(0.5 + LOG_ROOT_2_PI).sum();
            return new Said(logs, entropy, outputs.get(new NDIndex(":, 2")));
        });
        return answers;
    }

    /** The loss of A2C as it is usually written, {@code -log probability · advantage}: one step for all samples. */
    static Answers a2c() {
        final Generator random = new Generator(33);
        final TorchNetwork policy = new TorchNetwork(random, "GELU", FEATURES, 8, 7, 3);
        final TorchNetwork value = new TorchNetwork(random, "GELU", FEATURES, 8, 7, 1);
        final boolean[][] allowed = allowed(random, SAMPLES, 3);
        final int[] actions = actions(random, allowed);
        final Answers answers = new Answers("A2C: separate networks 6-8-7-3 and 6-8-7-1, gelu, masks, one step.");
        answers.row("allowed", numbers(allowed)).row("actions", numbers(actions));
        final List<NDArray> parameters = new ArrayList<>(policy.parameters());
        parameters.addAll(value.parameters());
        final NDArray penalties = Torch.penalties(allowed);
        final NDArray chosen = Torch.oneHot(actions, 3);
        final NDArray observations = observations(answers, random);
        answers.row("outputs", policy.forward(observations));
        answers.row("oldLogProbabilities", policy.forward(observations).add(penalties).logSoftmax(1).mul(chosen).sum(new int[] {1}));
        answers.row("oldValues", value.forward(observations));
        final float[] advantages = Torch.random(random, 1, SAMPLES, 2)[0];
        final float[] returns = Torch.random(random, 1, SAMPLES, 2)[0];
        answers.row("advantages", advantages).row("returns", returns).row("parameters", Torch.flat(parameters));
        final List<NDArray> gradients = Torch.gradients(parameters, () -> {
            final NDArray logs = policy.forward(observations).add(penalties).logSoftmax(1);
            final NDArray objective = logs.mul(chosen).sum(new int[] {1}).mul(Torch.array(advantages)).mean().neg();
            final NDArray error = value.forward(observations).flatten().sub(Torch.array(returns)).pow(2).mean();
            return objective.add(error.mul(0.5)).sub(entropies(logs).mean().mul(0.01));
        });
        TorchAdam.limitNorm(gradients, 0.5);
        new TorchAdam(parameters, 7e-4, 1e-5).step(parameters, gradients);
        return answers.row("learned", Torch.flat(parameters));
    }

    private static NDArray observations(final Answers answers, final Generator random) {
        final float[][] observations = Torch.random(random, SAMPLES, FEATURES, 2);
        answers.row("observations", observations);
        return Torch.matrix(observations);
    }

    private void update(
        final Answers answers, final Generator random, final List<NDArray> parameters, final int minibatch, final int epochs,
        final Function<NDIndex, Said> said) {
        final Said first = said.apply(new NDIndex(":"));
        final NDArray oldLogs = first.logs().add(Torch.array(Torch.random(random, 1, SAMPLES, 0.3)[0]));
        final NDArray oldValues = first.values().add(Torch.array(Torch.random(random, 1, SAMPLES, 0.3)[0]));
        final NDArray advantages = Torch.array(Torch.random(random, 1, SAMPLES, 2)[0]);
        final NDArray returns = Torch.array(Torch.random(random, 1, SAMPLES, 2)[0]);
        answers.row("oldLogProbabilities", oldLogs).row("oldValues", oldValues).row("advantages", advantages).row("returns", returns);
        answers.row("parameters", Torch.flat(parameters));
        final TorchAdam adam = new TorchAdam(parameters, rate, 1e-5);
        final Generator shuffles = new Generator(77);
        final int[] order = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            order[i] = i;
        }
        for (int epoch = 0; epoch < epochs; epoch++) {
            shuffles.shuffle(order);
            answers.row("order." + epoch, numbers(order));
            for (int from = 0; from < SAMPLES; from += minibatch) {
                final long[] chosen = new long[Math.min(minibatch, SAMPLES - from)];
                for (int i = 0; i < chosen.length; i++) {
                    chosen[i] = order[from + i];
                }
                final NDIndex rows = new NDIndex("{}", Torch.MANAGER.create(chosen, new Shape(chosen.length)));
                final List<NDArray> gradients = Torch.gradients(parameters,
                    () -> loss(said.apply(rows), oldLogs.get(rows), oldValues.get(rows), advantages.get(rows), returns.get(rows)));
                if (epoch == 0 && from == 0) {
                    answers.row("gradients", Torch.flat(gradients));
                }
                TorchAdam.limitNorm(gradients, 0.5);
                adam.step(parameters, gradients);
            }
        }
        answers.row("learned", Torch.flat(parameters));
    }

    private NDArray loss(final Said said, final NDArray oldLogs, final NDArray oldValues, final NDArray advantages, final NDArray returns) {
        NDArray scaled = advantages;
        if (isNormalised) {
            final NDArray apart = advantages.sub(advantages.mean());
            final NDArray deviation = apart.pow(2).sum().div(advantages.size() - 1).sqrt();
            scaled = apart.div(deviation.add(1e-8));
        }
        final NDArray ratio = said.logs().sub(oldLogs).exp();
        final NDArray objective = NDArrays.minimum(ratio.mul(scaled), ratio.clip(1 - clip, 1 + clip).mul(scaled)).mean().neg();
        final NDArray limited = said.values().sub(oldValues).clip(-valueClip, valueClip).add(oldValues);
        final NDArray error = NDArrays.maximum(said.values().sub(returns).pow(2), limited.sub(returns).pow(2)).mean();
        return objective.add(error.mul(0.5)).sub(said.entropies().mean().mul(0.01));
    }
}
