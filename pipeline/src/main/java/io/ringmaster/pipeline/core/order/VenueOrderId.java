package io.ringmaster.pipeline.core.order;

/** The venue's own 128-bit identifier of an order; both halves are 0 until the venue reports it. */
public final class VenueOrderId {

    private long high;
    private long low;

    void clear() {
        set(0, 0);
    }

    public void set(final long newHigh, final long newLow) {
        high = newHigh;
        low = newLow;
    }

    public boolean isKnown() {
        return high != 0 || low != 0;
    }

    public boolean is(final long otherHigh, final long otherLow) {
        return high == otherHigh && low == otherLow;
    }

    public long low() {
        return low;
    }
}
