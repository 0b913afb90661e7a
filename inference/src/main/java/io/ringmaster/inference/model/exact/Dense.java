package io.ringmaster.inference.model.exact;

import java.util.Arrays;

/**
 * A row times a matrix, plus a bias. The sum of an output starts with its bias and takes the inputs in their order, four at a time:
 * {@code o[j] = o[j] + ((a0 w0[j] + a1 w1[j]) + (a2 w2[j] + a3 w3[j]))}; up to three that are left follow one by one. Four at a time round less often
 * than one by one, and the additions wait less for each other.
 */
final class Dense implements Step {

    /** With fewer outputs than this, a loop over the inputs is faster than one over the outputs. */
    private static final int NARROW = 8;

    /**
     * The loops run over arrays that are a little longer than the outputs: the compiled loop handles the numbers before and after its wide steps one by
     * one, and these lengths leave it the fewest. Measured with 32, 64 and 128 outputs: a fifth of the time less.
     */
    private static final int WIDE = 32;
    private static final int EXTRA = 8;

    private final Value in;
    private final Value out;
    private final float[] bias;
    /** An array for each input: the weights to all outputs. One flat array with an offset would not vectorise. */
    private final float[][] rows;
    /** An array for each output: the weights from all inputs. Empty unless there are few outputs. */
    private final float[][] columns;
    /** The sums, one for each output and some more; without meaning if there are columns. */
    private final float[] sums;

    /** @param rows a row for each input, a column for each output */
    Dense(final Value in, final float[][] rows, final float[] bias, final Value out) {
        this.in = in;
        this.out = out;
        this.bias = bias;
        final boolean isNarrow = bias.length < NARROW;
        final int length = isNarrow ? bias.length : (bias.length + WIDE - 1) / WIDE * WIDE + EXTRA;
        sums = new float[length];
        this.rows = new float[rows.length][];
        columns = new float[isNarrow ? bias.length : 0][rows.length];
        for (int i = 0; i < rows.length; i++) {
            this.rows[i] = Arrays.copyOf(rows[i], length);
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = rows[i][j];
            }
        }
    }

    @Override
    public void forward() {
        if (columns.length > 0) {
            narrow(in.data(), out.data());
            return;
        }
        final float[] a = in.data();
        System.arraycopy(bias, 0, sums, 0, bias.length);
        int i = 0;
        for (; i + 3 < rows.length; i += 4) {
            add(sums, a, i, rows[i], rows[i + 1], rows[i + 2], rows[i + 3]);
        }
        for (; i < rows.length; i++) {
            add(sums, a[i], rows[i]);
        }
        System.arraycopy(sums, 0, out.data(), 0, bias.length);
    }

    private static void add(
        final float[] o, final float[] a, final int i, final float[] w0, final float[] w1, final float[] w2, final float[] w3) {
        final float a0 = a[i];
        final float a1 = a[i + 1];
        final float a2 = a[i + 2];
        final float a3 = a[i + 3];
        for (int j = 0; j < o.length; j++) {
            o[j] = o[j] + ((a0 * w0[j] + a1 * w1[j]) + (a2 * w2[j] + a3 * w3[j]));
        }
    }

    private static void add(final float[] o, final float a, final float[] w) {
        for (int j = 0; j < o.length; j++) {
            o[j] = o[j] + a * w[j];
        }
    }

    private void narrow(final float[] a, final float[] o) {
        for (int j = 0; j < o.length; j++) {
            o[j] = sum(bias[j], a, columns[j]);
        }
    }

    private static float sum(final float bias, final float[] a, final float[] w) {
        float sum = bias;
        int i = 0;
        for (; i + 3 < w.length; i += 4) {
            sum = sum + ((a[i] * w[i] + a[i + 1] * w[i + 1]) + (a[i + 2] * w[i + 2] + a[i + 3] * w[i + 3]));
        }
        for (; i < w.length; i++) {
            sum = sum + a[i] * w[i];
        }
        return sum;
    }

    @Override
    public void backward() {
        final float[] gradients = in.gradients();
        for (int i = 0; i < rows.length; i++) {
            float sum = 0;
            for (int j = 0; j < bias.length; j++) {
                sum = sum + out.gradients()[j] * rows[i][j];
            }
            gradients[i] += sum;
        }
    }
}
