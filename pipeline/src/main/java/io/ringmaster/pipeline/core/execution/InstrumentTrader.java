package io.ringmaster.pipeline.core.execution;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.units.FixedPoint;

/**
 * Works one instrument from its target to a position: with at most one order at a time, with a stop under what is held, and out of it when it must be
 * left. To reverse, it leaves first and enters when flat.
 */
final class InstrumentTrader {

    private final OrderEntry entry;
    private final Ledger ledger;
    private final EntryRules rules;
    private final ExecutionSettings settings;
    private final TradedInstrument instrument;
    private final MarketView market;
    private final ProtectiveStop stop;
    private final VenueStop venueStop;
    private final TargetSizing sizing;
    private final Thoughts thoughts;
    private final WorkingOrder working;
    private final Wish wish = new Wish();
    private final OpenTrade trade = new OpenTrade();
    private long plannedStopPriceE8;
    private long plannedTargetPriceE8;
    private boolean isLeaving;
    private OrderPurpose leavingFor = OrderPurpose.REDUCE;

    InstrumentTrader(
        final OrderEntry entry, final Ledger ledger, final PositionSizing sizing, final EntryRules rules, final ExecutionSettings settings,
        final TradedInstrument instrument) {
        this.entry = entry;
        this.ledger = ledger;
        this.rules = rules;
        this.settings = settings;
        this.instrument = instrument;
        market = instrument.market();
        stop = new ProtectiveStop(settings, Math.multiplyExact(2, Math.max(0, instrument.definition().takerFeeE8())));
        venueStop = new VenueStop(settings, instrument, entry);
        thoughts = new Thoughts(entry.outputs(), instrument.id());
        this.sizing = new TargetSizing(entry, ledger, sizing, settings, instrument, stop);
        working = new WorkingOrder(entry, settings, instrument, thoughts);
    }

