package io.ringmaster.exchange.matching;

import io.ringmaster.exchange.matching.VenueOrder.Stage;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.InstrumentDefinition;
import org.agrona.collections.LongHashSet;

/**
 * What can happen to an accepted order, wherever its prices come from: fill, trigger, end. Orders that end stay in the list until
 * {@link #settle}, so that a loop over it never sees it change.
 */
final class OrderLife {

    private final int instrumentId;
    private final InstrumentDefinition definition;
    private final MarginAccount account;
    private final ExecutionListener listener;
    private final OpenOrders orders;
    private long orderNumber;
    private long executionNumber;
    private boolean unsettled;

    OrderLife(
        final int instrumentId, final InstrumentDefinition definition, final MarginAccount account, final LongHashSet usedClientOrderIds,
        final ExecutionListener listener) {
        this.instrumentId = instrumentId;
        this.definition = definition;
        this.account = account;
        this.listener = listener;
        orders = new OpenOrders(usedClientOrderIds);
    }

    OpenOrders orders() {
        return orders;
    }

    /** A numbered order, not yet in the list. */
    VenueOrder create(final long clientOrderId, final OrderType type, final Side side, final long qtyE8) {
        final VenueOrder order = orders.claim();
        order.instrumentId = instrumentId;
        order.number = ++orderNumber;
        order.clientOrderId = clientOrderId;
        order.type = type;
        order.side = side;
        order.qtyE8 = qtyE8;
        order.leavesE8 = qtyE8;
        order.filledE8 = 0;
        order.aheadE8 = 0;
        order.reduceOnly = false;
        order.limitPriceE8 = MatchingEngine.NO_PRICE;
        order.stopPriceE8 = MatchingEngine.NO_PRICE;
        order.trailE8 = 0;
        order.sentTimeNs = 0;
        order.stage = Stage.WAITING;
        order.fillReason = VenueReason.NONE;
        return order;
    }

    void accept(final VenueOrder order) {
        orders.add(order);
        unsettled = true;
        listener.onOrderEvent(order, ExecType.NEW, VenueReason.NONE);
    }

    void reject(final VenueOrder order, final VenueReason reason) {
        order.leavesE8 = 0;
        listener.onOrderEvent(order, ExecType.REJECTED, reason);
        orders.release(order);
    }

    /** What may still fill: a reduce-only order stops where the position ends. */
    long fillableE8(final VenueOrder order) {
        if (!order.reduceOnly) {
            return order.leavesE8;
        }
        final long positionE8 = account.positionE8(instrumentId);
        return Math.clamp(order.isBuy() ? -positionE8 : positionE8, 0, order.leavesE8);
    }

    void fill(final VenueOrder order, final long qtyE8, final long priceE8, final Liquidity liquidity) {
        final long feeRateE8 = liquidity == Liquidity.MAKER ? definition.makerFeeE8() : definition.takerFeeE8();
        final long feeE8 = account.onFill(instrumentId, order.side, qtyE8, priceE8, feeRateE8);
        order.filledE8 += qtyE8;
        order.leavesE8 -= qtyE8;
        unsettled = true;
        listener.onFill(order, ++executionNumber, qtyE8, priceE8, feeE8, liquidity, order.fillReason);
    }

    /**
     * Fills a resting order at its own price.
     *
     * @param atMostE8 quantity that came to it
     * @return what it took of that
     */
    long fillResting(final VenueOrder order, final long atMostE8) {
        final long qtyE8 = Math.min(atMostE8, fillableE8(order));
        if (qtyE8 > 0) {
            fill(order, qtyE8, order.limitPriceE8, Liquidity.MAKER);
        }
        cancelIfNothingToReduce(order);
        return qtyE8;
    }

    void trigger(final VenueOrder order) {
        order.stage = Stage.WAITING;
        listener.onOrderEvent(order, ExecType.TRIGGERED, VenueReason.NONE);
    }

    /** Ends an order, with any open quantity. */
    void end(final VenueOrder order, final ExecType execType, final VenueReason reason) {
        order.leavesE8 = 0;
        unsettled = true;
        listener.onOrderEvent(order, execType, reason);
    }

    /** Ends what is left of an order that only takes. */
    void endTaker(final VenueOrder order, final VenueReason reason) {
        cancelIfNothingToReduce(order);
        if (order.isOpen()) {
            end(order, ExecType.EXPIRED, reason);
        }
    }

    void cancelIfNothingToReduce(final VenueOrder order) {
        if (order.isOpen() && fillableE8(order) == 0) {
            end(order, ExecType.CANCELED, VenueReason.WOULD_NOT_REDUCE);
        }
    }

    /** Brings the books in order after an event: orders without a purpose are canceled, done ones forgotten. */
    void settle() {
        if (!unsettled) {
            return;
        }
        for (int i = 0; i < orders.size(); i++) {
            final VenueOrder order = orders.get(i);
            if (!order.isUntriggered()) {
                cancelIfNothingToReduce(order);
            }
        }
        orders.removeDone();
        account.setOpenOrders(instrumentId, orders.increasingQtyE8(Side.BUY), orders.increasingQtyE8(Side.SELL));
        unsettled = false;
    }
}
