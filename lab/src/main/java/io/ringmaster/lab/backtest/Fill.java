package io.ringmaster.lab.backtest;

import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.Side;

/**
 * One fill, with the reason of its order.
 *
 * @param sequence   sequence of the input, from 1; later decisions have larger ones
 * @param positionE8 after the fill, signed
 */
record Fill(long sequence, long timeNs, int instrumentId, Execution execution, Source order, long positionE8) {

    /**
     * What was traded.
     *
     * @param feeE8 positive is paid
     */
    record Execution(Side side, long qtyE8, long priceE8, long feeE8, Liquidity liquidity) {
    }

    /**
     * The order that was filled.
     *
     * @param clientOrderId 0 for an order that is not ours, such as a liquidation
     */
    record Source(long clientOrderId, OrderOrigin origin) {
    }

    Side side() {
        return execution.side;
    }

    long qtyE8() {
        return execution.qtyE8;
    }

    long priceE8() {
        return execution.priceE8;
    }

    long feeE8() {
        return execution.feeE8;
    }

    /** Whether it opened or enlarged a position, or took it through zero. */
    boolean isEntry() {
        return positionE8 != 0 && (positionE8 > 0) == (side() == Side.BUY);
    }

    /** Whether it closed or reduced a position, or took it through zero. */
    boolean isExit() {
        final long signedE8 = side() == Side.BUY ? qtyE8() : -qtyE8();
        final long before = positionE8 - signedE8;
        return before != 0 && (before > 0) != (side() == Side.BUY);
    }
}
