package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;

/**
 * A fill of an account.
 *
 * @param sequence from 1 in an account
 */
record AccountFill(String fillId, long sequence, int instrumentId, Side side, long timeMs, Execution execution, Source source) {

    /**
     * What was traded.
     *
     * @param type  maker, taker or liquidation
     * @param feeE8 positive is paid
     */
    record Execution(long qtyE8, long priceE8, String type, long feeE8) {
    }

    /**
     * The order that was filled.
     *
     * @param clientText  empty for none
     * @param remainingE8 open of the order after it
     * @param prior       the order before it; null where the venue traded for the account
     */
    record Source(String venueOrderId, String clientText, String type, long remainingE8, OrderImage prior) {
    }

    long qtyE8() {
        return execution.qtyE8;
    }

    long priceE8() {
        return execution.priceE8;
    }

    /** Maker, taker or liquidation. */
    String fillType() {
        return execution.type;
    }

    /** Positive is paid. */
    long feeE8() {
        return execution.feeE8;
    }

    String venueOrderId() {
        return source.venueOrderId;
    }

    /** Empty for none. */
    String clientText() {
        return source.clientText;
    }
}
