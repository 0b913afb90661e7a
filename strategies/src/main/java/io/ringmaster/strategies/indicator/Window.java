package io.ringmaster.strategies.indicator;

/** The last {@code n} values, and their running sum. */
final class Window extends CompensatedSum {

    private final double[] values;
    private int next;
    private int count;

    Window(final int n) {
        values = new double[n];
    }

    /** @return the value that left the window; 0 while none does */
    double push(final double value) {
        final double leaves = values[next];
        if (count < values.length) {
            count++;
        }
        values[next] = value;
        next = next + 1 == values.length ? 0 : next + 1;
        add(value);
        add(-leaves);
        return leaves;
    }

    int length() {
        return values.length;
    }

    boolean isFull() {
        return count == values.length;
    }

    /** The value so many bars ago; 0 is the newest. */
    double ago(final int bars) {
        final int at = next - 1 - bars;
        return values[at < 0 ? at + values.length : at];
    }
}
