package io.ringmaster.exchange.matching;

import io.ringmaster.exchange.matching.VenueOrder.Stage;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;

/**
 * Matching in a market known from bars only. A bar is walked as a path of four prices:
 *
 * <pre>
 *   open - high - low - close   if the high is nearer to the open than the low
 *   open - low - high - close   otherwise
 * </pre>
 *
 * At the open, in order of arrival: takers that were sent before it fill at the open, worse by the slippage; a stop beyond whose trigger
 * the market opens fills there too; a limit through which it opens fills at its limit. On the way from price to price, in the order in
 * which they are reached: a limit fills at its price when the market goes strictly beyond it (a touch is no fill), a stop triggers when
 * it is touched and fills at its trigger, worse by the slippage. Quantities are not limited by the bar's volume.
 *
 * <p>An order takes part in a bar if it was sent no later than the bar's open or the receipt of the bar before, so that nothing fills at
 * a price older than itself. Without a book a trade counts as a bar of one price.
 *
 * @see <a href="https://nautilustrader.io/docs/latest/concepts/backtesting">adaptive high and low ordering</a>
 */
final class BarWalk {

    private static final long BPS_E8 = 10_000 * FixedPoint.ONE;
    private static final int LEGS = 3;

    private final int instrumentId;
    private final InstrumentDefinition definition;
    private final MatchingRules rules;
    private final MarginAccount account;
    private final OrderLife life;
    private final SelfFillGuard selfFill;
    private final ExecutionListener listener;
    private final long[] pointsE8 = new long[LEGS];
    private long sentUntilNs;
    private long atE8;
    private int leg;
    private boolean isFalling;
    private boolean watchesMargin;
    private boolean isUnderWay;

    BarWalk(
        final int instrumentId, final InstrumentDefinition definition, final MatchingRules rules, final MarginAccount account,
        final OrderLife life, final SelfFillGuard selfFill, final ExecutionListener listener) {
        this.instrumentId = instrumentId;
        this.definition = definition;
        this.rules = rules;
        this.account = account;
        this.life = life;
        this.selfFill = selfFill;
        this.listener = listener;
    }

    /**
     * Walks a bar from its open to its close.
     *
     * @param untilNs only orders sent until then take part
     */
    void walk(final long openE8, final long highE8, final long lowE8, final long closeE8, final long untilNs) {
        begin(openE8, highE8, lowE8, closeE8, untilNs);
        boolean goesOn = true;
        while (goesOn) {
            goesOn = walkOn(legEndE8());
        }
        end();
    }

    /** Begins to walk a bar: does what happens at its open. */
    void begin(final long openE8, final long highE8, final long lowE8, final long closeE8, final long untilNs) {
        sentUntilNs = untilNs;
        isUnderWay = true;
        atE8 = openE8;
        final boolean highFirst = highE8 - openE8 < openE8 - lowE8;
        pointsE8[0] = highFirst ? highE8 : lowE8;
        pointsE8[1] = highFirst ? lowE8 : highE8;
        pointsE8[2] = closeE8;
        beginLeg(0);
        account.mark(instrumentId, openE8);
        open(openE8);
    }

    private void beginLeg(final int number) {
        leg = number;
        isFalling = pointsE8[number] < atE8;
        watchesMargin = rules.liquidation();
    }

    void end() {
        isUnderWay = false;
    }

    /** Whether a bar was begun and not ended. */
    boolean isUnderWay() {
        return isUnderWay;
    }

    /** Where the walk stands. */
    long priceE8() {
        return atE8;
    }

    long legEndE8() {
        return pointsE8[leg];
    }

    /** An order that was sent because of something in this bar takes part from where the walk stands. */
    void join(final VenueOrder order) {
        order.sentTimeNs = Long.MIN_VALUE;
        order.follow(atE8);
        if (order.isWaiting()) {
            execute(order, atE8);
        }
    }

    private void open(final long openE8) {
        for (int i = 0; i < life.orders().size(); i++) {
            final VenueOrder order = life.orders().get(i);
            if (order.sentTimeNs > sentUntilNs) {
                continue;
            }
            order.follow(openE8);
            if (order.isWaiting()) {
                execute(order, openE8);
            } else if (order.isResting() && order.isThrough(openE8)) {
                life.fillResting(order, order.leavesE8);
            } else if (order.isUntriggered() && order.isTriggeredAt(openE8)) {
                life.trigger(order);
                execute(order, openE8);
            }
        }
    }

    /**
     * Moves the mark along the present leg, until an order or the account was acted on, or a price is reached.
     *
     * @param untilE8 a price on the leg; its end where it is none
     * @return false if the bar is over
     */
    boolean walkOn(final long untilE8) {
        final long toE8 = Math.clamp(untilE8, Math.min(atE8, legEndE8()), Math.max(atE8, legEndE8()));
        final VenueOrder order = nextReached(toE8);
        final long stopPriceE8 = order == null ? toE8 : reachedAtE8(order, toE8);
        if (watchesMargin && isBelowMaintenanceAt(stopPriceE8)) {
            final long callE8 = firstBelowMaintenance(atE8, stopPriceE8);
            if (order == null || callE8 != stopPriceE8) {
                callMargin(callE8);
                return true;
            }
        }
        atE8 = stopPriceE8;
        account.mark(instrumentId, atE8);
        follow(atE8);
        if (order != null) {
            act(order);
            return true;
        }
        if (atE8 == legEndE8()) {
            if (leg == LEGS - 1) {
                return false;
            }
            beginLeg(leg + 1);
        }
        return true;
    }

