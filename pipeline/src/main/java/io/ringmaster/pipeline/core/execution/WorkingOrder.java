package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.ThoughtCode;

/** The one order that works towards a trader's wish. It is placed, looked after and withdrawn here. */
final class WorkingOrder {

    private final OrderEntry entry;
    private final ExecutionSettings settings;
    private final TradedInstrument instrument;
    private final MarketView market;
    private final Pricing pricing;
    private final Thoughts thoughts;
    private Order order;
    private long intentSinceNs;
    private long exitNotBeforeNs = Long.MIN_VALUE;
    private long entryNotBeforeNs = Long.MIN_VALUE;

    WorkingOrder(final OrderEntry entry, final ExecutionSettings settings, final TradedInstrument instrument, final Thoughts thoughts) {
        this.entry = entry;
        this.settings = settings;
        this.instrument = instrument;
        this.thoughts = thoughts;
        market = instrument.market();
        pricing = new Pricing(settings, instrument.definition(), market);
    }

    /** The intent is a new one from now on: patience starts again. */
    void renewIntent(final long timeNs) {
        intentSinceNs = timeNs;
    }

    /** The position must be left: an exit does not wait for an earlier one. */
    void hurryExit(final long timeNs) {
        intentSinceNs = timeNs;
        exitNotBeforeNs = Long.MIN_VALUE;
    }

    /** Cancels the order that would add risk, if there is one. */
    void withdrawEntry() {
        if (order != null && !order.reduceOnly) {
            entry.cancelOnce(order);
        }
    }

    /** Whether an order works that takes what the other side offers. */
    boolean isCrossing() {
        return order != null && order.type != OrderType.POST_ONLY;
    }

    /** An order of the trader is done. */
    void onOrderDone(final Order done, final long timeNs) {
        if (done != order) {
            return;
        }
        order = null;
        if (done.cumQtyE8 == 0) {
            // Nothing came of it: the market or the venue did not want it, and asking again at once would not change that.
            notBefore(done.reduceOnly, done.reduceOnly ? timeNs + settings.waits().retryNs() : timeNs + settings.quoting().requoteNs());
        }
    }

    /** An entry that has to wait never makes an exit wait. */
    private void notBefore(final boolean isExit, final long waitUntilNs) {
        if (isExit) {
            exitNotBeforeNs = waitUntilNs;
        } else {
            entryNotBeforeNs = waitUntilNs;
        }
    }

    /**
     * Does what is due on the way from the position to the wish.
     *
     * @param exitPurpose of an order that reduces the position
     */
    void work(final Wish wish, final long position, final OrderPurpose exitPurpose, final long timeNs) {
        final long difference = wish.positionE8() - position;
        if (order != null) {
            tend(difference, timeNs);
        } else if (difference != 0) {
            approach(wish, position, exitPurpose, timeNs);
        }
    }

    /** Looks after the order that is working: is it still wanted, and still well placed? */
    private void tend(final long difference, final long timeNs) {
        if (order.isPendingCancel()) {
            return;
        }
        final boolean isWanted = Long.signum(difference) == (order.side == Side.BUY ? 1 : -1);
        if (!isWanted) {
            entry.cancelOnce(order);
        } else if (order.type == OrderType.POST_ONLY) {
            final long touchE8 = pricing.ownTouchE8(order.side);
            final boolean isDue = timeNs - order.sentTimeNs >= settings.quoting().requoteNs();
            if (isPatienceOver(timeNs) || (touchE8 != order.limitPriceE8 && isDue)) {
                thoughts.think(ThoughtCode.REQUOTING, order.limitPriceE8, touchE8);
                entry.cancelOnce(order);
            }
        }
    }

    private boolean isPatienceOver(final long timeNs) {
        return timeNs - intentSinceNs >= settings.quoting().patienceNs();
    }

    private void approach(final Wish wish, final long position, final OrderPurpose exitPurpose, final long timeNs) {
        final long difference = wish.positionE8() - position;
        final boolean reduces = position != 0 && Long.signum(difference) != Long.signum(position);
        if (timeNs < (reduces ? exitNotBeforeNs : entryNotBeforeNs)) {
            return;
        }
        if (!market.isTradable() && !(reduces && market.markPriceE8 > 0)) {
            thoughts.think(ThoughtCode.NO_REFERENCE, timeNs - market.markTimeNs, 0);
        } else if (reduces) {
            reduce(wish, position, exitPurpose, timeNs);
        } else if (Math.abs(difference) < instrument.definition().minQtyE8()) {
            thoughts.think(ThoughtCode.BELOW_MINIMUM, Math.abs(difference), instrument.definition().minQtyE8());
        } else {
            enter(wish, position, timeNs);
        }
    }

    private void reduce(final Wish wish, final long position, final OrderPurpose purpose, final long timeNs) {
        final long difference = wish.positionE8() - position;
        final long qtyE8 = Math.min(Math.abs(difference), Math.abs(position));
        final boolean isReversal = wish.positionE8() != 0 && Long.signum(wish.positionE8()) != Long.signum(position);
        thoughts.think(isReversal ? ThoughtCode.REVERSING : ThoughtCode.REDUCING, position, wish.positionE8());
        final OrderRequest request = request(difference > 0 ? Side.BUY : Side.SELL, qtyE8, purpose, wish);
        pricing.cross(request);
        send(request, wish, timeNs);
    }

    private void enter(final Wish wish, final long position, final long timeNs) {
        final long difference = wish.positionE8() - position;
        thoughts.think(ThoughtCode.OPENING, position, wish.positionE8());
        final OrderRequest request = request(difference > 0 ? Side.BUY : Side.SELL, Math.abs(difference), OrderPurpose.INCREASE, wish);
        if (pricing.mayRest(isPatienceOver(timeNs))) {
            pricing.rest(request);
        } else {
            pricing.cross(request);
        }
        assert !wish.isOutdated() : "an entry without a decision of its own";
        send(request, wish, timeNs);
    }

    private OrderRequest request(final Side side, final long qtyE8, final OrderPurpose purpose, final Wish wish) {
        final OrderRequest request = entry.draft();
        request.instrumentId = instrument.id();
        request.side = side;
        request.reduceOnly = purpose != OrderPurpose.INCREASE;
        request.qtyE8 = Math.min(qtyE8, request.reduceOnly
            ? entry.largestExitE8(instrument.id(), market.markPriceE8) : entry.largestEntryE8(instrument.id(), market.markPriceE8));
        request.purpose = purpose;
        request.decisionSequence = purpose == OrderPurpose.INCREASE || purpose == OrderPurpose.REDUCE ? wish.decisionSequence() : 0;
        return request;
    }

    private void send(final OrderRequest request, final Wish wish, final long timeNs) {
        order = entry.submit(request, wish.positionE8());
        if (order == null) {
            thoughts.think(ThoughtCode.RISK_REFUSED, entry.lastRefusal().value(), entry.lastClientOrderId());
            notBefore(request.reduceOnly, timeNs + settings.waits().retryNs());
        }
    }

    /** An order that another build sent. */
    void follow(final Order sent) {
        order = sent;
    }

    /** Why the working order leaves the position; null if there is none or if it only follows a decision. */
    OrderPurpose leavingFor() {
        return order != null && order.reduceOnly && order.purpose != OrderPurpose.REDUCE ? order.purpose : null;
    }
}
