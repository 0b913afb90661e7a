package io.ringmaster.monitor.model;

import io.ringmaster.units.FixedPoint;

/** What a part is of a whole, times 1e8. Near a whole of zero, a share may not fit a long: then it is the largest or the least one. */
final class Shares {

    private Shares() {
    }

    /** Rounded down; 0 unless the whole is positive. */
    static long of(final long part, final long whole) {
        if (whole <= 0) {
            return 0;
        }
        try {
            return FixedPoint.divideFloor(part, whole);
        } catch (final ArithmeticException e) {
            return part < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
        }
    }
}
