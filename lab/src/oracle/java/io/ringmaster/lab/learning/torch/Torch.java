package io.ringmaster.lab.learning.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ringmaster.lab.learning.network.Generator;
import java.util.List;
import java.util.function.Supplier;

/** Arrays in float64, and their gradients. */
final class Torch {

    static final NDManager MANAGER = NDManager.newBaseManager();

    private Torch() {
    }

    /** Numbers that float32 holds exactly, from -most to most. */
    static float[][] random(final Generator random, final int rows, final int columns, final double most) {
        final float[][] values = new float[rows][columns];
        for (final float[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) random.nextDouble(most);
            }
        }
        return values;
    }

    static NDArray matrix(final float[][] values) {
        return array(Answers.flat(values)).reshape(values.length, values[0].length);
    }

    static NDArray array(final float[] values) {
        final double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return MANAGER.create(wide, new Shape(wide.length));
    }

    /** 1 in the column of each row. */
    static NDArray oneHot(final int[] columns, final int count) {
        final float[][] values = new float[columns.length][count];
        for (int i = 0; i < columns.length; i++) {
            values[i][columns[i]] = 1;
        }
        return matrix(values);
    }

    /** A logit of -1e9 where an action is forbidden. */
    static NDArray penalties(final boolean[][] allowed) {
        final float[][] values = new float[allowed.length][allowed[0].length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = allowed[i][j] ? 0 : -1e9f;
            }
        }
        return matrix(values);
    }

    /** Computes a loss, and then the gradients of these arrays. */
    static List<NDArray> gradients(final List<NDArray> of, final Supplier<NDArray> loss) {
        of.forEach(array -> array.setRequiresGradient(true));
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(loss.get());
        }
        final List<NDArray> gradients = of.stream().map(array -> array.getGradient().duplicate()).toList();
        // Otherwise the next gradients of the same array would be added to these.
        of.forEach(array -> array.getGradient().muli(0));
        of.forEach(array -> array.setRequiresGradient(false));
        return gradients;
    }

    static NDArray flat(final List<NDArray> arrays) {
        return NDArrays.concat(new NDList(arrays.stream().map(NDArray::flatten).toList()));
    }
}
