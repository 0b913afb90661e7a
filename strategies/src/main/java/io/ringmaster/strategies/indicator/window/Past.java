package io.ringmaster.strategies.indicator.window;

/** The last {@code n} values. */
public class Past {

    private final double[] values;
    private int next;
    private int count;

    public Past(final int n) {
        values = new double[n];
    }

    /** @return the value that leaves; 0 while none does */
    public double push(final double value) {
        final double leaves = values[next];
        if (count < values.length) {
            count++;
        }
        values[next] = value;
        next = next + 1 == values.length ? 0 : next + 1;
        return leaves;
    }

    public final int length() {
        return values.length;
    }

    public final boolean isFull() {
        return count == values.length;
    }

    /** The value so many bars ago; 0 is the newest. */
    public final double ago(final int bars) {
        final int at = next - 1 - bars;
        return values[at < 0 ? at + values.length : at];
    }
}
