package io.ringmaster.monitor.view.plot;

import java.util.Arrays;

/** A series of values, one column of pixels each: its first, lowest, highest and last value. What falls between two pixels is never lost. */
public final class Columns {

    private final long[] first;
    private final long[] low;
    private final long[] high;
    private final long[] last;
    private final boolean[] has;

    public Columns(final int width) {
        first = new long[width];
        low = new long[width];
        high = new long[width];
        last = new long[width];
        has = new boolean[width];
    }

    /** Forgets all values. */
    public void clear() {
        Arrays.fill(has, false);
    }

    public int width() {
        return has.length;
    }

    /** Adds a value; the values of a column come in the order of their time. A column outside is the nearest one. */
    public void add(final int column, final long value) {
        final int at = Math.clamp(column, 0, has.length - 1);
        if (!has[at]) {
            has[at] = true;
            first[at] = value;
            low[at] = value;
            high[at] = value;
        }
        low[at] = Math.min(low[at], value);
        high[at] = Math.max(high[at], value);
        last[at] = value;
    }

    public boolean has(final int column) {
        return has[column];
    }

    public long first(final int column) {
        return first[column];
    }

    public long low(final int column) {
        return low[column];
    }

    public long high(final int column) {
        return high[column];
    }

    public long last(final int column) {
        return last[column];
    }

    /** The lowest of all values; {@code Long.MAX_VALUE} without one. */
    public long lowest() {
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < has.length; i++) {
            lowest = has[i] ? Math.min(lowest, low[i]) : lowest;
        }
        return lowest;
    }

    /** The highest of all values; {@code Long.MIN_VALUE} without one. */
    public long highest() {
        long highest = Long.MIN_VALUE;
        for (int i = 0; i < has.length; i++) {
            highest = has[i] ? Math.max(highest, high[i]) : highest;
        }
        return highest;
    }
}
