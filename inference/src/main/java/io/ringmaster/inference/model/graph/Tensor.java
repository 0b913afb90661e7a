package io.ringmaster.inference.model.graph;

import java.util.Arrays;

/**
 * A constant of a graph, in row-major order. At most one of the two arrays is present: a tensor of another type has neither.
 *
 * @param dims     shape; empty for a single number
 * @param floats   the values of a float32 tensor, otherwise null; read only
 * @param integers the values of an int64 or int32 tensor, otherwise null; read only
 */
public record Tensor(int[] dims, float[] floats, long[] integers) {

    /** A float32 tensor. */
    public static Tensor of(final float[] values, final int... dims) {
        return new Tensor(dims, values, null);
    }

    /** An int64 tensor. */
    public static Tensor of(final long[] values, final int... dims) {
        return new Tensor(dims, null, values);
    }

    @Override
    public String toString() {
        return "tensor " + Arrays.toString(dims);
    }
}
