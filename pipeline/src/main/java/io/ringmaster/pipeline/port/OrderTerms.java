package io.ringmaster.pipeline.port;

import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;

/**
 * What an order asks of a venue.
 *
 * @param limitPriceE8 0 for none
 * @param stopPriceE8  0 for none; of a trailing stop the distance
 */
public record OrderTerms(
    int instrumentId, OrderType type, Side side, long qtyE8, long limitPriceE8, long stopPriceE8, boolean reduceOnly) {
}
