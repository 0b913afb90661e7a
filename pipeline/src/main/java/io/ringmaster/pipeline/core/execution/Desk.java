package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.market.BookState;
import io.ringmaster.pipeline.core.market.MarketView;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;

/**
 * One instrument's way from a target to a position: works at most one order towards it at a time, keeps a stop under what is there, and
 * leaves when it must. To reverse, it leaves first and enters when flat.
 */
final class Desk {

    private static final long BPS = 10_000;

    private final SequencerCore core;
    private final ExecutionSettings settings;
    private final InstrumentDefinition instrument;
    private final int instrumentId;
    private final MarketView market;
    private final ProtectiveStop stop;
    private long desiredE8;
    private long plannedStopE8;
    private long plannedTargetE8;
    private boolean isLeaving;
    private OrderPurpose leavingFor = OrderPurpose.REDUCE;
    private Order working;
    private Order venueStop;
    private long intentSinceNs;
    private long venueStopPlacedNs = Long.MIN_VALUE / 2;
    private long notBeforeNs = Long.MIN_VALUE;
    private long entryNotBeforeNs = Long.MIN_VALUE;
    private ThoughtCode lastThought = ThoughtCode.NULL_VAL;
    private long lastThoughtA;

    Desk(
        final SequencerCore core, final ExecutionSettings settings, final InstrumentDefinition instrument, final int instrumentId,
        final MarketView market) {
        this.core = core;
        this.settings = settings;
        this.instrument = instrument;
        this.instrumentId = instrumentId;
        this.market = market;
        stop = new ProtectiveStop(settings, Math.multiplyExact(2, Math.max(0, instrument.takerFeeE8())));
    }

    /** The policy's wish: turned into a position, and worked towards from now on. */
    void onTarget(final Target target, final long timeNs) {
        if (target.signal == Signal.HOLD) {
            return;
        }
        final long position = core.positionE8(instrumentId);
        final long wished = target.signal == Signal.FLAT ? 0 : wishedPositionE8(target);
        if (target.signal != Signal.FLAT && market.markPriceE8 > 0) {
            final boolean isLong = wished > 0;
            plannedStopE8 = stop.plannedStopE8(isLong, market.markPriceE8, target.stopPriceE8);
            plannedTargetE8 = target.targetPriceE8;
            if (position != 0 && (position > 0) == isLong && stop.isSet()) {
                stop.protect(isLong, core.averageEntryE8(instrumentId), stop.stopE8(), plannedTargetE8);
            }
        }
        if (wished != desiredE8 && isWorthAnOrder(wished, position)) {
            if (Long.signum(wished - position) != Long.signum(desiredE8 - position)) {
                intentSinceNs = timeNs;
            }
            desiredE8 = wished;
        }
        act(timeNs);
    }

    /** Exposure to whole lots, towards zero, with the loss at the stop capped to the risk fraction. */
    private long wishedPositionE8(final Target target) {
        final long markE8 = market.markPriceE8;
        final long equityE8 = core.equityE8();
        if (markE8 <= 0 || equityE8 <= 0) {
            return core.positionE8(instrumentId);
        }
        final boolean isLong = target.exposureE8 > 0;
        final long stopE8 = stop.plannedStopE8(isLong, markE8, target.stopPriceE8);
        final long distanceE8 = FixedPoint.divideHalfEven(Math.abs(markE8 - stopE8), markE8);
        long exposureE8 = Math.abs(target.exposureE8);
        if (settings.riskFractionE8() > 0 && distanceE8 > 0) {
            exposureE8 = Math.min(exposureE8, FixedPoint.divideFloor(settings.riskFractionE8(), distanceE8));
        }
        final long qtyE8 = FixedPoint.multiplyDivideFloor(equityE8, exposureE8, markE8);
        final long lots = FixedPoint.toStepFloor(qtyE8, instrument.lotE8());
        return isLong ? lots : -lots;
    }

