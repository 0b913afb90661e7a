package io.ringmaster.lab.learning.network;

/** What one thread needs to send samples through a network and back. The caller writes the inputs and the derivatives by the outputs in place. */
public final class Pass {

    /** By layer and sample: the inputs of the layer. */
    final float[][][] values;
    /** By layer and sample: before the function. The last are the outputs. */
    final float[][][] sums;
    /** By layer and sample: derivatives by the sums. */
    final float[][][] errors;
    final float[][] inputErrors;
    final float[] factors;

    /** @param samples the most that one pass takes */
    public Pass(final NetworkShape shape, final int samples) {
        final int layers = shape.layers();
        values = new float[layers][samples][];
        sums = new float[layers][samples][];
        errors = new float[layers][samples][];
        for (int k = 0; k < layers; k++) {
            for (int s = 0; s < samples; s++) {
                values[k][s] = new float[shape.inputsOf(k)];
                sums[k][s] = new float[shape.outputsOf(k)];
                errors[k][s] = new float[shape.outputsOf(k)];
            }
        }
        inputErrors = new float[samples][shape.inputs()];
        factors = new float[samples];
    }

    /** Written by the caller before the way forward. */
    public float[] input(final int sample) {
        return values[0][sample];
    }

    /** Valid after the way forward. */
    public float[] output(final int sample) {
        return sums[sums.length - 1][sample];
    }

    /** The derivatives by the outputs, written by the caller before the way back. */
    public float[] errors(final int sample) {
        return errors[errors.length - 1][sample];
    }

    /** The derivatives by the inputs, after {@link Network#backwardToInputs}. */
    public float[] inputErrors(final int sample) {
        return inputErrors[sample];
    }
}
