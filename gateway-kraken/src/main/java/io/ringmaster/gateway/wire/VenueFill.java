package io.ringmaster.gateway.wire;

import io.ringmaster.schema.Side;

/**
 * A fill as the venue reports it.
 *
 * @param fillId      unique; the same fill comes more than once
 * @param order       the order that was filled
 * @param feeE8       positive is paid, quote currency; {@link #NO_FEE} where the venue does not say
 * @param remainingE8 still open of the order after it; negative where the venue does not say
 */
public record VenueFill(
    String fillId, OrderIds order, String product, Side side, Execution execution, long feeE8, long remainingE8) {

    public static final long NO_FEE = Long.MIN_VALUE;

    /**
     * What was traded.
     *
     * @param timeMs venue's clock, epoch
     * @param type   in the venue's words: maker, taker, liquidation and others
     */
    public record Execution(long qtyE8, long priceE8, long timeMs, String type) {
    }

    public long qtyE8() {
        return execution.qtyE8;
    }

    public long priceE8() {
        return execution.priceE8;
    }

    /** Venue's clock, epoch. */
    public long timeMs() {
        return execution.timeMs;
    }

    public boolean isMaker() {
        return execution.type.equals("maker");
    }

    public boolean isLiquidation() {
        return execution.type.equals("liquidation");
    }
}
