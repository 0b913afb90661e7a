package io.ringmaster.gateway.parse;

import io.ringmaster.schema.Side;

/**
 * Judges the number of each change of one instrument's book. Numbers have no holes; a change that comes again, or is a little older than the
 * snapshot, is passed over. A number that goes back with another change than the one it stood for means that the venue numbers anew, and the
 * book is lost. One thread; allocates nothing.
 */
final class DeltaNumbers {

    /** What to do with a change. */
    enum Verdict { APPLY, PASS_OVER, LOST }

    private static final int KEPT = 64;
    /** So many in a row may be older than the snapshot: they were on their way when it was made. */
    private static final int OLD_IN_A_ROW = 16;

    private final long[] numbers = new long[KEPT];
    private final long[] pricesE8 = new long[KEPT];
    private final long[] signedQtysE8 = new long[KEPT];
    private int next;
    private long last;
    private long snapshot;
    private int oldInARow;

    void onSnapshot(final long number) {
        last = number;
        snapshot = number;
        oldInARow = 0;
    }

    long last() {
        return last;
    }

    /** A change before the first snapshot. */
    void remember(final long number, final long priceE8, final long qtyE8, final Side side) {
        numbers[next] = number;
        pricesE8[next] = priceE8;
        signedQtysE8[next] = signed(qtyE8, side);
        next = (next + 1) % KEPT;
    }

    Verdict judge(final long number, final long priceE8, final long qtyE8, final Side side) {
        if (number == last + 1) {
            last = number;
            oldInARow = 0;
            remember(number, priceE8, qtyE8, side);
            return Verdict.APPLY;
        }
        if (number > last) {
            return Verdict.LOST;
        }
        if (isKnown(number, priceE8, qtyE8, side)) {
            return Verdict.PASS_OVER;
        }
        final boolean isOld = number <= snapshot && snapshot - number < KEPT && ++oldInARow <= OLD_IN_A_ROW;
        remember(number, priceE8, qtyE8, side);
        return isOld ? Verdict.PASS_OVER : Verdict.LOST;
    }

    private boolean isKnown(final long number, final long priceE8, final long qtyE8, final Side side) {
        final long signedQtyE8 = signed(qtyE8, side);
        for (int i = 0; i < KEPT; i++) {
            if (numbers[i] == number && pricesE8[i] == priceE8 && signedQtysE8[i] == signedQtyE8) {
                return true;
            }
        }
        return false;
    }

    /** A quantity of zero removes a level, on either side. */
    private static long signed(final long qtyE8, final Side side) {
        return side == Side.BUY ? qtyE8 + 1 : -qtyE8 - 1;
    }
}
