package io.ringmaster.lab.learning.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.ringmaster.lab.learning.network.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes PyTorch's answers: {@code MakeTorchAnswers DIRECTORY}. */
public final class MakeTorchAnswers {

    private static final double LOG_ROOT_2_PI = 0.5 * Math.log(2 * Math.PI);

    private MakeTorchAnswers() {
    }

    public static void main(final String[] arguments) throws IOException {
        final Path directory = Path.of(arguments[0]);
        Files.createDirectories(directory);
        layers().write(directory.resolve("layers.txt"));
        heads().write(directory.resolve("heads.txt"));
        adam().write(directory.resolve("adam.txt"));
        PpoAnswers.discrete().write(directory.resolve("ppo-discrete.txt"));
        PpoAnswers.continuous().write(directory.resolve("ppo-continuous.txt"));
        PpoAnswers.a2c().write(directory.resolve("a2c.txt"));
        SacAnswers.continuous().write(directory.resolve("sac-continuous.txt"));
        SacAnswers.discrete().write(directory.resolve("sac-discrete.txt"));
        System.out.println("PyTorch " + Engine.getInstance().getVersion() + " answered in " + directory);
    }

    /** Gradients of a weighted sum of the outputs of networks 5-7-6-4 for 9 samples. */
    private static Answers layers() {
        final Answers answers = new Answers("Networks 5-7-6-4 and the loss sum(outputs * factors) of 9 samples.");
        for (final String nonlinearity : List.of("RELU", "TANH", "GELU")) {
            final Generator random = new Generator(nonlinearity.hashCode());
            final TorchNetwork network = new TorchNetwork(random, nonlinearity, 5, 7, 6, 4);
            final float[][] inputs = Torch.random(random, 9, 5, 2);
            final float[][] factors = Torch.random(random, 9, 4, 1);
            answers.row(nonlinearity + ".parameters", Torch.flat(network.parameters()));
            answers.row(nonlinearity + ".inputs", inputs).row(nonlinearity + ".factors", factors);
            final NDArray x = Torch.matrix(inputs);
            answers.row(nonlinearity + ".outputs", network.forward(x));
            final List<NDArray> all = new ArrayList<>(network.parameters());
            all.add(x);
            final List<NDArray> gradients = Torch.gradients(all, () -> network.forward(x).mul(Torch.matrix(factors)).sum());
            answers.row(nonlinearity + ".gradients", Torch.flat(gradients.subList(0, gradients.size() - 1)));
            answers.row(nonlinearity + ".inputGradients", gradients.getLast());
        }
        return answers;
    }

    private static Answers heads() {
        final Answers answers = new Answers("Distributions in 6 states: logarithms of probabilities, entropies, divergences and gradients.");
        categorical(answers, new Generator(11));
        gaussian(answers, new Generator(12));
        squashed(answers, new Generator(13));
        return answers;
    }

    private static void categorical(final Answers answers, final Generator random) {
        final float[][] outputs = Torch.random(random, 6, 4, 3);
        final float[][] earlier = Torch.random(random, 6, 4, 3);
        final boolean[][] allowed = PpoAnswers.allowed(random, 6, 4);
        final int[] actions = PpoAnswers.actions(random, allowed);
        final NDArray x = Torch.matrix(outputs);
        final NDArray penalties = Torch.penalties(allowed);
        final NDArray chosen = Torch.oneHot(actions, 4);
        final NDArray before = Torch.matrix(earlier).add(penalties).logSoftmax(1);
        answers.row("categorical.outputs", outputs).row("categorical.earlier", earlier).row("categorical.allowed", PpoAnswers.numbers(allowed));
        answers.row("categorical.actions", PpoAnswers.numbers(actions));
        final NDArray logs = x.add(penalties).logSoftmax(1);
        answers.row("categorical.logProbabilities", logs.mul(chosen).sum(new int[] {1}));
        answers.row("categorical.entropies", PpoAnswers.entropies(logs));
        answers.row("categorical.divergences", before.exp().mul(before.sub(logs)).sum(new int[] {1}));
        answers.row("categorical.byLogProbability",
            Torch.gradients(List.of(x), () -> x.add(penalties).logSoftmax(1).mul(chosen).sum()).getFirst());
        answers.row("categorical.byEntropy",
            Torch.gradients(List.of(x), () -> PpoAnswers.entropies(x.add(penalties).logSoftmax(1)).sum()).getFirst());
    }

