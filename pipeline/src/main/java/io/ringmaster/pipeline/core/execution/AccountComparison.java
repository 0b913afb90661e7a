package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.LatchReason;

/**
 * Compares positions and cash with the venue's. Returns a reason to latch if they differ for too long; {@link TradingHalt} acts on it.
 *
 * <p>The ledger keeps its own count of cash. While nothing is held and no order works, both counts change alike whatever the market does, and a
 * change of only one of them is money that we cannot explain. Reports may cross fills on their way, so a difference counts only after it has lasted
 * as long as an order may stay unanswered.
 */
final class AccountComparison {

    private static final int MISMATCHES_TO_LATCH = 2;
    private static final long NEVER = Long.MAX_VALUE;

    private final Ledger ledger;
    private final int[] mismatches;
    private final long[] reportedE8;
    private boolean isReported;
    private long equityE8;
    private long cashE8;
    private boolean isCompared;
    /** The venue's cash less ours when the two were first compared. */
    private long cashAheadE8;
    private long cashDiffersSinceNs = NEVER;

    AccountComparison(final Ledger ledger, final int instruments) {
        this.ledger = ledger;
        mismatches = new int[instruments];
        reportedE8 = new long[instruments];
    }

    /** The venue reports a position: two disagreements in a row latch; one may have crossed a fill on its way. */
    LatchReason onPosition(final int instrumentId, final long positionE8) {
        final boolean isSame = positionE8 == ledger.positionE8(instrumentId);
        reportedE8[instrumentId] = positionE8;
        mismatches[instrumentId] = isSame ? 0 : mismatches[instrumentId] + 1;
        return mismatches[instrumentId] >= MISMATCHES_TO_LATCH ? LatchReason.POSITION_MISMATCH : null;
    }

    /** An instrument whose last reported position differs from ours; -1 for none. */
    int differingInstrument() {
        for (int id = 0; id < mismatches.length; id++) {
            if (mismatches[id] > 0 && reportedE8[id] != ledger.positionE8(id)) {
                return id;
            }
        }
        return -1;
    }

    /** The position the venue reported last. */
    long reportedE8(final int instrumentId) {
        return reportedE8[instrumentId];
    }

    /** The venue reports the account; {@link #compareCash} follows. */
    void onAccount(final long reportedCashE8, final long reportedEquityE8) {
        cashE8 = reportedCashE8;
        equityE8 = reportedEquityE8;
        isReported = true;
    }

    /**
     * The ledger or the account changed.
     *
     * @param isFlat whether nothing is held and no order works
     */
    void compareCash(final boolean isFlat, final long maxDifferenceE8, final long timeNs) {
        if (!isReported || !isFlat) {
            cashDiffersSinceNs = NEVER;
            return;
        }
        final long aheadE8 = Math.subtractExact(cashE8, ledger.cashE8());
        if (!isCompared) {
            isCompared = true;
            cashAheadE8 = aheadE8;
        }
        final boolean isExplained = Math.abs(Math.subtractExact(aheadE8, cashAheadE8)) <= maxDifferenceE8;
        cashDiffersSinceNs = isExplained ? NEVER : Math.min(cashDiffersSinceNs, timeNs);
    }

    /** Time passed; returns a reason to latch if cash has differed for that long, or null. */
    LatchReason onTimer(final boolean isFlat, final long patienceNs, final long timeNs) {
        if (cashDiffersSinceNs == NEVER) {
            return null;
        }
        if (!isFlat) {
            cashDiffersSinceNs = NEVER;
            return null;
        }
        return timeNs - cashDiffersSinceNs >= patienceNs ? LatchReason.ACCOUNT_MISMATCH : null;
    }

    /** A person has checked: the next comparison is the first one again. */
    void reset() {
        isCompared = false;
        cashDiffersSinceNs = NEVER;
    }

    /** The equity that the venue reported last; 0 before that. */
    long equityE8() {
        return equityE8;
    }
}
