package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.market.MarketView;
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
final class InstrumentTrader {

    private final OrderEntry entry;
    private final Ledger ledger;
    private final PositionSizing sizing;
    private final EntryRules rules;
    private final ExecutionSettings settings;
    private final InstrumentDefinition instrument;
    private final int instrumentId;
    private final MarketView market;
    private final ProtectiveStop stop;
    private final VenueStop venueStop;
    private final Pricing pricing;
    private final Thoughts thoughts;
    private final Wish wish = new Wish();
    private final OpenTrade trade = new OpenTrade();
    private long plannedStopPriceE8;
    private long plannedTargetPriceE8;
    private boolean isLeaving;
    private OrderPurpose leavingFor = OrderPurpose.REDUCE;
    private Order working;
    private long intentSinceNs;
    private long exitNotBeforeNs = Long.MIN_VALUE;
    private long entryNotBeforeNs = Long.MIN_VALUE;
    /** Sequence of the last fill that did not follow the wish; an entry needs a decision after it. */
    private long lastForeignSequence;

    /** @param market kept up to date by its owner */
    InstrumentTrader(
        final OrderEntry entry, final Ledger ledger, final PositionSizing sizing, final EntryRules rules, final ExecutionSettings settings,
        final InstrumentDefinition instrument, final int instrumentId, final MarketView market) {
        this.entry = entry;
        this.ledger = ledger;
        this.sizing = sizing;
        this.rules = rules;
        this.settings = settings;
        this.instrument = instrument;
        this.instrumentId = instrumentId;
        this.market = market;
        stop = new ProtectiveStop(settings, Math.multiplyExact(2, Math.max(0, instrument.takerFeeE8())));
        pricing = new Pricing(settings, instrument, market);
        thoughts = new Thoughts(entry.outputs(), instrumentId);
        venueStop = new VenueStop(settings, instrument, instrumentId, market, entry);
    }

    /**
     * A decision: turned into a position, and worked towards from now on.
     *
     * @param mayTakeRisk false while latched or paused: then it can only bring the position nearer to zero
     */
    void onTarget(final Target target, final boolean mayTakeRisk, final long timeNs) {
        if (target.signal == Signal.HOLD) {
            return;
        }
        final long position = positionE8();
        if (isLeaving && position != 0) {
            if (target.signal != Signal.FLAT) {
                think(ThoughtCode.LEAVING, position, 0);
            }
            return;
        }
        long wished = target.signal == Signal.FLAT ? 0 : wishedPositionE8(target, position);
        if (!mayTakeRisk) {
            wished = Wish.nearerToZeroE8(wished, position);
        } else if (wished != 0 && Long.signum(wished) != Long.signum(position) && !mayOpen(target, timeNs)) {
            // Nothing is opened. The decision still says that what is there is not wanted.
            wished = 0;
        }
        if (target.signal != Signal.FLAT && market.markPriceE8 > 0) {
            takeOver(target, position);
        }
        if (wished == wish.positionE8() || isWorthAnOrder(wished, position)) {
            if (Long.signum(wished - position) != Long.signum(wish.positionE8() - position)) {
                intentSinceNs = timeNs;
            }
            wish.set(wished, target, entry.sequence(), timeNs);
        }
        act(timeNs);
    }

    /** Takes over the stop and the target a decision names: they hold for what it opens; the stop of an open position may only tighten. */
    private void takeOver(final Target target, final long position) {
        final boolean isLong = target.exposureE8 > 0;
        plannedStopPriceE8 = stop.plannedStopPriceE8(isLong, market.markPriceE8, target.stopPriceE8);
        plannedTargetPriceE8 = target.targetPriceE8;
        if (position != 0 && (position > 0) == isLong && stop.isSet()) {
            final long before = stop.stopPriceE8();
            if (stop.onNamedStop(target.stopPriceE8, market.markPriceE8)) {
                think(ThoughtCode.STOP_TIGHTENED, before, stop.stopPriceE8());
            }
            stop.protect(isLong, ledger.averageEntryPriceE8(instrumentId), stop.stopPriceE8(), plannedTargetPriceE8);
        }
    }

