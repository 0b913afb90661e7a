package io.ringmaster.inference.model.exact;

import java.util.Arrays;

/**
 * A tensor while a graph is compiled and run. Values that differ only in shape share their arrays.
 *
 * @param dims      shape
 * @param data      the numbers in row-major order; computed anew by each run unless the value is constant
 * @param gradients of the asked output by each number; null for a constant
 * @param integers  for shapes and axes, which are always constant; otherwise null
 */
record Value(int[] dims, float[] data, float[] gradients, long[] integers) {

    /** The most numbers a value may have. */
    static final int MOST = 1 << 20;

    static Value constant(final float[] data, final int... dims) {
        return new Value(dims, data, null, null);
    }

    static Value variable(final int... dims) {
        final int size = size(dims);
        return new Value(dims, new float[size], new float[size], null);
    }

    boolean isConstant() {
        return gradients == null;
    }

    int size() {
        return data.length;
    }

    /** The same numbers in another shape. */
    Value reshaped(final int... shape) {
        return new Value(shape, data, gradients, null);
    }

    /** The size of the last dimension if all others are 1; otherwise -1. */
    int row() {
        return dims.length > 0 && dims[dims.length - 1] == size() ? size() : -1;
    }

    /** @throws NotKnownException if it is more than {@link #MOST} */
    static int size(final int... dims) {
        long size = 1;
        for (final int dim : dims) {
            size *= dim;
            if (size > MOST) {
                throw new NotKnownException("a tensor of shape " + Arrays.toString(dims));
            }
        }
        return (int) size;
    }
}
