package io.ringmaster.monitor.model;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * What happened up to a moment, the oldest first. A row is made when it is asked for. Immutable; any thread.
 *
 * @param <T> a row
 */
public final class Rows<T> {

    private final LongTable table;
    private final int size;
    private final Reader<T> reader;

    /** Makes a row of the numbers of a table. */
    interface Reader<T> {
        T read(LongTable table, int row);
    }

    Rows(final LongTable table, final int size, final Reader<T> reader) {
        this.table = table;
        this.size = size;
        this.reader = reader;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** @throws IndexOutOfBoundsException unless {@code 0 <= index < size()} */
    public T get(final int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("no row " + index + " of " + size);
        }
        return reader.read(table, index);
    }

    /** The newest row; null if there is none. */
    public T last() {
        return size == 0 ? null : get(size - 1);
    }

    /** Event time of a row. */
    public long timeNs(final int index) {
        return table.get(index, LongTable.TIME);
    }

    /** Sequence of the input that a row is about, or that caused it. */
    public long sequence(final int index) {
        return table.get(index, LongTable.SEQUENCE);
    }

    /** The first row at or after an event time; {@link #size} if there is none. */
    public int firstAtOrAfter(final long timeNs) {
        return table.firstAtLeast(LongTable.TIME, timeNs, size);
    }

    /** The first row of an input at or after a sequence; {@link #size} if there is none. */
    public int firstAtOrAfterSequence(final long sequence) {
        return table.firstAtLeast(LongTable.SEQUENCE, sequence, size);
    }

    /** The same rows as an unmodifiable list with random access. */
    public List<T> asList() {
        return new Listed();
    }

    private final class Listed extends AbstractList<T> implements RandomAccess {

        @Override
        public T get(final int index) {
            return Rows.this.get(index);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
