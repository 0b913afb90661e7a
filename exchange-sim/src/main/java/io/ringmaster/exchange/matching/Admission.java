package io.ringmaster.exchange.matching;

import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;

/** Decides whether the venue takes a new order. */
final class Admission {

    private final int instrumentId;
    private final InstrumentDefinition definition;
    private final MarginAccount account;
    private final RecordedBook book;
    private final OrderLife life;
    private final BookMatching matching;
    private final SelfFillGuard selfFill;

    Admission(
        final int instrumentId, final InstrumentDefinition definition, final MarginAccount account, final RecordedBook book,
        final OrderLife life, final BookMatching matching, final SelfFillGuard selfFill) {
        this.instrumentId = instrumentId;
        this.definition = definition;
        this.account = account;
        this.book = book;
        this.life = life;
        this.matching = matching;
        this.selfFill = selfFill;
    }

    /**
     * @param lastPriceE8 last trade or close; 0 before the first
     * @return the first reason to refuse it; NONE when there is none
     */
    VenueReason refusal(final VenueOrder order, final long lastPriceE8) {
        if (!life.orders().markUsed(order.clientOrderId)) {
            return VenueReason.DUPLICATE_ID;
        }
        if (account.markE8(instrumentId) == 0) {
            return VenueReason.SUSPENDED;
        }
        if (!isSizeValid(order.qtyE8)) {
            return VenueReason.INVALID_SIZE;
        }
        if (!isPriceValid(order)) {
            return VenueReason.INVALID_PRICE;
        }
        if (order.qtyE8 / 2 > definition.maxPositionE8()) {
            // The largest order that makes sense turns the largest position round.
            return VenueReason.MAX_POSITION;
        }
        if (order.reduceOnly) {
            if (!order.isStop() && life.fillableE8(order) == 0) {
                return VenueReason.WOULD_NOT_REDUCE;
            }
        } else if (isPositionTooLarge(order)) {
            return VenueReason.MAX_POSITION;
        }
        if (order.type == OrderType.POST_ONLY && wouldTake(order, lastPriceE8)) {
            return VenueReason.POST_WOULD_EXECUTE;
        }
        if (!order.reduceOnly && !account.canCarry(instrumentId, moreE8(order, Side.BUY), moreE8(order, Side.SELL))) {
            return VenueReason.INSUFFICIENT_MARGIN;
        }
        return wouldMeetOurs(order) ? VenueReason.SELF_FILL : VenueReason.NONE;
    }

    private boolean isSizeValid(final long qtyE8) {
        return qtyE8 > 0 && qtyE8 >= definition.minQtyE8() && FixedPoint.isOnStep(qtyE8, definition.lotE8());
    }

    private boolean isPriceValid(final VenueOrder order) {
        final long triggerE8 = order.type == OrderType.STOP ? order.stopPriceE8 : order.trailE8;
        return (!order.hasLimit() || isOnTick(order.limitPriceE8)) && (!order.isStop() || isOnTick(triggerE8));
    }

    /** Whether a price can be one of this instrument. */
    boolean isOnTick(final long priceE8) {
        return priceE8 > 0 && FixedPoint.isOnStep(priceE8, definition.tickE8());
    }

    private boolean isPositionTooLarge(final VenueOrder order) {
        final long worstE8 = account.worstPositionE8(instrumentId, moreE8(order, Side.BUY), moreE8(order, Side.SELL));
        return worstE8 > definition.maxPositionE8() && worstE8 > account.worstPositionE8(instrumentId, 0, 0);
    }

    private static long moreE8(final VenueOrder order, final Side side) {
        return order.side == side ? order.qtyE8 : 0;
    }

    /** Without a book the spread is not known: only a price beyond the last one surely takes. */
    private boolean wouldTake(final VenueOrder order, final long lastPriceE8) {
        final VenueOrder ours = life.orders().bestResting(order.isBuy() ? Side.SELL : Side.BUY);
        if (ours != null && !order.isWorse(ours.limitPriceE8, order.limitPriceE8)) {
            return true;
        }
        if (!book.wasReceived()) {
            return order.isThrough(lastPriceE8);
        }
        final int rank = matching.bestOppositeRank(order.side);
        return rank >= 0 && !order.isWorse(book.opposite(order.side).priceE8(rank), order.limitPriceE8);
    }

    /** Stops and market orders without a price to go by are examined when they execute. */
    private boolean wouldMeetOurs(final VenueOrder order) {
        return !order.isStop() && (order.hasLimit() || book.wasReceived())
            && selfFill.refuses(order, matching.takingLimitE8(order));
    }
}
