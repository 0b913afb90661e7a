package io.ringmaster.pipeline.core.execution;

import io.ringmaster.schema.Invariant;

/** The invariants found broken: the first break of each kind, and of several at once the first, because the others follow from it. */
final class BrokenInvariant {

    /** Instrument of an invariant that concerns none. */
    static final int NONE = -1;

    private int brokenKinds;
    private boolean isNew;
    private Invariant broken = Invariant.NULL_VAL;
    private int instrumentId = NONE;
    private long expected;
    private long observed;

    /** Notes a break unless the invariant holds. The schema says what its two numbers mean. */
    void require(final boolean holds, final Invariant invariant, final int id, final long should, final long is) {
        final int bit = 1 << invariant.value();
        if (holds || (brokenKinds & bit) != 0) {
            return;
        }
        brokenKinds |= bit;
        if (!isNew) {
            isNew = true;
            broken = invariant;
            instrumentId = id;
            expected = should;
            observed = is;
        }
    }

    /** Whether one broke since the last call. */
    boolean take() {
        final boolean taken = isNew;
        isNew = false;
        return taken;
    }

    void reset() {
        brokenKinds = 0;
        isNew = false;
        broken = Invariant.NULL_VAL;
    }

    Invariant invariant() {
        return broken;
    }

    int instrumentId() {
        return instrumentId;
    }

    long expected() {
        return expected;
    }

    long observed() {
        return observed;
    }

    @Override
    public String toString() {
        return broken + ": expected " + expected + ", observed " + observed + ", instrument " + instrumentId;
    }
}
