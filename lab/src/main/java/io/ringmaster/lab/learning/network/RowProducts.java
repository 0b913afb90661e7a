package io.ringmaster.lab.learning.network;

/**
 * The one sum that networks are made of: {@code sums += a[0] w[0] + a[1] w[1] + ...} with rows w. It takes the rows in their order, four at a time:
 * {@code s[j] = s[j] + ((a0 w0[j] + a1 w1[j]) + (a2 w2[j] + a3 w3[j]))}; up to three that are left follow one by one. That is the exact engine's order.
 * Two groups of four in one loop have the same bits as one after the other, and read and write the sums half as often.
 *
 * <p>Each row is an array of its own and each loop runs over one index: the JVM's compiler then does several j at once, which changes the order of no sum.
 */
final class RowProducts {

    private RowProducts() {
    }

    /** Adds the first {@code count} rows, each times its factor. */
    static void add(final float[] sums, final float[] factors, final float[][] rows, final int count) {
        int i = 0;
        for (; i + 7 < count; i += 8) {
            eight(sums, factors, rows, i);
        }
        if (i + 3 < count) {
            four(sums, factors, i, rows[i], rows[i + 1], rows[i + 2], rows[i + 3]);
            i += 4;
        }
        for (; i < count; i++) {
            one(sums, factors[i], rows[i]);
        }
    }

    /** Adds the first {@code count} rows, each times the number in a column of the row beside it. */
    static void addByColumn(final float[] sums, final float[][] factors, final int column, final float[][] rows, final int count, final float[] scratch) {
        for (int i = 0; i < count; i++) {
            scratch[i] = factors[i][column];
        }
        add(sums, scratch, rows, count);
    }

    private static void eight(final float[] sums, final float[] factors, final float[][] rows, final int i) {
        eight(sums, factors, i, rows[i], rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4], rows[i + 5], rows[i + 6], rows[i + 7]);
    }

    private static void eight(
        final float[] s, final float[] a, final int i, final float[] w0, final float[] w1, final float[] w2, final float[] w3, final float[] w4,
        final float[] w5, final float[] w6, final float[] w7) {
        final float a0 = a[i];
        final float a1 = a[i + 1];
        final float a2 = a[i + 2];
        final float a3 = a[i + 3];
        final float a4 = a[i + 4];
        final float a5 = a[i + 5];
        final float a6 = a[i + 6];
        final float a7 = a[i + 7];
        for (int j = 0; j < s.length; j++) {
            s[j] = (s[j] + ((a0 * w0[j] + a1 * w1[j]) + (a2 * w2[j] + a3 * w3[j]))) + ((a4 * w4[j] + a5 * w5[j]) + (a6 * w6[j] + a7 * w7[j]));
        }
    }

    private static void four(
        final float[] s, final float[] a, final int i, final float[] w0, final float[] w1, final float[] w2, final float[] w3) {
        final float a0 = a[i];
        final float a1 = a[i + 1];
        final float a2 = a[i + 2];
        final float a3 = a[i + 3];
        for (int j = 0; j < s.length; j++) {
            s[j] = s[j] + ((a0 * w0[j] + a1 * w1[j]) + (a2 * w2[j] + a3 * w3[j]));
        }
    }

    private static void one(final float[] s, final float a, final float[] w) {
        for (int j = 0; j < s.length; j++) {
            s[j] = s[j] + a * w[j];
        }
    }

    /** {@code sums += row}. */
    static void add(final float[] sums, final float[] row) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] = sums[j] + row[j];
        }
    }
}
