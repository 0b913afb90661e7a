package io.ringmaster.strategies.indicator;

/** The last {@code n} values and their running sum, summed afresh each time round so that rounding errors can't pile up. */
final class Window {

    private final double[] values;
    private int next;
    private int count;
    private double sum;

    Window(final int n) {
        values = new double[n];
    }

    void add(final double value) {
        if (count == values.length) {
            sum -= values[next];
        } else {
            count++;
        }
        values[next] = value;
        sum += value;
        next++;
        if (next == values.length) {
            next = 0;
            sumAfresh();
        }
    }

    private void sumAfresh() {
        sum = exactSum();
    }

    /** The sum without any running error: exactly 0 when all values are. Costs n additions. */
    double exactSum() {
        double fresh = 0;
        for (final double value : values) {
            fresh += value;
        }
        return fresh;
    }

    boolean isFull() {
        return count == values.length;
    }

    double sum() {
        return sum;
    }

    double mean() {
        return sum / values.length;
    }

    /** Sum of squared distances from the mean, over what is in the window; two passes, because a running one loses its digits. */
    double squaredDistances() {
        final double mean = mean();
        double squares = 0;
        for (final double value : values) {
            final double distance = value - mean;
            squares += distance * distance;
        }
        return squares;
    }
}