    private void callMargin(final long callE8) {
        atE8 = callE8;
        account.mark(instrumentId, callE8);
        life.settle();
        listener.onMarginCall();
        // Another instrument's position may be impossible to close now: no second call on the same leg.
        watchesMargin = false;
    }

    /** What trails can't be reached by a move away from it, so that it may follow when that has ended. */
    private void follow(final long markE8) {
        for (int i = 0; i < life.orders().size(); i++) {
            if (life.orders().get(i).sentTimeNs <= sentUntilNs) {
                life.orders().get(i).follow(markE8);
            }
        }
    }

    private void act(final VenueOrder order) {
        if (order.isUntriggered()) {
            life.trigger(order);
            execute(order, order.stopPriceE8);
        } else {
            life.fillResting(order, order.leavesE8);
        }
    }

    /** The first order on the way, the oldest of equals; null when there is none. */
    private VenueOrder nextReached(final long toE8) {
        VenueOrder next = null;
        long nextE8 = 0;
        for (int i = 0; i < life.orders().size(); i++) {
            final VenueOrder order = life.orders().get(i);
            if (order.sentTimeNs <= sentUntilNs && isReached(order, toE8)) {
                final long priceE8 = reachedAtE8(order, toE8);
                if (next == null || Math.abs(priceE8 - atE8) < Math.abs(nextE8 - atE8)) {
                    next = order;
                    nextE8 = priceE8;
                }
            }
        }
        return next;
    }

    private boolean isReached(final VenueOrder order, final long toE8) {
        if (order.isUntriggered()) {
            return order.isBuy() != isFalling && order.isTriggeredAt(toE8);
        }
        return order.isResting() && order.isBuy() == isFalling && order.isThrough(toE8);
    }

    private long reachedAtE8(final VenueOrder order, final long toE8) {
        final long priceE8 = order.isUntriggered() ? order.stopPriceE8 : order.limitPriceE8;
        return Math.clamp(priceE8, Math.min(atE8, toE8), Math.max(atE8, toE8));
    }

    /** Executes a taker at a price of the bar; a limit order that the slippage puts out of reach rests. */
    void execute(final VenueOrder order, final long barPriceE8) {
        final long priceE8 = slippedE8(order, barPriceE8);
        if (order.hasLimit() && order.isWorse(priceE8, order.limitPriceE8)) {
            if (order.type == OrderType.IOC) {
                life.endTaker(order, VenueReason.IOC_UNFILLED);
            } else {
                rest(order);
            }
            return;
        }
        if (isAllowed(order, priceE8)) {
            final long qtyE8 = life.fillableE8(order);
            if (qtyE8 > 0) {
                life.fill(order, qtyE8, priceE8, Liquidity.TAKER);
            }
            life.cancelIfNothingToReduce(order);
        }
    }

    /** Puts an order to its limit, where it waits to be traded through. */
    void rest(final VenueOrder order) {
        if (isAllowed(order, order.limitPriceE8)) {
            order.stage = Stage.RESTING;
        }
    }

    private boolean isAllowed(final VenueOrder order, final long priceE8) {
        if (selfFill.refuses(order, priceE8)) {
            life.end(order, ExecType.CANCELED, VenueReason.SELF_FILL);
            return false;
        }
        selfFill.clearWay(order, priceE8);
        return true;
    }

    private long slippedE8(final VenueOrder order, final long priceE8) {
        final long tickE8 = definition.tickE8();
        final long slippageE8 = FixedPoint.multiplyDivideFloor(priceE8, rules.barSlippageBpsE8(), BPS_E8);
        return order.side == Side.BUY
            ? FixedPoint.toStepCeil(priceE8 + slippageE8, tickE8)
            : Math.max(tickE8, FixedPoint.toStepFloor(priceE8 - slippageE8, tickE8));
    }

    private boolean isBelowMaintenanceAt(final long markE8) {
        final long before = account.markE8(instrumentId);
        account.mark(instrumentId, markE8);
        final boolean below = account.isBelowMaintenance();
        account.mark(instrumentId, before);
        return below;
    }

    /** The first tick on the way at which the account is below maintenance, by bisection; the end is known to be. */
    private long firstBelowMaintenance(final long fromE8, final long belowE8) {
        if (isBelowMaintenanceAt(fromE8)) {
            return fromE8;
        }
        final long stepE8 = belowE8 < fromE8 ? -definition.tickE8() : definition.tickE8();
        long low = 0;
        long high = Math.ceilDiv(Math.abs(belowE8 - fromE8), definition.tickE8());
        while (high - low > 1) {
            final long middle = (low + high) >>> 1;
            if (isBelowMaintenanceAt(fromE8 + middle * stepE8)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.clamp(fromE8 + high * stepE8, Math.min(fromE8, belowE8), Math.max(fromE8, belowE8));
    }
}
