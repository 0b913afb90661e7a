package io.ringmaster.lab.split;

/**
 * Rows of a history that follow each other.
 *
 * @param from first row
 * @param to   first row after the last
 */
public record Rows(int from, int to) {

    public Rows {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("from must be 0 or more and to must not be below it: from=" + from + ", to=" + to);
        }
    }

    public int count() {
        return to - from;
    }

    public boolean contains(final int row) {
        return from <= row && row < to;
    }
}
