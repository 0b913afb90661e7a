package io.ringmaster.lab.learning.network;

import io.ringmaster.inference.model.exact.RowFunctions;

/** The function behind each hidden layer: the exact engine's, with its derivative. */
public enum Nonlinearity {

    /** {@code max(0, x)}; its derivative at 0 is 0. */
    RELU {
        @Override
        void forward(final float[] sums, final float[] values) {
            RowFunctions.relu(sums, values);
        }

        @Override
        void backward(final float[] sums, final float[] values, final float[] errors) {
            // Values are not negative, so the sign is the derivative; unlike a choice, it vectorises.
            for (int j = 0; j < errors.length; j++) {
                errors[j] = errors[j] * Math.signum(values[j]);
            }
        }
    },

    /** The hyperbolic tangent. */
    TANH {
        @Override
        void forward(final float[] sums, final float[] values) {
            RowFunctions.tanh(sums, values);
        }

        @Override
        void backward(final float[] sums, final float[] values, final float[] errors) {
            for (int j = 0; j < errors.length; j++) {
                errors[j] = errors[j] * (1 - values[j] * values[j]);
            }
        }
    },

    /** {@code x Φ(x)}, with the exact distribution function. */
    GELU {
        @Override
        void forward(final float[] sums, final float[] values) {
            RowFunctions.gelu(sums, values);
        }

        @Override
        void backward(final float[] sums, final float[] values, final float[] errors) {
            for (int j = 0; j < errors.length; j++) {
                errors[j] = errors[j] * (float) RowFunctions.geluSlope(sums[j]);
            }
        }
    };

    abstract void forward(float[] sums, float[] values);

    /** Multiplies the derivatives by the values with those of the values by the sums. */
    abstract void backward(float[] sums, float[] values, float[] errors);
}
