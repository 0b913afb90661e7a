package io.ringmaster.inference.model.exact;

import io.ringmaster.inference.model.graph.Node;
import java.util.List;

/** {@code Gemm} and {@code MatMul} of one row and constant weights. */
final class Products {

    private Products() {
    }

    /** {@code alpha A B + beta C}; the factors are multiplied into weights and bias once. */
    static Value gemm(final Node node, final Compilation to) {
        final Value in = to.input(node, 0);
        final boolean isTransposed = node.attributes().integer("transB", 0) != 0;
        if (node.attributes().integer("transA", 0) != 0 || in.dims().length != 2) {
            throw new NotKnownException("operator " + node.label() + " with a transposed input");
        }
        final float[][] rows = rows(node, in, to.constantInput(node, 1), isTransposed);
        final float alpha = node.attributes().real("alpha", 1);
        for (final float[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = alpha * row[j];
            }
        }
        final float[] bias = new float[rows[0].length];
        if (!node.input(2).isEmpty()) {
            final Value added = to.constantInput(node, 2);
            if (added.size() != 1 && added.row() != bias.length) {
                throw new NotKnownException("the bias of " + node.label());
            }
            for (int j = 0; j < bias.length; j++) {
                bias[j] = node.attributes().real("beta", 1) * added.data()[added.size() == 1 ? 0 : j];
            }
        }
        return to.emit(List.of(in), new int[] {1, bias.length}, out -> new Dense(in, rows, bias, out));
    }

    static Value matMul(final Node node, final Compilation to) {
        final Value in = to.input(node, 0);
        final float[][] rows = rows(node, in, to.constantInput(node, 1), false);
        final float[] bias = new float[rows[0].length];
        final int[] dims = in.dims().clone();
        dims[dims.length - 1] = bias.length;
        return to.emit(List.of(in), dims, out -> new Dense(in, rows, bias, out));
    }

    private static float[][] rows(final Node node, final Value in, final Value weights, final boolean isTransposed) {
        final int[] dims = weights.dims();
        if (dims.length != 2 || in.row() < 1 || dims[isTransposed ? 1 : 0] != in.row()) {
            throw new NotKnownException("operator " + node.label() + " of more than a row and a matrix");
        }
        final int outputs = dims[isTransposed ? 0 : 1];
        final float[][] rows = new float[in.row()][outputs];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < outputs; j++) {
                rows[i][j] = weights.data()[isTransposed ? j * rows.length + i : i * outputs + j];
            }
        }
        return rows;
    }
}
