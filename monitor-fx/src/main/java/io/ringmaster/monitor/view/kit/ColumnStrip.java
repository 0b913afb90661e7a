package io.ringmaster.monitor.view.kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a table beside each other: their order, their widths, and by which of them the rows are sorted. If the last column is text, it takes
 * the width that is left; otherwise all columns share it. A column whose edge was dragged keeps its width.
 *
 * @param <T> a row
 */
final class ColumnStrip<T> {

    private static final double LEAST_PIXELS = 24;
    /** A column that shares the width is not made narrower than this share of what it wants; the table scrolls instead. */
    private static final double LEAST_SHARE = 0.5;

    private final List<Column<T>> columns = new ArrayList<>();
    /** Columns that sort, the most important first, and whether each ascends. */
    private final Map<Column<T>, Boolean> order = new LinkedHashMap<>();

    /** A column in its place, in pixels of the scene at a text of normal size. */
    static final class Column<T> {

        private final TextColumn<T> text;
        private double width;
        private boolean isFixed;
        private int left;
        private int right;

        private Column(final TextColumn<T> text, final boolean isFixed) {
            this.text = text;
            this.isFixed = isFixed;
            width = text.getPrefWidth();
        }

        TextColumn<T> text() {
            return text;
        }

        int left() {
            return left;
        }

        int right() {
            return right;
        }
    }

    ColumnStrip(final List<TextColumn<T>> texts) {
        final boolean isShared = texts.getLast().isAtRight();
        for (final TextColumn<T> text : texts) {
            columns.add(new Column<>(text, !isShared && text != texts.getLast()));
        }
    }

    List<Column<T>> columns() {
        return columns;
    }

    /**
     * Gives each column its place.
     *
     * @param room  pixels of the screen
     * @param scale pixels of the screen in one of {@link Column}
     * @return the right edge of the last column
     */
    int layOut(final double room, final double scale) {
        double fixed = 0;
        double shared = 0;
        for (final Column<T> column : columns) {
            fixed += column.isFixed ? column.width * scale : 0;
            shared += column.isFixed ? 0 : column.width * scale;
        }
        final double share = shared == 0 ? 0 : Math.max(LEAST_SHARE, (room - fixed) / shared);
        double x = 0;
        for (final Column<T> column : columns) {
            column.left = (int) Math.round(x);
            x += column.width * scale * (column.isFixed ? 1 : share);
            column.right = (int) Math.round(x);
        }
        return columns.getLast().right;
    }

    /** The column at a place; null beside them. */
    Column<T> at(final double x) {
        for (final Column<T> column : columns) {
            if (x >= column.left && x < column.right) {
                return column;
            }
        }
        return null;
    }

    /** The column whose right edge is near. */
    Column<T> edgeAt(final double x, final double near) {
        for (final Column<T> column : columns) {
            if (Math.abs(x - column.right) <= near) {
                return column;
            }
        }
        return null;
    }

    void resize(final Column<T> column, final double pixels, final double scale) {
        column.isFixed = true;
        column.width = Math.max(LEAST_PIXELS, pixels / scale);
    }

    /** Puts a column where another one is. */
    void move(final Column<T> column, final Column<T> to) {
        final int place = columns.indexOf(to);
        columns.remove(column);
        columns.add(place, column);
    }

    /** A click on a header: ascending, descending, as they come. */
    void sort(final Column<T> column, final boolean isBesideOthers) {
        final Boolean before = order.get(column);
        if (!isBesideOthers) {
            order.clear();
        }
        if (before == null) {
            order.put(column, true);
        } else if (before) {
            order.put(column, false);
        } else {
            order.remove(column);
        }
    }

    /** What the header looks like. */
    List<Object> look() {
        final List<Object> look = new ArrayList<>();
        for (final Column<T> column : columns) {
            look.add(column.text.getText());
            look.add(column.left);
            look.add(column.right);
            look.add(String.valueOf(order.get(column)));
        }
        return look;
    }

    /** Null for a column that does not sort. */
    Boolean isAscending(final Column<T> column) {
        return order.get(column);
    }

    /** Null for rows as they come. */
    Comparator<T> comparator() {
        Comparator<T> all = null;
        for (final Map.Entry<Column<T>, Boolean> each : order.entrySet()) {
            final Comparator<T> one = each.getKey().text.getComparator();
            final Comparator<T> directed = each.getValue() ? one : one.reversed();
            all = all == null ? directed : all.thenComparing(directed);
        }
        return all;
    }
}
