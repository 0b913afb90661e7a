package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;

/**
 * A fill of an order of the account.
 *
 * @param sequence    from 1 in an account
 * @param feeE8       positive is paid
 * @param remainingE8 open of the order after it
 * @param prior       the order before it; null where the venue traded for the account
 * @param fillType    maker, taker or liquidation
 */
record AccountFill(
    String fillId, String venueOrderId, String clientText, int instrumentId, Side side, long qtyE8, long priceE8, long timeMs, long sequence,
    String fillType, long feeE8, long remainingE8, String orderType, OrderImage prior) {
}
