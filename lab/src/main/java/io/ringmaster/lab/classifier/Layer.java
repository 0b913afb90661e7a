package io.ringmaster.lab.classifier;

import java.util.SplittableRandom;

/** Weights and biases, the gradients of the round that runs, and the momentum of the rounds before. */
final class Layer {

    private static final double MOMENTUM = 0.9;

    private final double[][] weights;
    private final double[] bias;
    private final double[][] gradients;
    private final double[] biasGradients;
    private final double[][] momentum;
    private final double[] biasMomentum;

    /** With small random weights and no bias. */
    Layer(final int inputs, final int outputs, final SplittableRandom random) {
        weights = new double[inputs][outputs];
        bias = new double[outputs];
        gradients = new double[inputs][outputs];
        biasGradients = new double[outputs];
        momentum = new double[inputs][outputs];
        biasMomentum = new double[outputs];
        final double most = 1 / Math.sqrt(inputs);
        for (final double[] row : weights) {
            for (int j = 0; j < outputs; j++) {
                row[j] = random.nextDouble(-most, most);
            }
        }
    }

    double[] forward(final double[] inputs) {
        final double[] sums = bias.clone();
        for (int i = 0; i < inputs.length; i++) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += inputs[i] * weights[i][j];
            }
        }
        return sums;
    }

    /** The derivatives by the inputs of what has these derivatives by the outputs. */
    double[] backward(final double[] errors) {
        final double[] back = new double[weights.length];
        for (int i = 0; i < back.length; i++) {
            for (int j = 0; j < errors.length; j++) {
                back[i] += errors[j] * weights[i][j];
            }
        }
        return back;
    }

    /** Adds the gradients of one example. */
    void study(final double[] inputs, final double[] errors) {
        for (int j = 0; j < errors.length; j++) {
            biasGradients[j] += errors[j];
            for (int i = 0; i < inputs.length; i++) {
                gradients[i][j] += inputs[i] * errors[j];
            }
        }
    }

    /** Moves against the gradients, and forgets them. */
    void step(final int examples, final Classifier.Lesson lesson) {
        for (int i = 0; i < weights.length; i++) {
            step(weights[i], gradients[i], momentum[i], examples, lesson.rate(), lesson.decay());
        }
        step(bias, biasGradients, biasMomentum, examples, lesson.rate(), 0);
    }

    private static void step(
        final double[] values, final double[] sums, final double[] speeds, final int examples, final double rate, final double decay) {
        for (int j = 0; j < values.length; j++) {
            speeds[j] = MOMENTUM * speeds[j] - rate * (sums[j] / examples + decay * values[j]);
            values[j] += speeds[j];
            sums[j] = 0;
        }
    }

    /** A row for each input, as a file holds them. */
    float[][] weights() {
        final float[][] rounded = new float[weights.length][];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = rounded(weights[i]);
        }
        return rounded;
    }

    float[] bias() {
        return rounded(bias);
    }

    private static float[] rounded(final double[] values) {
        final float[] rounded = new float[values.length];
        for (int j = 0; j < rounded.length; j++) {
            rounded[j] = (float) values[j];
        }
        return rounded;
    }

    /** Rounds to float32, so that it computes what its file computes. */
    void round() {
        for (final double[] row : weights) {
            round(row);
        }
        round(bias);
    }

    private static void round(final double[] values) {
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) values[j];
        }
    }
}