    /**
     * Turns a decision into a position and works towards it from now on.
     *
     * @param mayTakeRisk false while latched or paused: then a decision can only bring the position nearer to zero
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
        long wished = target.signal == Signal.FLAT ? 0 : sizing.wishedPositionE8(target, position, trade, wish);
        if (!mayTakeRisk) {
            wished = Wish.nearerToZeroE8(wished, position);
        } else if (wished != 0 && Long.signum(wished) != Long.signum(position) && !mayOpen(target, timeNs)) {
            // Nothing is opened. The decision still says that the position on the other side is not wanted.
            wished = 0;
        }
        if (target.signal != Signal.FLAT && market.markPriceE8 > 0) {
            takeOver(target, position);
        }
        if (wished == wish.positionE8() || isWorthAnOrder(wished, position)) {
            if (Long.signum(wished - position) != Long.signum(wish.positionE8() - position)) {
                working.renewIntent(timeNs);
            }
            wish.set(wished, target, entry.sequence(), timeNs);
        }
        act(timeNs);
    }

    /** Takes over the stop and the target that a decision names, for what it opens. The stop of an open position may only tighten. */
    private void takeOver(final Target target, final long position) {
        final boolean isLong = target.exposureE8 > 0;
        plannedStopPriceE8 = stop.plannedStopPriceE8(isLong, market.markPriceE8, target.stopPriceE8);
        plannedTargetPriceE8 = target.targetPriceE8;
        if (position != 0 && (position > 0) == isLong && stop.isSet()) {
            final long before = stop.stopPriceE8();
            if (stop.onNamedStop(target.stopPriceE8, market.markPriceE8)) {
                think(ThoughtCode.STOP_TIGHTENED, before, stop.stopPriceE8());
            }
            stop.protect(isLong, ledger.averageEntryPriceE8(instrument.id()), stop.stopPriceE8(), plannedTargetPriceE8);
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

    private boolean isWorthAnOrder(final long wished, final long position) {
        final boolean isWorth = sizing.isWorthAnOrder(wished, position);
        if (!isWorth) {
            think(ThoughtCode.TARGET_REACHED, position, wished);
        }
        return isWorth;
    }

    /** The market moved: stops are checked before anything else. */
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

    /** Closes the position and stays out until the next decision after it is flat. */
    void leave(final OrderPurpose why, final long timeNs) {
        wish.keep(0);
        isLeaving = positionE8() != 0;
        leavingFor = why;
        working.hurryExit(timeNs);
        act(timeNs);
    }

    boolean isLeaving() {
        return isLeaving;
    }

    /** Takes back the wish to take risk. The position stays, protected, and an exit goes on. */
    void standDown() {
        dropWish();
        withdrawEntry();
    }

    /** Cancels the order that would add risk, if there is one. */
    void withdrawEntry() {
        working.withdrawEntry();
    }

    /** Forgets the wish to take risk without asking the venue for anything. */
    void dropWish() {
        wish.keep(Wish.nearerToZeroE8(wish.positionE8(), positionE8()));
    }

    /**
     * A fill changed the position.
     *
     * @param order     null if it is not one of ours
     * @param realisedE8 profit before fees
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
        working.renewIntent(timeNs);
    }

    /** A fill that no wish asked for changed the position: it stays as it is until the next decision. */
    private void onForeignFill(final long before, final long position) {
        final boolean isSmaller = Long.signum(position) * Long.signum(before) >= 0 && Math.abs(position) < Math.abs(before);
        final long kept = isLeaving ? 0 : isSmaller ? Wish.nearerToZeroE8(wish.positionE8(), position) : position;
        if (kept != wish.positionE8()) {
            if (before != wish.positionE8()) {
                // A wish that was already carried out is not dropped: the position that it led to has ended.
                think(ThoughtCode.WISH_DROPPED, position, wish.positionE8());
            }
            wish.keep(kept);
        }
        wish.onForeignFill(entry.sequence());
    }

    private void onFlat(final long timeNs) {
        stop.clear();
        isLeaving = false;
        rules.onExit(instrument.id(), trade.strategyIndex(), trade.profitE8(), timeNs);
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
        final long entryE8 = ledger.averageEntryPriceE8(instrument.id());
        final boolean isPlanned = plannedStopPriceE8 > 0 && (isLong ? plannedStopPriceE8 < entryE8 : plannedStopPriceE8 > entryE8);
        stop.protect(
            isLong, entryE8, isPlanned ? plannedStopPriceE8 : stop.plannedStopPriceE8(isLong, entryE8, 0), plannedTargetPriceE8);
    }

    /** One of this trader's orders is done. */
    void onOrderDone(final Order order, final long timeNs) {
        working.onOrderDone(order, timeNs);
        venueStop.onOrderDone(order);
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
        working.work(wish, position, isLeaving ? leavingFor : OrderPurpose.REDUCE, timeNs);
    }

    /** An entry that was not filled in time, that meets a cooldown, or whose decision is older than the last exit needs a new decision. */
    private void expire(final long position, final long timeNs) {
        final long wished = wish.positionE8();
        final boolean wantsMore = Wish.nearerToZeroE8(wished, position) != wished;
        if (!wantsMore || working.isCrossing() || (position != 0 && Long.signum(wished) != Long.signum(position))) {
            return;
        }
        if (timeNs - wish.progressNs() > settings.waits().intentMaxAgeNs() || wish.isOutdated()) {
            think(ThoughtCode.WISH_EXPIRED, timeNs - wish.decisionNs(), wished);
            wish.keep(position);
        } else if (position == 0 && rules.isCooling(instrument.id(), wish.strategyIndex(), timeNs)) {
            think(ThoughtCode.WISH_DROPPED, position, wished);
            wish.keep(position);
        }
    }

    private void think(final ThoughtCode code, final long a, final long b) {
        thoughts.think(code, a, b);
    }

    void flattening(final LatchReason reason) {
        think(ThoughtCode.FLATTENING, positionE8(), reason.value());
    }

    boolean isHolding() {
        return positionE8() != 0;
    }

    private long positionE8() {
        return ledger.positionE8(instrument.id());
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
            working.follow(order);
        }
    }

    void followStop(final long recordedE8) {
        stop.follow(recordedE8);
    }

    /** A stop at the venue is ours on a whole tick. */
    void followVenueStop(final long recordedE8) {
        final long tickE8 = instrument.definition().tickE8();
        final long oursE8 = positionE8() > 0 ? FixedPoint.toStepFloor(stop.stopPriceE8(), tickE8) : FixedPoint.toStepCeil(stop.stopPriceE8(), tickE8);
        if (oursE8 != recordedE8) {
            stop.follow(recordedE8);
        }
    }

    /**
     * From here on the trader acts. The position does not grow until it was flat; a working exit goes on.
     *
     * @param isClosingAll whether every position is to be closed
     */
    void endFollowing(final boolean isClosingAll) {
        final long position = positionE8();
        final OrderPurpose exitFor = working.leavingFor();
        isLeaving = position != 0 && (exitFor != null || isClosingAll);
        leavingFor = exitFor != null ? exitFor : isClosingAll ? OrderPurpose.FLATTEN : OrderPurpose.REDUCE;
        wish.keep(isLeaving ? 0 : position);
        if (position != 0) {
            trade.open(wish.strategyIndex(), Math.abs(position), FixedPoint.ONE);
        }
    }

    /** See {@link SequencerCore#nextWatchedE8}. */
    long nextWatchedE8(final long fromE8, final long toE8) {
        final boolean isWatched = positionE8() != 0 && stop.isSet() && !isLeaving;
        return isWatched ? stop.firstReachedE8(fromE8, toE8, instrument.definition().tickE8()) : toE8;
    }

    long stopPriceE8() {
        return stop.stopPriceE8();
    }
}