    private static void gaussian(final Answers answers, final Generator random) {
        final float[][] outputs = Torch.random(random, 6, 3, 2);
        final float[][] earlier = Torch.random(random, 6, 3, 2);
        final float[][] actions = Torch.random(random, 6, 3, 2);
        final float[] logDeviations = Torch.random(random, 1, 3, 1)[0];
        final float[] earlierLogs = Torch.random(random, 1, 3, 1)[0];
        final NDArray x = Torch.matrix(outputs);
        final NDArray s = Torch.array(logDeviations);
        final NDArray a = Torch.matrix(actions);
        answers.row("gaussian.outputs", outputs).row("gaussian.earlier", earlier).row("gaussian.actions", actions);
        answers.row("gaussian.logDeviations", logDeviations).row("gaussian.earlierLogDeviations", earlierLogs);
        answers.row("gaussian.logProbabilities", PpoAnswers.gaussianLogs(x, s, a));
        answers.row("gaussian.entropies", s.add(0.5 + LOG_ROOT_2_PI).sum().reshape(1));
        final NDArray s0 = Torch.array(earlierLogs);
        final NDArray apart = Torch.matrix(earlier).sub(x).pow(2).add(s0.mul(2).exp()).div(s.mul(2).exp().mul(2));
        answers.row("gaussian.divergences", apart.add(s).sub(s0).sub(0.5).sum(new int[] {1}));
        final List<NDArray> gradients = Torch.gradients(List.of(x, s), () -> PpoAnswers.gaussianLogs(x, s, a).sum());
        answers.row("gaussian.byLogProbability", gradients.get(0)).row("gaussian.deviationsByLogProbability", gradients.get(1));
    }

    private static void squashed(final Answers answers, final Generator random) {
        final float[][] outputs = Torch.random(random, 6, 4, 1.5);
        final float[][] noise = Torch.random(random, 6, 2, 2);
        final float[][] factors = Torch.random(random, 6, 2, 1);
        final NDArray x = Torch.matrix(outputs);
        answers.row("squashed.outputs", outputs).row("squashed.noise", noise).row("squashed.factors", factors);
        answers.row("squashed.actions", SacAnswers.actions(x, Torch.matrix(noise)));
        answers.row("squashed.logProbabilities", SacAnswers.logs(x, Torch.matrix(noise)));
        answers.row("squashed.byLogProbability", Torch.gradients(List.of(x), () -> SacAnswers.logs(x, Torch.matrix(noise)).sum()).getFirst());
        answers.row("squashed.byActions",
            Torch.gradients(List.of(x), () -> SacAnswers.actions(x, Torch.matrix(noise)).mul(Torch.matrix(factors)).sum()).getFirst());
    }

    /** DJL's own optimisers, in float32: the loss is {@code sum(curvatures * (w - goals)²) / 2}. */
    private static Answers adam() {
        final Answers answers = new Answers("1,000 steps of DJL's Adam and AdamW (decay 0.1) with rate 0.01 on sum(curvatures * (w - goals)^2) / 2.");
        final Generator random = new Generator(21);
        final float[] start = Torch.random(random, 1, 12, 2)[0];
        final float[] goals = Torch.random(random, 1, 12, 2)[0];
        final float[] curvatures = new float[12];
        for (int i = 0; i < curvatures.length; i++) {
            curvatures[i] = (float) Math.exp(random.nextDouble(3));
        }
        answers.row("start", start).row("goals", goals).row("curvatures", curvatures);
        descend(answers, "adam", Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.01f)).build(), start, goals, curvatures);
        descend(answers, "adamW",
            Optimizer.adamW().optLearningRateTracker(Tracker.fixed(0.01f)).optWeightDecays(0.1f).build(), start, goals, curvatures);
        return answers;
    }

    private static void descend(
        final Answers answers, final String name, final Optimizer optimizer, final float[] start, final float[] goals, final float[] curvatures) {
        final NDArray w = Torch.MANAGER.create(start);
        final NDArray goal = Torch.MANAGER.create(goals);
        final NDArray curvature = Torch.MANAGER.create(curvatures);
        for (int step = 1; step <= 1_000; step++) {
            final NDArray gradient =
                Torch.gradients(List.of(w), () -> w.sub(goal).pow(2).mul(curvature).sum().div(2)).getFirst();
            optimizer.update("w", w, gradient);
            if (step == 1 || step == 10 || step == 100 || step == 1_000) {
                answers.row(name + "." + step, w);
            }
        }
    }

}
