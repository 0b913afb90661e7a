package io.ringmaster.lab.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Bars that are read completely first, because their file has another order, or no lines. */
final class StoredBarRows implements BarRows {

    private final List<BarRow> rows = new ArrayList<>();
    private final List<String> notes;
    private int next;

    StoredBarRows(final List<String> notes) {
        this.notes = notes;
    }

    /** All rows of a file, sorted by time. Such files begin with the newest row, and some have a part out of order. */
    static StoredBarRows sorted(final BarRows unsorted) {
        final StoredBarRows stored = new StoredBarRows(unsorted.notes());
        for (BarRow row = new BarRow(); unsorted.next(row); row = new BarRow()) {
            stored.add(row);
        }
        stored.sort();
        return stored;
    }

    void add(final BarRow row) {
        rows.add(row);
    }

    void sort() {
        rows.sort(Comparator.comparingLong(row -> row.timeMs));
    }

    @Override
    public boolean next(final BarRow row) {
        if (next == rows.size()) {
            return false;
        }
        row.copyFrom(rows.get(next++));
        return true;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
