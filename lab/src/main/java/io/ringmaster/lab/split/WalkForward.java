package io.ringmaster.lab.split;

import java.util.ArrayList;
import java.util.List;

/** Splits in which training always lies before the test, and each test begins where the one before it ended. */
public final class WalkForward {

    private final int trainRows;
    private final int testRows;
    private final boolean isAnchored;
    private final Gap gap;

    private WalkForward(final int trainRows, final int testRows, final boolean isAnchored, final Gap gap) {
        if (trainRows < 1 || testRows < 1) {
            throw new IllegalArgumentException("trainRows and testRows must be positive: trainRows=" + trainRows + ", testRows=" + testRows);
        }
        this.trainRows = trainRows;
        this.testRows = testRows;
        this.isAnchored = isAnchored;
        this.gap = gap;
    }

    /** Every training begins at the first row and grows. The embargo does not matter: no training row follows its test. */
    public static WalkForward anchored(final int firstTrainRows, final int testRows, final Gap gap) {
        return new WalkForward(firstTrainRows, testRows, true, gap);
    }

    /** Every training has the same number of rows. */
    public static WalkForward rolling(final int trainRows, final int testRows, final Gap gap) {
        return new WalkForward(trainRows, testRows, false, gap);
    }

    /** The splits of a history, oldest first; the last test may be shorter. Empty if the history is too short for one. */
    public List<Split> over(final int rows) {
        final List<Split> splits = new ArrayList<>();
        for (int start = Math.addExact(trainRows, gap.purge()); start < rows; start += testRows) {
            final int trainTo = start - gap.purge();
            final Rows train = new Rows(isAnchored ? 0 : trainTo - trainRows, trainTo);
            splits.add(new Split(List.of(train), List.of(new Rows(start, (int) Math.min(rows, (long) start + testRows)))));
        }
        return splits;
    }
}
