package io.ringmaster.lab.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Bars that had to be read whole because their file holds them in another order, or without lines. */
final class StoredBarRows implements BarRows {

    private final List<BarRow> rows = new ArrayList<>();
    private final List<String> notes;
    private int next;

    StoredBarRows(final List<String> notes) {
        this.notes = notes;
    }

    /** All rows of another file, in the order of time: such files begin with the newest, and some have a stretch out of place. */
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
        // Nothing is open any more.
    }
}