    /** Whether a change is large enough, as exposure: leaving and turning always are. */
    private boolean isWorthAnOrder(final long wished, final long position) {
        if (wished == 0 || Long.signum(wished) != Long.signum(position)) {
            return true;
        }
        final long changeE8 = FixedPoint.multiplyFloor(Math.abs(wished - position), market.markPriceE8);
        final boolean isWorth = changeE8 >= FixedPoint.multiplyFloor(core.equityE8(), settings.deadBandE8());
        if (!isWorth) {
            think(ThoughtCode.TARGET_REACHED, position, wished);
        }
        return isWorth;
    }

    /** The market moved: stops are looked at before anything else. */
    void onMarket(final long timeNs) {
        final long position = core.positionE8(instrumentId);
        final long markE8 = market.markPriceE8;
        if (position != 0 && stop.isSet() && markE8 > 0 && !isLeaving) {
            if (stop.isStopHit(markE8)) {
                think(ThoughtCode.STOP_HIT, markE8, stop.stopE8());
                leave(OrderPurpose.STOP_EXIT, timeNs);
            } else if (stop.isTargetHit(markE8)) {
                think(ThoughtCode.TARGET_HIT, markE8, stop.targetE8());
                leave(OrderPurpose.STOP_EXIT, timeNs);
            } else {
                final long before = stop.stopE8();
                if (stop.onMark(markE8)) {
                    think(ThoughtCode.STOP_TRAILED, before, stop.stopE8());
                }
            }
        }
        act(timeNs);
    }

    /** Leaves the market and stays out until the next target. */
    void leave(final OrderPurpose why, final long timeNs) {
        desiredE8 = 0;
        isLeaving = core.positionE8(instrumentId) != 0;
        leavingFor = why;
        intentSinceNs = timeNs;
        notBeforeNs = Long.MIN_VALUE;
        act(timeNs);
    }

    /** Takes back the wish to take risk; what is there stays, protected. */
    void standDown(final long timeNs) {
        if (!isLeaving) {
            desiredE8 = core.positionE8(instrumentId);
        }
        if (working != null && !working.reduceOnly) {
            cancelOnce(working);
        }
    }

    /** A fill changed the position. */
    void onPositionChanged(final long before, final long realisedE8, final long timeNs) {
        final long position = core.positionE8(instrumentId);
        if (position == 0) {
            stop.clear();
            isLeaving = false;
            final long cooldownNs = realisedE8 < 0 ? Math.max(settings.cooldownNs(), settings.lossCooldownNs()) : settings.cooldownNs();
            entryNotBeforeNs = cooldownNs == 0 ? Long.MIN_VALUE : timeNs + cooldownNs;
        } else if (Math.abs(position) > Math.abs(before) || Long.signum(position) != Long.signum(before)) {
            protect(position);
        }
        intentSinceNs = timeNs;
    }

    private void protect(final long position) {
        final boolean isLong = position > 0;
        final long entryE8 = core.averageEntryE8(instrumentId);
        final boolean isPlanned = plannedStopE8 > 0 && (isLong ? plannedStopE8 < entryE8 : plannedStopE8 > entryE8);
        stop.protect(
            isLong, entryE8, isPlanned ? plannedStopE8 : stop.plannedStopE8(isLong, entryE8, 0), plannedTargetE8);
    }

    /** One of this desk's orders is done. */
    void onOrderDone(final Order order, final long timeNs) {
        if (order == working) {
            working = null;
            if (order.cumQtyE8 == 0) {
                // Nothing came of it: the market or the venue did not want it, and asking again at once would not change that.
                notBeforeNs = order.reduceOnly ? timeNs + settings.retryNs() : timeNs + settings.requoteNs();
            }
        } else if (order == venueStop) {
            venueStop = null;
        }
    }

    /** Does whatever is due. */
    void act(final long timeNs) {
        if (core.isShut()) {
            return;
        }
        final long position = core.positionE8(instrumentId);
        if (position == 0 && isLeaving) {
            isLeaving = false;
        }
        guard(position, timeNs);
        final long difference = desiredE8 - position;
        if (working != null) {
            tend(difference, timeNs);
        } else if (difference != 0 && timeNs >= notBeforeNs) {
            approach(position, difference, timeNs);
        }
    }

