package io.ringmaster.lab.backtest;

import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.Side;

/**
 * One fill, with the reason of its order.
 *
 * @param sequence      sequence of the input, from 1; later decisions have larger ones
 * @param feeE8         positive is paid
 * @param clientOrderId 0 for an order that is not ours, such as a liquidation
 * @param origin        origin of the order
 * @param positionE8    after the fill, signed
 */
record Fill(
    long sequence, long timeNs, int instrumentId, Side side, long qtyE8, long priceE8, long feeE8, Liquidity liquidity, long clientOrderId,
    OrderOrigin origin, long positionE8) {

    /** Whether it opened or enlarged a position, or took it through zero. */
    boolean isEntry() {
        return positionE8 != 0 && (positionE8 > 0) == (side == Side.BUY);
    }

    /** Whether it closed or reduced a position, or took it through zero. */
    boolean isExit() {
        final long signedE8 = side == Side.BUY ? qtyE8 : -qtyE8;
        final long before = positionE8 - signedE8;
        return before != 0 && (before > 0) != (side == Side.BUY);
    }
}
