package io.ringmaster.monitor.model;

import io.ringmaster.units.FixedPoint;

/**
 * A position at a moment.
 *
 * @param qtyE8               signed
 * @param averageEntryPriceE8 0 when flat
 * @param markPriceE8         that it is valued at; 0 before the first
 */
public record PositionView(int instrument, long qtyE8, long averageEntryPriceE8, long markPriceE8, long unrealisedPnlE8) {

    public boolean isFlat() {
        return qtyE8 == 0;
    }

    /** Signed value at the mark. */
    public long notionalE8() {
        return FixedPoint.multiplyHalfEven(qtyE8, markPriceE8);
    }
}
