package io.ringmaster.pipeline.port;

import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;

/**
 * The terms of an order at a venue.
 *
 * @param limitPriceE8 0 for none
 * @param stopPriceE8  0 for none; the distance for a trailing stop
 */
public record OrderTerms(
    int instrumentId, OrderType type, Side side, long qtyE8, long limitPriceE8, long stopPriceE8, boolean reduceOnly) {
}
