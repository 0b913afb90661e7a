package io.ringmaster.lab.classifier;

import io.ringmaster.inference.model.onnx.OnnxWriter;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A network with one layer of tanh that gives a logit to each class: {@code tanh(x W + b) V + c}. It learns by gradient descent on the mean cross-entropy
 * of all examples at once, with momentum and a decay of the weights. Every sum has a fixed order, the start comes from a seed, and the functions are those
 * of {@link StrictMath}: the same examples give the same weights on every machine. A teacher for hundreds of examples, not a training framework.
 */
public final class Classifier {

    private final Standardisation standardisation;
    private final Layer hidden;
    private final Layer output;

    /**
     * How it learns.
     *
     * @param rate  step of a round, times the gradient
     * @param decay added to the gradient of a weight, times the weight; larger values make a simpler network
     */
    public record Lesson(int rounds, double rate, double decay) {
    }

    /** @param width numbers between observation and logits */
    public Classifier(final Standardisation standardisation, final int width, final int classes, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        this.standardisation = standardisation;
        hidden = new Layer(standardisation.mean().length, width, random);
        output = new Layer(width, classes, random);
    }

    /**
     * Learns examples. Afterwards the weights are those of the file, in float32.
     *
     * @param classes the class of each
     * @return the mean cross-entropy before the last round
     */
    public double learn(final float[][] examples, final int[] classes, final Lesson lesson) {
        final double[][] inputs = new double[examples.length][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = standardisation.apply(examples[i]);
        }
        double loss = 0;
        for (int round = 0; round < lesson.rounds; round++) {
            loss = 0;
            for (int i = 0; i < inputs.length; i++) {
                loss += study(inputs[i], classes[i]);
            }
            hidden.step(inputs.length, lesson);
            output.step(inputs.length, lesson);
        }
        hidden.round();
        output.round();
        return loss / inputs.length;
    }

    /** Adds the gradients of one example, and returns its loss. */
    private double study(final double[] inputs, final int correct) {
        final double[] active = active(inputs);
        final double[] errors = shares(output.forward(active));
        final double loss = -StrictMath.log(Math.max(Double.MIN_NORMAL, errors[correct]));
        errors[correct] -= 1;
        final double[] back = output.backward(errors);
        for (int j = 0; j < back.length; j++) {
            back[j] *= 1 - active[j] * active[j];
        }
        output.study(active, errors);
        hidden.study(inputs, back);
        return loss;
    }

    private double[] active(final double[] inputs) {
        final double[] active = hidden.forward(inputs);
        for (int j = 0; j < active.length; j++) {
            active[j] = StrictMath.tanh(active[j]);
        }
        return active;
    }

    /** Softmax, in place. */
    private static double[] shares(final double[] logits) {
        double most = logits[0];
        for (final double logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            logits[k] = StrictMath.exp(logits[k] - most);
            sum += logits[k];
        }
        for (int k = 0; k < logits.length; k++) {
            logits[k] /= sum;
        }
        return logits;
    }

    /** The logit of each class. */
    public double[] logits(final float[] observation) {
        return output.forward(active(standardisation.apply(observation)));
    }

    /** The network as an ONNX file: {@code observation [1, features]} to {@code logits [1, classes]}. */
    public byte[] onnx(final String name, final Map<String, String> metadata) {
        final Standardisation of = standardisation;
        return new OnnxWriter(name, "observation", of.mean().length)
            .standardise(of.mean(), of.scale(), Standardisation.LIMIT)
            .dense(hidden.weights(), hidden.bias()).tanh()
            .dense(output.weights(), output.bias())
            .bytes("logits", metadata);
    }
}
