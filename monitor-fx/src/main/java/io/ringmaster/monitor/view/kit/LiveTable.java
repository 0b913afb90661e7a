package io.ringmaster.monitor.view.kit;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.ObservableListBase;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.util.Duration;

/**
 * A table of rows that come or change while you look: filtered, and in the order of the headers that you clicked. A row is read when it is shown.
 * What you read stays where it is when rows are added above it, and what is selected stays selected. A sorted table is arranged once a second, so
 * that rows do not jump with each event.
 *
 * @param <T> a row
 */
public final class LiveTable<T> {

    private static final Duration CALM = Duration.seconds(1);
    private static final int NONE = -1;

    private final Listed listed = new Listed();
    private final Calm arranging = new Calm(CALM, this::arrange);
    private final TableView<T> table;
    private final boolean isNewestFirst;
    private Object session = "";
    private IntFunction<T> source = row -> null;
    private int size;
    private Predicate<? super T> filter = row -> true;
    private Consumer<T> onSelect = row -> { };
    /** Rows of the source that pass the filter, ascending; of the first {@link #looked} rows. */
    private int[] passed = new int[64];
    private int passedCount;
    private int looked;
    /** Rows of the source as they are shown; null for the newest first. */
    private int[] order;
    private int selected = NONE;
    private boolean isArranging;
    private String why;

    private LiveTable(final TableView<T> table, final boolean isNewestFirst, final String why) {
        this.table = table;
        this.isNewestFirst = isNewestFirst;
        this.why = why;
    }

    /** A table of rows that are only added: the newest first, until you click a header. */
    public static <T> LiveTable<T> newestFirst(final String name, final String why, final List<TextColumn<T>> columns) {
        return make(name, why, columns, true);
    }

    /** A table of rows whose number is fixed and whose values change. */
    public static <T> LiveTable<T> ofFixedRows(final String name, final String why, final List<TextColumn<T>> columns) {
        return make(name, why, columns, false);
    }

    private static <T> LiveTable<T> make(final String name, final String why, final List<TextColumn<T>> columns, final boolean isNewestFirst) {
        final TableView<T> table = Tables.table(name, why, FXCollections.observableArrayList(), columns);
        final LiveTable<T> live = new LiveTable<>(table, isNewestFirst, why);
        table.setItems(live.listed);
        table.setSortPolicy(view -> {
            live.arranging.now();
            return true;
        });
        table.getSelectionModel().selectedIndexProperty().addListener((value, before, after) -> live.onSelected(after.intValue()));
        return live;
    }

    public TableView<T> table() {
        return table;
    }

    /** Says why there are no rows. */
    public void why(final String sentence) {
        why = sentence;
        sayWhy();
    }

    private void sayWhy() {
        if (passedCount == 0 && table.getPlaceholder() instanceof final Label label) {
            final String text = size == 0 ? why : "Nothing passes the filter: " + Numbers.count(size) + (size == 1 ? " row is hidden." : " rows are hidden.");
            if (!text.equals(label.getText())) {
                label.setText(text);
            }
        }
    }

    /** Does something with the row that a person selects, or with null when nothing is selected any more. */
    public void onSelect(final Consumer<T> action) {
        onSelect = action;
    }

    /** Shows only the rows that pass. */
    public void filter(final Predicate<? super T> wanted) {
        filter = wanted;
        looked = 0;
        arranging.now();
    }

    /**
     * Shows the rows of a moment.
     *
     * @param of        what the rows are of; another one forgets what is selected
     * @param count     how many rows there are
     * @param reader    makes a row
     * @param unchanged so many of the first rows are as they were
     */
    public void show(final Object of, final int count, final IntFunction<T> reader, final int unchanged) {
        final boolean isOther = !of.equals(session);
        final boolean isShorter = count < size;
        session = of;
        source = reader;
        size = count;
        listed.forget();
        looked = isOther ? 0 : Math.min(looked, Math.min(unchanged, count));
        selected = isOther || selected >= count ? NONE : selected;
        if (isOther || isShorter) {
            arranging.now();
        } else if (looked < size) {
            if (isNewestFirst && table.getSortOrder().isEmpty()) {
                arrange();
            } else {
                arranging.ask();
            }
        }
        Tables.refresh(table);
    }

    /** How many rows pass the filter. */
    public int count() {
        return passedCount;
    }

    /** The row of the source that is selected; -1 without one. */
    public int selected() {
        return selected;
    }

    /** Selects a row of the source, and shows it. */
    public void select(final int row) {
        selected = row;
        restoreSelection();
        final int index = indexOf(row);
        if (index >= 0) {
            table.scrollTo(index);
        }
    }

