package io.ringmaster.gateway.wire;

import io.ringmaster.schema.Side;

/**
 * A fill as the venue tells it.
 *
 * @param fillId      unique; the same fill comes more than once
 * @param clientText  the client order id as text; empty when there is none
 * @param timeMs      venue's clock, epoch
 * @param fillType    in the venue's words: maker, taker, liquidation and others
 * @param feeE8       positive is paid, quote currency; {@link #NO_FEE} where the venue does not say
 * @param remainingE8 still open of the order after it; negative where the venue does not say
 */
public record VenueFill(
    String fillId, String venueOrderId, String clientText, String product, Side side, long qtyE8, long priceE8, long timeMs, String fillType,
    long feeE8, long remainingE8) {

    public static final long NO_FEE = Long.MIN_VALUE;
}
