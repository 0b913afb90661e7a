package io.ringmaster.lab.learning.network;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers that are learned, or one number for each of them such as a gradient: rows in a fixed order. */
public final class Parameters implements Saved {

    private final float[][] rows;

    /** @param rows kept, not copied */
    public Parameters(final float[]... rows) {
        this.rows = rows;
    }

    /** The rows of several, one after the other; the numbers are shared, not copied. */
    public static Parameters joined(final List<Parameters> parts) {
        final List<float[]> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(Arrays.asList(part.rows)));
        return new Parameters(all.toArray(float[][]::new));
    }

    /** As many zeros. */
    public Parameters zeros() {
        final float[][] zeros = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            zeros[i] = new float[rows[i].length];
        }
        return new Parameters(zeros);
    }

    /** A copy with its own numbers. */
    public Parameters copy() {
        final Parameters copy = zeros();
        copy.set(this);
        return copy;
    }

    public int rows() {
        return rows.length;
    }

    /** The numbers themselves. */
    public float[] row(final int index) {
        return rows[index];
    }

    /** How many numbers. */
    public int size() {
        int size = 0;
        for (final float[] row : rows) {
            size += row.length;
        }
        return size;
    }

    public void clear() {
        for (final float[] row : rows) {
            Arrays.fill(row, 0);
        }
    }

    public void set(final Parameters other) {
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(other.rows[i], 0, rows[i], 0, rows[i].length);
        }
    }

    public void add(final Parameters other) {
        for (int i = 0; i < rows.length; i++) {
            RowProducts.add(rows[i], other.rows[i]);
        }
    }

    public void scale(final float factor) {
        for (final float[] row : rows) {
            scale(row, factor);
        }
    }

    private static void scale(final float[] row, final float factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] = row[j] * factor;
        }
    }

    /** Moves each number towards the other's by a share of the way: a target network that follows (Polyak's average). */
    public void approach(final Parameters other, final float share) {
        for (int i = 0; i < rows.length; i++) {
            approach(rows[i], other.rows[i], share);
        }
    }

    private static void approach(final float[] row, final float[] other, final float share) {
        for (int j = 0; j < row.length; j++) {
            row[j] = row[j] + share * (other[j] - row[j]);
        }
    }

    /** The length of all numbers as one vector. In each row four sums run side by side, which are added in pairs at its end. */
    public double norm() {
        double sum = 0;
        for (final float[] row : rows) {
            sum += squares(row);
        }
        return Math.sqrt(sum);
    }

    private static double squares(final float[] row) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 3 < row.length; j += 4) {
            s0 += (double) row[j] * row[j];
            s1 += (double) row[j + 1] * row[j + 1];
            s2 += (double) row[j + 2] * row[j + 2];
            s3 += (double) row[j + 3] * row[j + 3];
        }
        for (; j < row.length; j++) {
            s0 += (double) row[j] * row[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * Makes the vector shorter if it is longer than this, in its direction.
     *
     * @return its length before
     */
    public double limitNorm(final double most) {
        final double norm = norm();
        if (norm > most) {
            scale((float) (most / norm));
        }
        return norm;
    }

    @Override
    public void save(final CheckpointWriter to) {
        for (final float[] row : rows) {
            to.row(row);
        }
    }

    @Override
    public void load(final CheckpointReader from) {
        for (final float[] row : rows) {
            from.row(row);
        }
    }
}
