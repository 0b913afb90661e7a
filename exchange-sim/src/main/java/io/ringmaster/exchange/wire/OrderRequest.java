package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;

/**
 * What {@code sendorder} asks for, its numbers read and not judged.
 *
 * @param clientText empty for none
 */
record OrderRequest(String clientText, Terms terms, TriggerTerms trigger) {

    /**
     * What the order is for.
     *
     * @param type         as its owner gave it: lmt, post, ioc, mkt, stp, take_profit, trailing_stop
     * @param limitPriceE8 0 for none
     */
    record Terms(String type, int instrumentId, Side side, long qtyE8, long limitPriceE8, boolean reduceOnly) {
    }

    /**
     * What an order that waits waits for.
     *
     * @param stopPriceE8      0 for none
     * @param signal           which price triggers it: mark, index or last; empty for none
     * @param trailE8          distance of a trailing stop, quote currency or percent; 0 for none
     * @param isTrailInPercent whether that distance is a percentage
     */
    record TriggerTerms(long stopPriceE8, String signal, long trailE8, boolean isTrailInPercent) {
    }
}
