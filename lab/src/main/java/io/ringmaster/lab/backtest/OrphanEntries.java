package io.ringmaster.lab.backtest;

/**
 * Counts entries without a decision: fills that open or enlarge a position without a decision made after the last exit. If that exit carried out
 * a decision itself, as the first half of a reversal does, an entry may follow this decision or a later one.
 */
final class OrphanEntries {

    private final long[] lastOldDecision;
    private long count;

    OrphanEntries(final int instruments) {
        lastOldDecision = new long[instruments];
    }

    void onFill(final Fill fill) {
        final int id = fill.instrumentId();
        final long decision = fill.order().origin().decisionSequence();
        if (fill.isExit()) {
            lastOldDecision[id] = Math.max(lastOldDecision[id], decision == 0 ? fill.sequence() : decision - 1);
        }
        if (fill.isEntry() && decision <= lastOldDecision[id]) {
            count++;
        }
    }

    long count() {
        return count;
    }
}
