package io.ringmaster.monitor.view.kit;

import io.ringmaster.monitor.model.Rows;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.collections.ObservableListBase;

/**
 * Rows of a moment as the items of a table. It makes a row only when the table shows it, and tells the table of no more than what was added or taken
 * away, so a million rows cost as much as the forty on the screen. A filter or an order looks at every row.
 *
 * @param <T> a row
 */
public final class RowsList<T> extends ObservableListBase<T> {

    private final boolean isNewestFirst;
    private Rows<T> rows;
    private Predicate<T> filter;
    private Comparator<? super T> order;
    /** Which rows are shown, in which order; null for all of them as they are. */
    private int[] shown;
    private int count;

    private RowsList(final boolean isNewestFirst) {
        this.isNewestFirst = isNewestFirst;
    }

    /** An empty list that shows the newest row at the top. */
    public static <T> RowsList<T> newestFirst() {
        return new RowsList<>(true);
    }

    /** An empty list that shows the oldest row at the top. */
    public static <T> RowsList<T> oldestFirst() {
        return new RowsList<>(false);
    }

    @Override
    public T get(final int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("no row " + index + " of " + count);
        }
        return rows.get(row(index, rows.size(), shown, count));
    }

    @Override
    public int size() {
        return count;
    }

    /** Which row is at a place of the list. */
    private int row(final int index, final int size, final int[] places, final int length) {
        final int place = isNewestFirst && order == null ? length - 1 - index : index;
        return places == null ? place : places[place];
    }

    /** Shows the rows of another moment of the same session. Rows that were shown before must not have changed; otherwise refresh the table. */
    public void show(final Rows<T> next) {
        if (order != null) {
            if (rows == null || next.size() != rows.size()) {
                rebuild(next);
            }
            rows = next;
            return;
        }
        final Rows<T> before = rows;
        final int sizeBefore = before == null ? 0 : before.size();
        final int countBefore = count;
        final int[] shownBefore = shown;
        rows = next;
        if (filter != null) {
            follow(sizeBefore, next);
        } else {
            count = next.size();
        }
        tell(before, shownBefore, countBefore);
    }

    /** Keeps the places of what passes the filter up to date. */
    private void follow(final int sizeBefore, final Rows<T> next) {
        while (count > 0 && shown[count - 1] >= next.size()) {
            count--;
        }
        for (int row = sizeBefore; row < next.size(); row++) {
            if (filter.test(next.get(row))) {
                shown = count < shown.length ? shown : Arrays.copyOf(shown, Math.max(64, count * 2));
                shown[count++] = row;
            }
        }
    }

    private void tell(final Rows<T> before, final int[] shownBefore, final int countBefore) {
        beginChange();
        if (count > countBefore) {
            nextAdd(isNewestFirst ? 0 : countBefore, isNewestFirst ? count - countBefore : count);
        } else if (count < countBefore) {
            final List<T> gone = new AbstractList<>() {
                @Override
                public T get(final int index) {
                    final int place = isNewestFirst ? countBefore - 1 - index : count + index;
                    return before.get(shownBefore == null ? place : shownBefore[place]);
                }

                @Override
                public int size() {
                    return countBefore - count;
                }
            };
            nextRemove(isNewestFirst ? 0 : count, List.copyOf(gone));
        }
        endChange();
    }

    /** Shows only rows that pass; null shows all. */
    public void filter(final Predicate<T> passes) {
        filter = passes;
        if (rows != null) {
            rebuild(rows);
        } else {
            shown = passes == null ? null : new int[0];
        }
    }

    /** Shows rows in this order; null shows them by time. */
    @Override
    public void sort(final Comparator<? super T> by) {
        if (rows == null) {
            order = by;
        } else {
            final List<T> before = List.copyOf(this);
            order = by;
            rebuild(rows, before);
        }
    }

    private void rebuild(final Rows<T> next) {
        rebuild(next, List.copyOf(this));
    }

    private void rebuild(final Rows<T> next, final List<T> before) {
        rows = next;
        if (filter == null && order == null) {
            shown = null;
            count = next.size();
        } else {
            IntStream places = IntStream.range(0, next.size());
            if (filter != null) {
                places = places.filter(row -> filter.test(next.get(row)));
            }
            shown = order == null ? places.toArray()
                : places.boxed().sorted((a, b) -> order.compare(next.get(a), next.get(b))).mapToInt(Integer::intValue).toArray();
            count = shown.length;
        }
        beginChange();
        nextReplace(0, count, before);
        endChange();
    }
}
