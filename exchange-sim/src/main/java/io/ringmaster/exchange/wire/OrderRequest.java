package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;

/**
 * What {@code sendorder} asks for, its numbers read and not judged.
 *
 * @param clientText empty for none
 * @param limitPriceE8    0 for none
 * @param stopPriceE8     0 for none
 */
record OrderRequest(
    String type, int instrumentId, Side side, long qtyE8, long limitPriceE8, long stopPriceE8, String clientText, String triggerSignal,
    boolean reduceOnly, long trailE8, boolean isTrailInPercent) {
}