    /** Looks after the order that is working: is it still wanted, and still well placed? */
    private void tend(final long difference, final long timeNs) {
        if (working.isPendingCancel()) {
            return;
        }
        final boolean isWanted = Long.signum(difference) == (working.side == Side.BUY ? 1 : -1);
        if (!isWanted) {
            cancelOnce(working);
        } else if (working.type == OrderType.POST_ONLY) {
            final long touchE8 = ownTouchE8(working.side);
            final boolean isPatienceOver = timeNs - intentSinceNs >= settings.patienceNs();
            if (isPatienceOver || (touchE8 != working.limitPriceE8 && timeNs - working.sentTimeNs >= settings.requoteNs())) {
                think(ThoughtCode.REQUOTING, working.limitPriceE8, touchE8);
                cancelOnce(working);
            }
        }
    }

    private void approach(final long position, final long difference, final long timeNs) {
        final boolean reduces = position != 0 && Long.signum(difference) != Long.signum(position);
        final Side side = difference > 0 ? Side.BUY : Side.SELL;
        if (!market.isTradable() && !(reduces && market.markPriceE8 > 0)) {
            think(ThoughtCode.NO_REFERENCE, timeNs - market.markTimeNs, 0);
        } else if (reduces) {
            final long qtyE8 = Math.min(Math.abs(difference), Math.abs(position));
            think(desiredE8 != 0 && Long.signum(desiredE8) != Long.signum(position) ? ThoughtCode.REVERSING : ThoughtCode.REDUCING,
                position, desiredE8);
            cross(side, qtyE8, true, isLeaving ? leavingFor : OrderPurpose.REDUCE, timeNs);
        } else if (timeNs < entryNotBeforeNs) {
            think(ThoughtCode.COOLDOWN, entryNotBeforeNs - timeNs, settings.cooldownNs());
        } else if (Math.abs(difference) < instrument.minQtyE8()) {
            think(ThoughtCode.BELOW_MINIMUM, Math.abs(difference), instrument.minQtyE8());
        } else {
            enter(side, position, Math.abs(difference), timeNs);
        }
    }

    private void enter(final Side side, final long position, final long qtyE8, final long timeNs) {
        think(ThoughtCode.OPENING, position, desiredE8);
        final boolean isPatienceOver = timeNs - intentSinceNs >= settings.patienceNs();
        if (settings.style() == ExecutionSettings.Style.PASSIVE && market.bookState == BookState.VALID && !isPatienceOver) {
            send(OrderType.POST_ONLY, side, qtyE8, ownTouchE8(side), false, OrderPurpose.INCREASE, timeNs);
        } else {
            cross(side, qtyE8, false, OrderPurpose.INCREASE, timeNs);
        }
    }

    /** Takes what the other side offers: IOC at the touch and a little beyond, or a market order where there is no book. */
    private void cross(final Side side, final long qtyE8, final boolean reduceOnly, final OrderPurpose purpose, final long timeNs) {
        if (market.bookState != BookState.VALID) {
            send(OrderType.MARKET, side, qtyE8, 0, reduceOnly, purpose, timeNs);
            return;
        }
        final long touchE8 = side == Side.BUY ? market.askPriceE8 : market.bidPriceE8;
        final long slipE8 = FixedPoint.multiplyDivideFloor(touchE8, settings.slippageBps(), BPS);
        final long limitE8 = side == Side.BUY
            ? FixedPoint.toStepFloor(touchE8 + slipE8, instrument.tickE8()) : FixedPoint.toStepCeil(touchE8 - slipE8, instrument.tickE8());
        send(OrderType.IOC, side, qtyE8, limitE8, reduceOnly, purpose, timeNs);
    }

    private void send(
        final OrderType type, final Side side, final long qtyE8, final long limitE8, final boolean reduceOnly,
        final OrderPurpose purpose, final long timeNs) {
        final long capped = Math.min(qtyE8, core.largestOrderE8(instrumentId, market.markPriceE8));
        working = core.submit(instrumentId, type, side, capped, limitE8, 0, reduceOnly, purpose, desiredE8, timeNs);
        if (working == null) {
            think(ThoughtCode.RISK_REFUSED, core.lastRefusal().value(), core.lastClientOrderId());
            notBeforeNs = timeNs + settings.retryNs();
        }
    }