    private boolean mayOpen(final Target target, final long timeNs) {
        final long markE8 = market.markPriceE8;
        final ThoughtCode refusal =
            rules.refusal(target, markE8, stop.plannedStopPriceE8(target.exposureE8 > 0, markE8, target.stopPriceE8), timeNs);
        if (refusal != null) {
            think(refusal, rules.a(), rules.b());
        }
        return refusal == null;
    }

    /**
     * Exposure to whole lots, towards zero, no larger than the size rules allow. They are asked when a position is opened; what they said then holds
     * until it is flat, so that its size does not follow a stop that moves.
     */
    private long wishedPositionE8(final Target target, final long position) {
        final long markE8 = market.markPriceE8;
        final long equityE8 = ledger.equityE8();
        if (markE8 <= 0 || equityE8 <= 0) {
            return position;
        }
        final boolean isLong = target.exposureE8 > 0;
        if (position != 0 && (position > 0) == isLong && trade.isSized()) {
            wish.limit(trade.capE8(), trade.factorE8());
        } else {
            final long stopPriceE8 = stop.plannedStopPriceE8(isLong, markE8, target.stopPriceE8);
            final long distanceE8 = FixedPoint.divideHalfEven(Math.abs(markE8 - stopPriceE8), markE8);
            wish.limit(sizing.capE8(markE8, distanceE8, target.confidence), sizing.factorE8());
        }
        final long exposureE8 = Math.min(Math.abs(target.exposureE8), entry.largestExposureE8());
        final long wantedE8 = Math.min(FixedPoint.multiplyDivideFloor(equityE8, exposureE8, markE8), wish.capE8());
        // A limit keeps a position from growing beyond it; it never makes one smaller.
        final long heldE8 = isLong ? position : -position;
        final long mostE8 = Math.max(heldE8, entry.largestPositionE8(instrumentId));
        final long lots =
            Math.min(mostE8, FixedPoint.toStepFloor(FixedPoint.multiplyFloor(wantedE8, wish.factorE8()), instrument.lotE8()));
        return isLong ? lots : -lots;
    }

    /** Whether a change is large enough, as exposure: leaving and turning always are. */
    private boolean isWorthAnOrder(final long wished, final long position) {
        if (wished == 0 || Long.signum(wished) != Long.signum(position)) {
            return true;
        }
        final long changeE8 = FixedPoint.multiplyFloor(Math.abs(wished - position), market.markPriceE8);
        final boolean isWorth = changeE8 >= FixedPoint.multiplyFloor(ledger.equityE8(), settings.sizing().deadBandE8());
        if (!isWorth) {
            think(ThoughtCode.TARGET_REACHED, position, wished);
        }
        return isWorth;
    }

    /** The market moved: stops are looked at before anything else. */
    void onMarket(final long timeNs) {
        final long position = positionE8();
        final long markE8 = market.markPriceE8;
        if (position != 0 && stop.isSet() && markE8 > 0 && !isLeaving) {
            if (stop.isStopHit(markE8)) {
                think(ThoughtCode.STOP_HIT, markE8, stop.stopPriceE8());
                leave(OrderPurpose.STOP_EXIT, timeNs);
            } else if (stop.isTargetHit(markE8)) {
                think(ThoughtCode.TARGET_HIT, markE8, stop.targetPriceE8());
                leave(OrderPurpose.STOP_EXIT, timeNs);
            } else {
                final long before = stop.stopPriceE8();
                if (stop.onMark(markE8)) {
                    think(ThoughtCode.STOP_TRAILED, before, stop.stopPriceE8());
                }
            }
        }
        act(timeNs);
    }

    /** Leaves the market and stays out until the next decision after it is flat. */
    void leave(final OrderPurpose why, final long timeNs) {
        wish.keep(0);
        isLeaving = positionE8() != 0;
        leavingFor = why;
        intentSinceNs = timeNs;
        exitNotBeforeNs = Long.MIN_VALUE;
        act(timeNs);
    }

