package io.ringmaster.lab.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Bars that had to be read whole because their file holds them in another order, or without lines. */
final class StoredBarRows implements BarRows {

    private final List<BarRow> rows = new ArrayList<>();
    private int next;

    void add(final BarRow row) {
        rows.add(row);
    }

    /** For files that begin with the newest bar. */
    void reverse() {
        Collections.reverse(rows);
    }

    boolean isNewestFirst() {
        return rows.size() > 1 && rows.getFirst().timeMs > rows.getLast().timeMs;
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
    public void close() {
        // Nothing is open any more.
    }
}
