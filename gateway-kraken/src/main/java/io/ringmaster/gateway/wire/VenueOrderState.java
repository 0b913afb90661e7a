package io.ringmaster.gateway.wire;

import io.ringmaster.schema.Side;

/**
 * An order that is open at the venue, as the venue reports it.
 *
 * @param type in the venue's words
 */
public record VenueOrderState(
    OrderIds ids, String product, Side side, String type, Quantities quantities, Prices prices, boolean reduceOnly) {

    /**
     * How much of it is done.
     *
     * @param remainingE8 still open; negative where the venue does not say, as of resting triggers
     * @param filledE8    filled so far
     */
    public record Quantities(long remainingE8, long filledE8) {
    }

    /**
     * Where it stands.
     *
     * @param limitPriceE8 0 for none
     * @param stopPriceE8  0 for none
     */
    public record Prices(long limitPriceE8, long stopPriceE8) {
    }

    public String venueOrderId() {
        return ids.venueOrderId();
    }

    /** Negative where the venue does not say. */
    public long remainingE8() {
        return quantities.remainingE8;
    }

    /** 0 for none. */
    public long limitPriceE8() {
        return prices.limitPriceE8;
    }
}