    boolean isLeaving() {
        return isLeaving;
    }

    /** Takes back the wish to take risk; what is there stays, protected, and an exit goes on. */
    void standDown() {
        dropWish();
        withdrawEntry();
    }

    /** Cancels the order that would add risk, if there is one. */
    void withdrawEntry() {
        if (working != null && !working.reduceOnly) {
            entry.cancelOnce(working);
        }
    }

    /** Forgets the wish to take risk without asking the venue for anything. */
    void dropWish() {
        wish.keep(Wish.nearerToZeroE8(wish.positionE8(), positionE8()));
    }

    /**
     * A fill changed the position.
     *
     * @param order     null if it is not one of ours
     * @param realisedE8 profit, before fees
     */
    void onFill(final Order order, final long before, final long realisedE8, final long feeE8, final long timeNs) {
        final long position = positionE8();
        trade.onMoney(realisedE8 - feeE8);
        final boolean isByWish = order != null && (order.purpose == OrderPurpose.INCREASE || order.purpose == OrderPurpose.REDUCE);
        if (isByWish && order.purpose == OrderPurpose.INCREASE) {
            wish.onProgress(timeNs);
            if (before == 0 && !entry.isFollowing()) {
                trade.open(wish.strategyIndex(), wish.capE8(), wish.factorE8());
            }
        }
        if (!isByWish) {
            onForeignFill(before, position);
        }
        if (position == 0) {
            onFlat(timeNs);
        } else if (Math.abs(position) > Math.abs(before) || Long.signum(position) != Long.signum(before)) {
            protect(position);
        }
        intentSinceNs = timeNs;
    }

    /** Something else than the wish changed the position: it stays as it is until the next decision. */
    private void onForeignFill(final long before, final long position) {
        final boolean isSmaller = Long.signum(position) * Long.signum(before) >= 0 && Math.abs(position) < Math.abs(before);
        final long kept = isLeaving ? 0 : isSmaller ? Wish.nearerToZeroE8(wish.positionE8(), position) : position;
        if (kept != wish.positionE8()) {
            if (before != wish.positionE8()) {
                // A wish that was carried out before is not dropped: the position it led to has ended.
                think(ThoughtCode.WISH_DROPPED, position, wish.positionE8());
            }
            wish.keep(kept);
        }
        lastForeignSequence = entry.sequence();
    }

    private void onFlat(final long timeNs) {
        stop.clear();
        isLeaving = false;
        rules.onExit(instrumentId, trade.strategyIndex(), trade.profitE8(), timeNs);
        trade.close();
    }

    /** Funding was settled on the position. */
    void onFunding(final long amountE8) {
        if (positionE8() != 0) {
            trade.onMoney(amountE8);
        }
    }

    private void protect(final long position) {
        final boolean isLong = position > 0;
        final long entryE8 = ledger.averageEntryPriceE8(instrumentId);
        final boolean isPlanned = plannedStopPriceE8 > 0 && (isLong ? plannedStopPriceE8 < entryE8 : plannedStopPriceE8 > entryE8);
        stop.protect(
            isLong, entryE8, isPlanned ? plannedStopPriceE8 : stop.plannedStopPriceE8(isLong, entryE8, 0), plannedTargetPriceE8);
    }

    /** One of this trader's orders is done. */
    void onOrderDone(final Order order, final long timeNs) {
        if (order == working) {
            working = null;
            if (order.cumQtyE8 == 0) {
                // Nothing came of it: the market or the venue did not want it, and asking again at once would not change that.
                notBefore(order.reduceOnly, order.reduceOnly ? timeNs + settings.waits().retryNs() : timeNs + settings.quoting().requoteNs());
            }
        }
        venueStop.onOrderDone(order);
    }

