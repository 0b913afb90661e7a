package io.ringmaster.inference.model.graph;

import java.util.Arrays;
import java.util.List;

/**
 * An input or output of a model.
 *
 * @param dims its shape for one observation, all dimensions known; a symbolic batch is 1
 */
public record Port(String name, List<Integer> dims) {

    public Port {
        dims = List.copyOf(dims);
    }

    /** How many numbers it has for one observation. */
    public int size() {
        int size = 1;
        for (final int dim : dims) {
            size = Math.multiplyExact(size, dim);
        }
        return size;
    }

    /** The shape as ONNX Runtime takes it. */
    public long[] shape() {
        return dims.stream().mapToLong(Integer::longValue).toArray();
    }

    @Override
    public String toString() {
        return name + " " + Arrays.toString(shape());
    }
}
