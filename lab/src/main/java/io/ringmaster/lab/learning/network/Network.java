package io.ringmaster.lab.learning.network;

import java.util.Arrays;

/**
 * A network that learns. {@link #forward} gives the bits that the exact engine gives for the same weights, so a trained policy decides as it did in
 * training. Any number of threads compute at the same time, each with its own {@link Pass}; none may while the weights change.
 */
public final class Network {

    /** The usual gain of a hidden layer. */
    private static final double HIDDEN_GAIN = Math.sqrt(2);

    private final NetworkShape shape;
    private final Parameters parameters;
    /** By layer, a row for each input. */
    private final float[][][] weights;
    private final float[][] biases;
    /** By layer, a row for each output: the same weights, for the way back. */
    private final float[][][] columns;

    /** A network whose weights are all 0. */
    public Network(final NetworkShape shape) {
        this.shape = shape;
        final int layers = shape.layers();
        weights = new float[layers][][];
        biases = new float[layers][];
        columns = new float[layers][][];
        int rows = 0;
        for (int k = 0; k < layers; k++) {
            weights[k] = new float[shape.inputsOf(k)][shape.outputsOf(k)];
            biases[k] = new float[shape.outputsOf(k)];
            columns[k] = new float[shape.outputsOf(k)][shape.inputsOf(k)];
            rows += weights[k].length + 1;
        }
        final float[][] all = new float[rows][];
        int next = 0;
        for (int k = 0; k < layers; k++) {
            System.arraycopy(weights[k], 0, all, next, weights[k].length);
            next += weights[k].length;
            all[next++] = biases[k];
        }
        parameters = new Parameters(all);
    }

    /**
     * Fills all layers; the last has a gain of its own.
     *
     * @param gain of the last layer
     */
    public Network initialise(final Initialisation how, final double gain, final Generator random) {
        final int last = shape.layers() - 1;
        for (int k = 0; k < last; k++) {
            how.fill(weights[k], 0, shape.outputsOf(k), HIDDEN_GAIN, random);
        }
        return initialiseOutputs(how, 0, shape.outputs(), gain, random);
    }

    /** Fills some outputs anew, such as the value beside a policy. */
    public Network initialiseOutputs(final Initialisation how, final int from, final int count, final double gain, final Generator random) {
        how.fill(weights[shape.layers() - 1], from, count, gain, random);
        onWeightsChanged();
        return this;
    }

    public NetworkShape shape() {
        return shape;
    }

    /** For each layer a row of weights for each input, then the biases. After a change, call {@link #onWeightsChanged}. */
    public Parameters parameters() {
        return parameters;
    }

    float[][] weights(final int layer) {
        return weights[layer];
    }

    float[] bias(final int layer) {
        return biases[layer];
    }

    /** Must be called after the weights changed, before a way back. */
    public void onWeightsChanged() {
        for (int k = 0; k < columns.length; k++) {
            for (int i = 0; i < weights[k].length; i++) {
                final float[] row = weights[k][i];
                for (int j = 0; j < row.length; j++) {
                    columns[k][j][i] = row[j];
                }
            }
        }
    }

    /** Computes the outputs of the first {@code count} samples of a pass. */
    public void forward(final Pass pass, final int count) {
        final int last = shape.layers() - 1;
        for (int k = 0; k <= last; k++) {
            final float[][] sums = pass.sums[k];
            for (int s = 0; s < count; s++) {
                System.arraycopy(biases[k], 0, sums[s], 0, biases[k].length);
                RowProducts.add(sums[s], pass.values[k][s], weights[k], weights[k].length);
                if (k < last) {
                    shape.nonlinearity().forward(sums[s], pass.values[k + 1][s]);
                }
            }
        }
    }

    /**
     * Adds the derivatives by all weights, from those by the outputs in {@link Pass#errors}, of the samples of the latest {@link #forward}. Uses the
     * arrays of the errors for its own sums.
     */
    public void backward(final Pass pass, final int count, final Parameters gradients) {
        int row = gradients.rows();
        for (int k = shape.layers() - 1; k >= 0; k--) {
            final float[][] errors = pass.errors[k];
            final float[] biasGradients = gradients.row(--row);
            for (int s = 0; s < count; s++) {
                RowProducts.add(biasGradients, errors[s]);
            }
            for (int i = weights[k].length - 1; i >= 0; i--) {
                RowProducts.addByColumn(gradients.row(--row), pass.values[k], i, errors, count, pass.factors);
            }
            if (k > 0) {
                hiddenErrors(pass, k, count);
            }
        }
    }

    /** Computes the derivatives by the inputs, into {@link Pass#inputErrors}, from those by the outputs. */
    public void backwardToInputs(final Pass pass, final int count) {
        for (int k = shape.layers() - 1; k > 0; k--) {
            hiddenErrors(pass, k, count);
        }
        for (int s = 0; s < count; s++) {
            Arrays.fill(pass.inputErrors[s], 0);
            RowProducts.add(pass.inputErrors[s], pass.errors[0][s], columns[0], columns[0].length);
        }
    }

    private void hiddenErrors(final Pass pass, final int layer, final int count) {
        for (int s = 0; s < count; s++) {
            final float[] errors = pass.errors[layer - 1][s];
            Arrays.fill(errors, 0);
            RowProducts.add(errors, pass.errors[layer][s], columns[layer], columns[layer].length);
            shape.nonlinearity().backward(pass.sums[layer - 1][s], pass.values[layer][s], errors);
        }
    }
}