    /** An entry that has to wait never makes an exit wait. */
    private void notBefore(final boolean isExit, final long waitUntilNs) {
        if (isExit) {
            exitNotBeforeNs = waitUntilNs;
        } else {
            entryNotBeforeNs = waitUntilNs;
        }
    }

    /** Does whatever is due. */
    void act(final long timeNs) {
        if (entry.isShut()) {
            return;
        }
        final long position = positionE8();
        if (position == 0 && isLeaving) {
            isLeaving = false;
        }
        venueStop.keep(position, stop, isLeaving, wish.positionE8(), timeNs);
        expire(position, timeNs);
        final long difference = wish.positionE8() - position;
        if (working != null) {
            tend(difference, timeNs);
        } else if (difference != 0) {
            approach(position, difference, timeNs);
        }
    }

    /** An entry that did not come about in time, that a cooldown has met, or whose decision is older than the last exit, needs a new decision. */
    private void expire(final long position, final long timeNs) {
        final long wished = wish.positionE8();
        final boolean wantsMore = Wish.nearerToZeroE8(wished, position) != wished;
        final boolean isCrossing = working != null && working.type != OrderType.POST_ONLY;
        if (!wantsMore || isCrossing || (position != 0 && Long.signum(wished) != Long.signum(position))) {
            return;
        }
        if (timeNs - wish.progressNs() > settings.waits().intentMaxAgeNs() || wish.decisionSequence() <= lastForeignSequence) {
            think(ThoughtCode.WISH_EXPIRED, timeNs - wish.decisionNs(), wished);
            wish.keep(position);
        } else if (position == 0 && rules.isCooling(instrumentId, wish.strategyIndex(), timeNs)) {
            think(ThoughtCode.WISH_DROPPED, position, wished);
            wish.keep(position);
        }
    }

    /** Looks after the order that is working: is it still wanted, and still well placed? */
    private void tend(final long difference, final long timeNs) {
        if (working.isPendingCancel()) {
            return;
        }
        final boolean isWanted = Long.signum(difference) == (working.side == Side.BUY ? 1 : -1);
        if (!isWanted) {
            entry.cancelOnce(working);
        } else if (working.type == OrderType.POST_ONLY) {
            final long touchE8 = pricing.ownTouchE8(working.side);
            final boolean isPatienceOver = timeNs - intentSinceNs >= settings.quoting().patienceNs();
            if (isPatienceOver || (touchE8 != working.limitPriceE8 && timeNs - working.sentTimeNs >= settings.quoting().requoteNs())) {
                think(ThoughtCode.REQUOTING, working.limitPriceE8, touchE8);
                entry.cancelOnce(working);
            }
        }
    }

    private void approach(final long position, final long difference, final long timeNs) {
        final boolean reduces = position != 0 && Long.signum(difference) != Long.signum(position);
        final Side side = difference > 0 ? Side.BUY : Side.SELL;
        if (timeNs < (reduces ? exitNotBeforeNs : entryNotBeforeNs)) {
            return;
        }
        if (!market.isTradable() && !(reduces && market.markPriceE8 > 0)) {
            think(ThoughtCode.NO_REFERENCE, timeNs - market.markTimeNs, 0);
        } else if (reduces) {
            final long qtyE8 = Math.min(Math.abs(difference), Math.abs(position));
            think(wish.positionE8() != 0 && Long.signum(wish.positionE8()) != Long.signum(position) ? ThoughtCode.REVERSING : ThoughtCode.REDUCING,
                position, wish.positionE8());
            final Order request = request(side, qtyE8, isLeaving ? leavingFor : OrderPurpose.REDUCE);
            pricing.cross(request);
            send(request, timeNs);
        } else if (Math.abs(difference) < instrument.minQtyE8()) {
            think(ThoughtCode.BELOW_MINIMUM, Math.abs(difference), instrument.minQtyE8());
        } else {
            enter(side, position, Math.abs(difference), timeNs);
        }
    }