    /** Keeps a stop order at the venue in step with position and stop. */
    private void guard(final long position, final long timeNs) {
        if (!settings.venueStop()) {
            return;
        }
        if (position == 0 || !stop.isSet()) {
            cancelOnce(venueStop);
            return;
        }
        final Side side = position > 0 ? Side.SELL : Side.BUY;
        final boolean isTrailing = settings.venueStopTrailBps() > 0;
        final long priceE8 = isTrailing ? trailE8() : side == Side.SELL
            ? FixedPoint.toStepFloor(stop.stopE8(), instrument.tickE8()) : FixedPoint.toStepCeil(stop.stopE8(), instrument.tickE8());
        if (venueStop != null) {
            final boolean isSame = isRightSize(venueStop.qtyE8, Math.abs(position)) && venueStop.side == side;
            final boolean isInStep = isSame && (isTrailing || venueStop.stopPriceE8 == priceE8);
            if (!isInStep && !venueStop.isTriggered && timeNs - venueStopPlacedNs >= settings.venueStopMoveNs()) {
                moveVenueStop(isSame, priceE8, timeNs);
            }
        } else if (!isLeaving && priceE8 > 0 && timeNs - venueStopPlacedNs >= settings.venueStopMoveNs()) {
            venueStopPlacedNs = timeNs;
            final long qtyE8 = Math.min(Math.abs(position), core.largestOrderE8(instrumentId, market.markPriceE8));
            final OrderType type = isTrailing ? OrderType.TRAILING_STOP : OrderType.STOP;
            venueStop = core.submit(instrumentId, type, side, qtyE8, 0, priceE8, true, OrderPurpose.PROTECTIVE_STOP, desiredE8, timeNs);
        }
    }

    /** As large as the position, or, where that is larger than an order may be, about as large as one may be: its value moves with the mark. */
    private boolean isRightSize(final long qtyE8, final long positionE8) {
        if (qtyE8 >= positionE8) {
            return qtyE8 == positionE8;
        }
        final long largestE8 = core.largestOrderE8(instrumentId, market.markPriceE8);
        return positionE8 > largestE8 && qtyE8 >= largestE8 - largestE8 / 10;
    }

    /** How far a trailing stop at the venue stays behind; 0 before there is a mark. */
    private long trailE8() {
        return FixedPoint.toStepCeil(FixedPoint.multiplyDivideFloor(market.markPriceE8, settings.venueStopTrailBps(), BPS), instrument.tickE8());
    }

    /**
     * One of the right size is moved where it rests, so that it protects all the while; another one, or where that fails, goes and comes again.
     */
    private void moveVenueStop(final boolean isRightSize, final long priceE8, final long timeNs) {
        if (isRightSize && venueStop.canBeAmended()) {
            venueStopPlacedNs = timeNs;
            core.amend(venueStop, priceE8, desiredE8);
        } else if (!isRightSize || venueStop.isAmendFutile) {
            cancelOnce(venueStop);
        }
    }

    private void cancelOnce(final Order order) {
        if (order != null && !order.isPendingCancel() && !order.isDone()) {
            core.cancel(order);
        }
    }

    private long ownTouchE8(final Side side) {
        return side == Side.BUY ? market.bidPriceE8 : market.askPriceE8;
    }

    /** Says why, once: again only when the reason or its subject has changed. */
    private void think(final ThoughtCode code, final long a, final long b) {
        final boolean isSubject = code != ThoughtCode.NO_REFERENCE && code != ThoughtCode.COOLDOWN;
        if (code != lastThought || (isSubject && a != lastThoughtA)) {
            lastThought = code;
            lastThoughtA = a;
            core.outputs().thought(instrumentId, code, a, b);
        }
    }

    void flattening(final LatchReason reason) {
        think(ThoughtCode.FLATTENING, core.positionE8(instrumentId), reason.value());
    }

    /** See {@link SequencerCore#nextWatchedE8}. */
    long nextWatchedE8(final long fromE8, final long toE8) {
        final boolean isWatched = core.positionE8(instrumentId) != 0 && stop.isSet() && !isLeaving;
        return isWatched ? stop.firstReachedE8(fromE8, toE8, instrument.tickE8()) : toE8;
    }

    long desiredE8() {
        return desiredE8;
    }

    long stopE8() {
        return stop.stopE8();
    }
}
