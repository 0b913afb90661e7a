package io.ringmaster.monitor.model;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;

/**
 * Positions, leverage and working orders of a moment if everything pending were filled, whoever sent it, as the engine's gate holds them against its
 * limits. What does not fit a long exceeds any limit.
 */
final class WorstCase {

    private final Moment moment;
    private final long[] buysE8;
    private final long[] sellsE8;
    private long openValueE8;
    private int openOrders;

    WorstCase(final Moment moment) {
        this.moment = moment;
        buysE8 = new long[moment.facts().instruments().size()];
        sellsE8 = new long[buysE8.length];
        for (final OrderRow order : moment.openOrders()) {
            add(order.instrument(), order.side(), order.isReduceOnly() ? 0 : order.leavesQtyE8(), order.limitPriceE8());
        }
        for (final ExternalOrder order : moment.externalOrders()) {
            add(order.instrument(), order.side(), order.isReduceOnly() ? 0 : order.leavesQtyE8(), order.limitPriceE8());
        }
    }

    /** @param qtyE8 that may be added to the position; 0 for an order that only reduces */
    private void add(final int instrument, final Side side, final long qtyE8, final long limitPriceE8) {
        openOrders++;
        if (instrument >= 0 && instrument < buysE8.length) {
            buysE8[instrument] += side == Side.BUY ? qtyE8 : 0;
            sellsE8[instrument] += side == Side.SELL ? qtyE8 : 0;
            openValueE8 = sum(openValueE8, orderValueE8(moment, instrument, qtyE8, limitPriceE8));
        }
    }

    /** What an order is worth, at its limit or at the mark, whichever is higher. */
    static long orderValueE8(final Moment moment, final int instrument, final long qtyE8, final long limitPriceE8) {
        return value(qtyE8, Math.max(limitPriceE8, moment.instrument(instrument).markPriceE8()));
    }

    private static long value(final long qtyE8, final long priceE8) {
        try {
            return FixedPoint.multiplyCeil(qtyE8, priceE8);
        } catch (final ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Of values that are not negative. */
    private static long sum(final long one, final long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    int openOrders() {
        return openOrders;
    }

    /** Of the orders that may increase a position. */
    long openValueE8() {
        return openValueE8;
    }

    /** The larger of the position with all buys and with all sells, without its sign. */
    long positionE8(final int instrument) {
        final long now = moment.account().positions().get(instrument).qtyE8();
        return Math.max(Math.abs(now + buysE8[instrument]), Math.abs(now - sellsE8[instrument]));
    }

    /** Value of all positions over equity. */
    long leverageE8() {
        long notionalE8 = 0;
        for (int i = 0; i < buysE8.length; i++) {
            notionalE8 = sum(notionalE8, value(positionE8(i), moment.instrument(i).markPriceE8()));
        }
        final long equityE8 = moment.account().equityE8();
        return equityE8 <= 0 ? Long.MAX_VALUE : Shares.of(notionalE8, equityE8);
    }
}