    private void onSelected(final int index) {
        if (!isArranging) {
            selected = index < 0 || index >= passedCount ? NONE : rowAt(index);
            onSelect.accept(selected == NONE ? null : source.apply(selected));
        }
    }

    private void arrange() {
        final int before = passedCount;
        final int kept = keptBelow(looked);
        passedCount = kept;
        for (int row = looked; row < size; row++) {
            if (filter.test(source.apply(row))) {
                add(row);
            }
        }
        looked = size;
        isArranging = true;
        final int[] orderBefore = order;
        order = sorted();
        if (order == null && orderBefore == null) {
            publishNewest(before, kept);
        } else if (orderBefore == null || !Arrays.equals(order, orderBefore)) {
            listed.replaceAll(before);
        }
        restoreSelection();
        isArranging = false;
        sayWhy();
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
        if (table.getSortOrder().isEmpty()) {
            return isNewestFirst ? null : Arrays.copyOf(passed, passedCount);
        }
        record Numbered<T>(int number, T row) {
        }
        final Comparator<T> comparator = comparator();
        final List<Numbered<T>> rows = Arrays.stream(passed, 0, passedCount).mapToObj(row -> new Numbered<>(row, source.apply(row)))
            .sorted((a, b) -> comparator.compare(a.row, b.row)).toList();
        return rows.stream().mapToInt(Numbered::number).toArray();
    }

    @SuppressWarnings("unchecked")
    private Comparator<T> comparator() {
        Comparator<T> all = (a, b) -> 0;
        for (final TableColumn<T, ?> column : table.getSortOrder()) {
            final Comparator<T> one = (Comparator<T>) column.getComparator();
            all = all.thenComparing(column.getSortType() == TableColumn.SortType.ASCENDING ? one : one.reversed());
        }
        return all;
    }

    private void publishNewest(final int before, final int kept) {
        final int removed = before - kept;
        final int added = passedCount - kept;
        if (removed == 0 && added == 0) {
            return;
        }
        final int first = firstVisible();
        listed.replaceFirst(removed, added);
        if (first > 0 && kept > 0) {
            table.scrollTo(Math.clamp(first + added - removed, 0, Math.max(0, passedCount - 1)));
        }
    }

    /** The first row on the screen; 0 before there is one. */
    private int firstVisible() {
        final IndexedCell<?> cell = table.lookup(".virtual-flow") instanceof final VirtualFlow<?> flow ? flow.getFirstVisibleCell() : null;
        return cell == null ? 0 : Math.max(0, cell.getIndex());
    }

    private void restoreSelection() {
        final boolean wasArranging = isArranging;
        isArranging = true;
        final int index = selected == NONE ? NONE : indexOf(selected);
        if (index < 0) {
            table.getSelectionModel().clearSelection();
        } else if (table.getSelectionModel().getSelectedIndex() != index) {
            table.getSelectionModel().clearAndSelect(index);
        }
        isArranging = wasArranging;
    }

    private int indexOf(final int row) {
        if (order == null) {
            final int place = Arrays.binarySearch(passed, 0, passedCount, row);
            return place < 0 ? NONE : passedCount - 1 - place;
        }
        for (int i = 0; i < order.length; i++) {
            if (order[i] == row) {
                return i;
            }
        }
        return NONE;
    }

    private int rowAt(final int index) {
        return order == null ? passed[passedCount - 1 - index] : order[index];
    }

    /** The rows as the table asks for them. The columns of one row ask for it one after the other, so the last rows are kept. */
    private final class Listed extends ObservableListBase<T> {

        private static final int MASK = 0x7f;

        private final Object[] rows = new Object[MASK + 1];
        private final int[] numbers = new int[MASK + 1];

        private void forget() {
            Arrays.fill(rows, null);
        }

        @Override
        @SuppressWarnings("unchecked")
        public T get(final int index) {
            final int row = rowAt(index);
            final int place = row & MASK;
            if (rows[place] == null || numbers[place] != row) {
                rows[place] = source.apply(row);
                numbers[place] = row;
            }
            return (T) rows[place];
        }

        @Override
        public int size() {
            return order == null ? passedCount : order.length;
        }

        private void replaceAll(final int before) {
            change(before, size());
        }

        private void replaceFirst(final int removed, final int added) {
            change(removed, added);
        }

        private void change(final int removed, final int added) {
            beginChange();
            nextReplace(0, added, Collections.nCopies(removed, null));
            endChange();
        }
    }
}
