package io.ringmaster.monitor.view.kit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Which rows of a source a table shows, in which order: those that pass the filter, as they come, the newest first, or sorted. Rows that are only
 * added cost no more than they are.
 *
 * @param <T> a row
 */
final class Arrangement<T> {

    private static final int NONE = -1;

    private final boolean isNewestFirst;
    private IntFunction<T> source = row -> null;
    private int size;
    private Predicate<? super T> filter = row -> true;
    private Comparator<T> comparator;
    /** Rows of the source that pass the filter, ascending; of the first {@link #looked} rows. */
    private int[] passed = new int[64];
    private int passedCount;
    private int looked;
    /** Rows of the source in their order; null for that of {@link #passed}. */
    private int[] sorted;

    Arrangement(final boolean isNewestFirst) {
        this.isNewestFirst = isNewestFirst;
    }

    /** @param unchanged so many of the first rows are as they were, so that the filter need not look at them again */
    void show(final int count, final IntFunction<T> reader, final int unchanged) {
        source = reader;
        size = count;
        looked = Math.min(looked, Math.min(unchanged, count));
    }

    void filter(final Predicate<? super T> wanted) {
        filter = wanted;
        looked = 0;
    }

    /** @param by null for rows as they come */
    void sort(final Comparator<T> by) {
        comparator = by;
    }

    boolean isSorted() {
        return comparator != null;
    }

    /** Whether there are rows that it has not arranged. */
    boolean isBehind() {
        return looked < size || passedCount > 0 && passed[passedCount - 1] >= size;
    }

    /** Looks at what is new. Returns how many rows more stand before the ones that stood there, if rows are only added or taken at the top. */
    int arrange() {
        final int before = looked == 0 ? NONE : passedCount;
        passedCount = keptBelow(looked);
        for (int row = looked; row < size; row++) {
            if (filter.test(source.apply(row))) {
                add(row);
            }
        }
        looked = size;
        sorted = comparator == null ? null : sorted();
        return isNewestFirst && comparator == null && before != NONE ? passedCount - before : 0;
    }

    private void add(final int row) {
        if (passedCount == passed.length) {
            passed = Arrays.copyOf(passed, passedCount * 2);
        }
        passed[passedCount++] = row;
    }

    private int keptBelow(final int row) {
        final int place = Arrays.binarySearch(passed, 0, passedCount, row);
        return place < 0 ? -place - 1 : place;
    }

    private int[] sorted() {
        record Numbered<T>(int number, T row) {
        }
        final List<Numbered<T>> rows = Arrays.stream(passed, 0, passedCount).mapToObj(row -> new Numbered<>(row, source.apply(row)))
            .sorted((a, b) -> comparator.compare(a.row, b.row)).toList();
        return rows.stream().mapToInt(Numbered::number).toArray();
    }

    /** Rows of the source. */
    int sourceSize() {
        return size;
    }

    /** Rows that pass the filter. */
    int count() {
        return passedCount;
    }

    /** The row of the source at a place of the table. */
    int rowAt(final int index) {
        return sorted != null ? sorted[index] : passed[isNewestFirst ? passedCount - 1 - index : index];
    }

    T get(final int index) {
        return source.apply(rowAt(index));
    }

    /** The place of a row of the source; -1 if the filter hides it. */
    int indexOf(final int row) {
        if (sorted == null) {
            final int place = Arrays.binarySearch(passed, 0, passedCount, row);
            return place < 0 ? NONE : isNewestFirst ? passedCount - 1 - place : place;
        }
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] == row) {
                return i;
            }
        }
        return NONE;
    }
}
