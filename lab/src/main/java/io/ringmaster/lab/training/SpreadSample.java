package io.ringmaster.lab.training;

import java.util.ArrayList;
import java.util.List;

/** Keeps a bounded number of rows, spread evenly over all that it sees: when it is full, every second row goes, and every second one comes from then on. */
final class SpreadSample {

    private final int most;
    private List<float[]> rows = new ArrayList<>();
    private long every = 1;
    private long seen;

    /** @param most even */
    SpreadSample(final int most) {
        this.most = most;
    }

    /** @param row kept, not copied */
    void see(final float[] row) {
        if (rows.size() == most && seen % every == 0) {
            thinOut();
        }
        if (seen++ % every == 0) {
            rows.add(row);
        }
    }

    private void thinOut() {
        final List<float[]> half = new ArrayList<>();
        for (int i = 0; i < most; i += 2) {
            half.add(rows.get(i));
        }
        rows = half;
        every *= 2;
    }

    List<float[]> rows() {
        return rows;
    }
}
