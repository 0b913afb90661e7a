package io.ringmaster.gateway.wire;

import io.ringmaster.schema.Side;

/**
 * An order that is open at the venue, as the venue tells it.
 *
 * @param clientText  the client order id as text; empty when there is none
 * @param type        in the venue's words
 * @param remainingE8 still open; negative where the venue does not say, as of resting triggers
 * @param filledE8    filled so far
 * @param limitPriceE8     0 for none
 * @param stopPriceE8      0 for none
 */
public record VenueOrderState(
    String venueOrderId, String clientText, String product, Side side, String type, long remainingE8, long filledE8, long limitPriceE8, long stopPriceE8,
    boolean reduceOnly) {
}
