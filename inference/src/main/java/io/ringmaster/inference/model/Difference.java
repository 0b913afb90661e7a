package io.ringmaster.inference.model;

import io.ringmaster.inference.model.graph.Port;
import java.util.Locale;

/**
 * The largest difference that a comparison found.
 *
 * @param error {@code |found - expected|}, divided by {@code |expected|} if that is above 1; 0 if both are NaN, infinite if only one is
 * @param row   place of the observation, from 0; -1 if nothing was compared
 * @param place the number of the output: {@code action[1]}
 */
public record Difference(double error, int row, String place, float expected, float found) {

    /** Nothing differs. */
    public static final Difference NONE = new Difference(0, -1, "", 0, 0);

    /** The larger one; this one if both are equal. */
    Difference or(final Difference other) {
        return other.error > error ? other : this;
    }

    static Difference of(final int row, final Port port, final int element, final float expected, final float found) {
        return new Difference(error(expected, found), row, port.name() + "[" + element + "]", expected, found);
    }

    /** The error between two numbers. */
    public static double error(final float expected, final float found) {
        if (Float.compare(expected, found) == 0) {
            return 0;
        }
        final double error = Math.abs((double) found - expected) / Math.max(1, Math.abs((double) expected));
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    /** The error with two digits, for messages. */
    public String magnitude() {
        return String.format(Locale.ROOT, "%.1e", error);
    }
}