    private void enter(final Side side, final long position, final long qtyE8, final long timeNs) {
        think(ThoughtCode.OPENING, position, wish.positionE8());
        final Order request = request(side, qtyE8, OrderPurpose.INCREASE);
        if (pricing.mayRest(timeNs - intentSinceNs >= settings.quoting().patienceNs())) {
            pricing.rest(request);
        } else {
            pricing.cross(request);
        }
        assert wish.decisionSequence() > lastForeignSequence : "an entry without a decision of its own";
        send(request, timeNs);
    }

    private Order request(final Side side, final long qtyE8, final OrderPurpose purpose) {
        final Order request = entry.draft();
        request.instrumentId = instrumentId;
        request.side = side;
        request.reduceOnly = purpose != OrderPurpose.INCREASE;
        request.qtyE8 = Math.min(qtyE8, request.reduceOnly
            ? entry.largestExitE8(instrumentId, market.markPriceE8) : entry.largestEntryE8(instrumentId, market.markPriceE8));
        request.purpose = purpose;
        request.decisionSequence = purpose == OrderPurpose.INCREASE || purpose == OrderPurpose.REDUCE ? wish.decisionSequence() : 0;
        return request;
    }

    private void send(final Order request, final long timeNs) {
        working = entry.submit(request, wish.positionE8());
        if (working == null) {
            think(ThoughtCode.RISK_REFUSED, entry.lastRefusal().value(), entry.lastClientOrderId());
            notBefore(request.reduceOnly, timeNs + settings.waits().retryNs());
        }
    }

    private void think(final ThoughtCode code, final long a, final long b) {
        thoughts.think(code, a, b);
    }

    void flattening(final LatchReason reason) {
        think(ThoughtCode.FLATTENING, positionE8(), reason.value());
    }

    private long positionE8() {
        return ledger.positionE8(instrumentId);
    }

    // ------------------------------------------------------------------ following what another build did

    void followDecision(final Target target) {
        if (target.signal != Signal.HOLD && target.signal != Signal.FLAT && market.markPriceE8 > 0) {
            wish.set(wish.positionE8(), target, entry.sequence(), 0);
            takeOver(target, positionE8());
        }
    }

    void followOrder(final Order order) {
        if (order.purpose == OrderPurpose.PROTECTIVE_STOP) {
            venueStop.follow(order, order.sentTimeNs);
        } else {
            working = order;
        }
    }

    void followStop(final long recordedE8) {
        stop.follow(recordedE8);
    }

    /** A stop at the venue is ours on a whole tick. */
    void followVenueStop(final long recordedE8) {
        final long oursE8 = positionE8() > 0
            ? FixedPoint.toStepFloor(stop.stopPriceE8(), instrument.tickE8()) : FixedPoint.toStepCeil(stop.stopPriceE8(), instrument.tickE8());
        if (oursE8 != recordedE8) {
            stop.follow(recordedE8);
        }
    }

    /**
     * What is held stays no larger than it is until it was flat; an exit that works goes on.
     *
     * @param isClosingAll whether every position is to be closed
     */
    void endFollowing(final boolean isClosingAll) {
        final long position = positionE8();
        final boolean isExit = working != null && working.reduceOnly && working.purpose != OrderPurpose.REDUCE;
        isLeaving = position != 0 && (isExit || isClosingAll);
        leavingFor = isExit ? working.purpose : isClosingAll ? OrderPurpose.FLATTEN : OrderPurpose.REDUCE;
        wish.keep(isLeaving ? 0 : position);
        if (position != 0) {
            trade.open(wish.strategyIndex(), Math.abs(position), FixedPoint.ONE);
        }
    }

    /** See {@link SequencerCore#nextWatchedE8}. */
    long nextWatchedE8(final long fromE8, final long toE8) {
        final boolean isWatched = positionE8() != 0 && stop.isSet() && !isLeaving;
        return isWatched ? stop.firstReachedE8(fromE8, toE8, instrument.tickE8()) : toE8;
    }

    long desiredE8() {
        return wish.positionE8();
    }

    long stopPriceE8() {
        return stop.stopPriceE8();
    }
}
