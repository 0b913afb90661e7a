package io.ringmaster.pipeline.core.risk;

import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.Arrays;
import java.util.List;

/**
 * Says yes or no to every order, with the first control that refuses, its limit, and what was held against it.
 *
 * <p>An order that may increase risk must pass all controls. One that can only reduce (reduce-only: exits, protective stops) is not held
 * against position, leverage, losses, latch, pause, warm-up and the health of the journal, and its price only against the last known mark,
 * however old: leaving must stay possible when staying is what hurts. When killed, nothing passes but cancels, which are not asked about
 * here at all.
 *
 * <p>Everything pending counts at its worst: every working, unanswered or unknown order that may increase is taken as filled in full,
 * whoever sent it.
 */
public final class RiskGate {

    private static final long BPS = 10_000;

    private final List<InstrumentDefinition> instruments;
    private final Ledger ledger;
    private final OrderStore orders;
    private final MarketView[] markets;
    private final FeedCondition[] feeds;
    private final MessageThrottle throttle;
    private final RecentIntents recent = new RecentIntents();
    private final ExternalOrders externals;
    private final boolean[] isPolicyUnsound;
    private RiskLimits limits;
    private boolean isKilled;
    private boolean isLatched;
    private boolean isPaused;
    private boolean isStandingDown;
    private boolean isFollowing;
    /** A session that has to be armed says so first. */
    private boolean isArmed = true;
    private boolean isJournalHealthy = true;
    /** A venue that has to be reconciled with says so first. */
    private Agreement agreement = Agreement.AGREED;
    private long warmupEndTimeNs = Long.MAX_VALUE;
    private long rampUpEndTimeNs = Long.MIN_VALUE;
    private boolean isRampingUp;
    private long limitE8;
    private long observedE8;

    /**
     * @param externals what others have working on the account; kept up to date by their owner, as are the markets
     * @param markets   by instrument id
     */
    public RiskGate(
        final RiskLimits limits, final List<InstrumentDefinition> instruments, final Ledger ledger, final OrderStore orders,
        final ExternalOrders externals, final MarketView[] markets) {
        this.limits = limits;
        this.instruments = instruments;
        this.ledger = ledger;
        this.orders = orders;
        this.externals = externals;
        this.markets = markets;
        feeds = new FeedCondition[instruments.size()];
        Arrays.fill(feeds, FeedCondition.UP);
        isPolicyUnsound = new boolean[instruments.size()];
        throttle = new MessageThrottle(limits);
    }

    public void onTime(final long timeNs) {
        isRampingUp = timeNs < rampUpEndTimeNs;
        throttle.onTime(timeNs);
    }

    /**
     * Judges a new order that is not yet in the store. What passes is counted against the message budget.
     *
     * @param parentE8 position the decision behind it asked for, signed; no order may lead beyond it
     * @return PASSED, or the first control that refused
     */
    public RiskReason check(final Order order, final long parentE8, final long timeNs) {
        final RiskReason reason = firstRefusal(order, parentE8, timeNs);
        if (reason == RiskReason.PASSED) {
            throttle.spend();
            recent.add(order, ledger.positionE8(order.instrumentId), timeNs);
        }
        return reason;
    }

    /** A cancel is on its way: never refused, but it costs a message. */
    public void onCancelSent() {
        throttle.spend();
    }

    /** The venue refused an order: one that reduces a position may be sent again at once. */
    public void onVenueRefused(final Order order) {
        if (order.reduceOnly) {
            recent.forget(order);
        }
    }

    private RiskReason firstRefusal(final Order order, final long parentE8, final long timeNs) {
        limitE8 = 0;
        observedE8 = 0;
        if (isKilled) {
            return RiskReason.KILLED;
        }
        if (isStandingDown) {
            return RiskReason.STANDING_DOWN;
        }
        if (!isArmed || isFollowing) {
            return RiskReason.NOT_ARMED;
        }
        final RiskReason shape = checkShape(order);
        if (shape != RiskReason.PASSED) {
            return shape;
        }
        if (!order.reduceOnly) {
            final RiskReason risk = checkNewRisk(order, parentE8, timeNs);
            if (risk != RiskReason.PASSED) {
                return risk;
            }
        }
        if (wouldMeetOurs(order)) {
            return RiskReason.SELF_TRADE;
        }
        return checkTraffic(order, timeNs);
    }

    private RiskReason checkShape(final Order order) {
        final InstrumentDefinition instrument = instruments.get(order.instrumentId);
        observedE8 = order.qtyE8;
        if (order.qtyE8 < instrument.minQtyE8() || order.qtyE8 <= 0) {
            return refuse(RiskReason.NUMERIC, instrument.minQtyE8());
        }
        if (!FixedPoint.isOnStep(order.qtyE8, instrument.lotE8())) {
            return refuse(RiskReason.NUMERIC, instrument.lotE8());
        }
        final boolean isPriced = order.type != OrderType.MARKET;
        final long priceE8 = order.isStop() ? order.stopPriceE8 : order.limitPriceE8;
        if (isPriced && (priceE8 <= 0 || !FixedPoint.isOnStep(priceE8, instrument.tickE8()))) {
            observedE8 = priceE8;
            return refuse(RiskReason.NUMERIC, instrument.tickE8());
        }
        if (order.qtyE8 > ramped(order, limits.order().maxOrderQtyE8())) {
            return refuse(RiskReason.ORDER_SIZE, ramped(order, limits.order().maxOrderQtyE8()));
        }
        return checkValueAndCollar(order, isPriced ? priceE8 : 0);
    }

    private RiskReason checkValueAndCollar(final Order order, final long priceE8) {
        final long markE8 = markets[order.instrumentId].markPriceE8;
        if (markE8 <= 0) {
            observedE8 = markE8;
            return RiskReason.STALE_DATA;
        }
        try {
            observedE8 = FixedPoint.multiplyCeil(order.qtyE8, Math.max(priceE8, markE8));
        } catch (final ArithmeticException e) {
            // Its value does not even fit a long: beyond any limit.
            observedE8 = Long.MAX_VALUE;
        }
        if (observedE8 > ramped(order, limits.order().maxOrderValueE8())) {
            return refuse(RiskReason.ORDER_VALUE, ramped(order, limits.order().maxOrderValueE8()));
        }
        // A stop waits away from the market by its nature; what it protects against is measured by its own rules.
        if (priceE8 != 0 && !order.isStop()) {
            final long allowedE8 = FixedPoint.multiplyDivideFloor(markE8, limits.order().collarBps(), BPS);
            observedE8 = order.side == Side.BUY ? priceE8 - markE8 : markE8 - priceE8;
            if (observedE8 > allowedE8) {
                return refuse(RiskReason.PRICE_COLLAR, allowedE8);
            }
        }
        return RiskReason.PASSED;
    }

    /** A limit as it holds now: what reduces is never held to less than the whole of it. */
    private long ramped(final Order order, final long limit) {
        return order.reduceOnly ? limit : entryLimitE8(limit);
    }

    /** What is left of a limit on order size, order value or position for an order that may increase risk, now. */
    public long entryLimitE8(final long limit) {
        return isRampingUp ? limits.rampedE8(limit) : limit;
    }

    private boolean wouldMeetOurs(final Order order) {
        for (int i = 0; i < orders.workingCount(); i++) {
            final Order ours = orders.working(i);
            final boolean rests = ours.type == OrderType.LIMIT || ours.type == OrderType.POST_ONLY;
            if (rests && ours.instrumentId == order.instrumentId && ours.side != order.side && crosses(order, ours.limitPriceE8)) {
                observedE8 = ours.limitPriceE8;
                return true;
            }
        }
        for (int i = 0; i < externals.count(); i++) {
            if (externals.instrumentId(i) == order.instrumentId && externals.side(i) != order.side && externals.limitPriceE8(i) > 0
                && crosses(order, externals.limitPriceE8(i))) {
                observedE8 = externals.limitPriceE8(i);
                return true;
            }
        }
        return false;
    }

    private static boolean crosses(final Order order, final long priceE8) {
        return switch (order.type) {
            case MARKET -> true;
            case LIMIT, POST_ONLY, IOC -> order.side == Side.BUY ? order.limitPriceE8 >= priceE8 : order.limitPriceE8 <= priceE8;
            case STOP, TRAILING_STOP, NULL_VAL -> false;
        };
    }

    private RiskReason checkNewRisk(final Order order, final long parentE8, final long timeNs) {
        final MarketView market = markets[order.instrumentId];
        observedE8 = 0;
        if (!isJournalHealthy) {
            return RiskReason.JOURNAL;
        }
        if (isLatched) {
            return RiskReason.LATCHED;
        }
        if (isPaused) {
            return RiskReason.PAUSED;
        }
        if (timeNs < warmupEndTimeNs) {
            return RiskReason.POLICY_NOT_WARM;
        }
        if (feeds[order.instrumentId] != FeedCondition.UP) {
            // A venue that takes only resting orders takes no stop: a position could not be protected.
            return RiskReason.VENUE_STATE;
        }
        observedE8 = timeNs - market.markTimeNs;
        if (!market.isTradable() || observedE8 > limits.reference().maxReferenceAgeNs()) {
            return refuse(RiskReason.STALE_DATA, limits.reference().maxReferenceAgeNs());
        }
        if (market.isVenueMarkMissing(timeNs)) {
            // The mark is the book's own middle: nothing is left to hold the book against.
            observedE8 = timeNs - market.venueMarkTimeNs;
            return refuse(RiskReason.STALE_DATA, limits.reference().maxReferenceAgeNs());
        }
        final RiskReason divergence = checkDivergence(market);
        if (divergence != RiskReason.PASSED) {
            return divergence;
        }
        if (agreement == Agreement.CLOCKS_DIFFER) {
            return RiskReason.CLOCK;
        }
        if (agreement != Agreement.AGREED || orders.hasUnknown()) {
            return RiskReason.RECONCILIATION;
        }
        if (isPolicyUnsound[order.instrumentId]) {
            return RiskReason.POLICY_OUTPUT;
        }
        observedE8 = orders.workingCount() + externals.count();
        if (observedE8 >= limits.exposure().maxOpenOrders()) {
            return refuse(RiskReason.OPEN_ORDERS, limits.exposure().maxOpenOrders());
        }
        final RiskReason losses = checkLosses();
        if (losses != RiskReason.PASSED) {
            return losses;
        }
        final RiskReason open = checkOpenValue(order);
        return open != RiskReason.PASSED ? open : checkExposure(order, parentE8);
    }

    /** Three prices of one thing have to be about the same, as far as they are known. */
    private RiskReason checkDivergence(final MarketView market) {
        final boolean hasBook = market.bookState == BookState.VALID && market.bidPriceE8 > 0 && market.askPriceE8 > 0;
        final long middleE8 = hasBook ? Math.floorDiv(market.bidPriceE8 + market.askPriceE8, 2) : 0;
        final RiskReason book = checkDistance(market.markPriceE8, middleE8);
        return book != RiskReason.PASSED ? book : checkDistance(market.markPriceE8, market.indexPriceE8);
    }

    private RiskReason checkDistance(final long markE8, final long otherE8) {
        if (otherE8 <= 0) {
            return RiskReason.PASSED;
        }
        final long allowedE8 = FixedPoint.multiplyDivideFloor(otherE8, limits.reference().maxDivergenceBps(), BPS);
        observedE8 = Math.abs(markE8 - otherE8);
        return observedE8 > allowedE8 ? refuse(RiskReason.PRICE_COLLAR, allowedE8) : RiskReason.PASSED;
    }

    private RiskReason checkLosses() {
        if (isDailyLossBreached()) {
            observedE8 = ledger.dayStartEquityE8() - ledger.equityE8();
            return refuse(RiskReason.DAILY_LOSS, dailyLossLimitE8());
        }
        if (isDrawdownBreached()) {
            observedE8 = ledger.highestEquityE8() - ledger.equityE8();
            return refuse(RiskReason.DRAWDOWN, limits.loss().maxDrawdownE8());
        }
        return RiskReason.PASSED;
    }

    private RiskReason checkOpenValue(final Order order) {
        long valueE8 = 0;
        try {
            valueE8 = valueE8(order, order.qtyE8);
            for (int i = 0; i < orders.workingCount(); i++) {
                final Order other = orders.working(i);
                if (other.mayIncrease()) {
                    valueE8 = Math.addExact(valueE8, valueE8(other, other.leavesQtyE8()));
                }
            }
            for (int i = 0; i < externals.count(); i++) {
                if (externals.mayIncrease(i)) {
                    valueE8 = Math.addExact(valueE8, FixedPoint.multiplyCeil(
                        externals.leavesQtyE8(i), Math.max(externals.limitPriceE8(i), markets[externals.instrumentId(i)].markPriceE8)));
                }
            }
        } catch (final ArithmeticException e) {
            // Too large to be written down: beyond any limit.
            valueE8 = Long.MAX_VALUE;
        }
        observedE8 = valueE8;
        return valueE8 > limits.exposure().maxOpenValueE8() ? refuse(RiskReason.OPEN_ORDERS, limits.exposure().maxOpenValueE8()) : RiskReason.PASSED;
    }

    private long valueE8(final Order order, final long qtyE8) {
        return FixedPoint.multiplyCeil(qtyE8, Math.max(order.limitPriceE8, markets[order.instrumentId].markPriceE8));
    }

    private RiskReason checkExposure(final Order order, final long parentE8) {
        final InstrumentDefinition instrument = instruments.get(order.instrumentId);
        observedE8 = worstOnSideE8(order);
        if (order.side == Side.BUY ? observedE8 > Math.max(0, parentE8) : observedE8 < Math.min(0, parentE8)) {
            return refuse(RiskReason.PARENT_CAP, parentE8);
        }
        final long positionLimitE8 = ramped(order, Math.min(limits.exposure().maxPositionE8(), instrument.maxPositionE8()));
        observedE8 = worstPositionE8(order.instrumentId, order);
        if (observedE8 > positionLimitE8) {
            return refuse(RiskReason.MAX_POSITION, positionLimitE8);
        }
        long notionalE8 = 0;
        try {
            for (int id = 0; id < markets.length; id++) {
                final long worstE8 = worstPositionE8(id, id == order.instrumentId ? order : null);
                notionalE8 = Math.addExact(notionalE8, FixedPoint.multiplyCeil(worstE8, markets[id].markPriceE8));
            }
            final long equityE8 = ledger.equityE8();
            observedE8 = equityE8 <= 0 ? Long.MAX_VALUE : FixedPoint.divideHalfEven(notionalE8, equityE8);
        } catch (final ArithmeticException e) {
            // Too large to be written down: beyond any limit.
            observedE8 = Long.MAX_VALUE;
        }
        return observedE8 > limits.exposure().maxLeverageE8() ? refuse(RiskReason.LEVERAGE, limits.exposure().maxLeverageE8()) : RiskReason.PASSED;
    }

    /** The position there would be if the order, and everything pending on its side, were filled; signed. */
    private long worstOnSideE8(final Order order) {
        long positionE8 = ledger.positionE8(order.instrumentId);
        for (int i = 0; i < orders.workingCount(); i++) {
            final Order other = orders.working(i);
            if (other.instrumentId == order.instrumentId && other.side == order.side && other.mayIncrease()) {
                positionE8 = Math.addExact(positionE8, order.side == Side.BUY ? other.leavesQtyE8() : -other.leavesQtyE8());
            }
        }
        return Math.addExact(positionE8, order.side == Side.BUY ? order.qtyE8 : -order.qtyE8);
    }

    /** The largest |position| there could be if everything pending on one side, and the order, were filled. */
    private long worstPositionE8(final int instrumentId, final Order extra) {
        long longest = ledger.positionE8(instrumentId);
        long shortest = longest;
        for (int i = 0; i < orders.workingCount(); i++) {
            final Order order = orders.working(i);
            if (order.instrumentId == instrumentId && order.mayIncrease()) {
                if (order.side == Side.BUY) {
                    longest = Math.addExact(longest, order.leavesQtyE8());
                } else {
                    shortest = Math.subtractExact(shortest, order.leavesQtyE8());
                }
            }
        }
        longest = Math.addExact(longest, externals.mayIncreaseBy(instrumentId, Side.BUY));
        shortest = Math.subtractExact(shortest, externals.mayIncreaseBy(instrumentId, Side.SELL));
        if (extra != null) {
            if (extra.side == Side.BUY) {
                longest = Math.addExact(longest, extra.qtyE8);
            } else {
                shortest = Math.subtractExact(shortest, extra.qtyE8);
            }
        }
        return Math.max(Math.abs(longest), Math.abs(shortest));
    }

    private RiskReason checkTraffic(final Order order, final long timeNs) {
        if (recent.holds(order, ledger.positionE8(order.instrumentId), timeNs, limits.traffic().duplicateWindowNs())) {
            observedE8 = order.qtyE8;
            return refuse(RiskReason.DUPLICATE_INTENT, limits.traffic().duplicateWindowNs());
        }
        if (order.reduceOnly ? !throttle.allowsExit() : !throttle.allowsNew()) {
            observedE8 = throttle.messagesLeft();
            return refuse(RiskReason.THROTTLE, limits.traffic().messagesPerWindow());
        }
        return RiskReason.PASSED;
    }

    private RiskReason refuse(final RiskReason reason, final long limit) {
        limitE8 = limit;
        return reason;
    }

    /** Whether the loss of the day is at or beyond its limit. */
    public boolean isDailyLossBreached() {
        return ledger.dayStartEquityE8() - ledger.equityE8() >= dailyLossLimitE8();
    }

    /** The smaller of the limit in money and the one as a share of the day's first equity, which does not bind while it is 1. */
    private long dailyLossLimitE8() {
        final RiskLimits.Loss loss = limits.loss();
        return loss.maxDailyLossShareE8() == FixedPoint.ONE
            ? loss.maxDailyLossE8()
            : Math.min(loss.maxDailyLossE8(), FixedPoint.multiplyFloor(Math.max(0, ledger.dayStartEquityE8()), loss.maxDailyLossShareE8()));
    }

    /** Whether the drawdown from the highest equity is at or beyond its limit. */
    public boolean isDrawdownBreached() {
        final long highestE8 = ledger.highestEquityE8();
        return highestE8 - ledger.equityE8() >= FixedPoint.multiplyFloor(highestE8, limits.loss().maxDrawdownE8());
    }

    public void onFeedState(final int instrumentId, final FeedCondition condition) {
        for (int i = 0; i < feeds.length; i++) {
            if (instrumentId < 0 || instrumentId == i) {
                feeds[i] = condition;
            }
        }
    }

    public void setKilled(final boolean killed) {
        isKilled = killed;
    }

    public void setLatched(final boolean latched) {
        isLatched = latched;
    }

    public void setPaused(final boolean paused) {
        isPaused = paused;
    }

    public void setStandingDown(final boolean standingDown) {
        isStandingDown = standingDown;
    }

    /** While what was recorded is only followed nothing is done. */
    public void setFollowing(final boolean following) {
        isFollowing = following;
    }

    public boolean isFollowing() {
        return isFollowing;
    }

    public void setAgreement(final Agreement newAgreement) {
        agreement = newAgreement;
    }

    /** Until it is armed nothing passes but cancels. */
    public void setArmed(final boolean armed) {
        isArmed = armed;
    }

    /** Limits hold from now on; what is working already is not asked about again. */
    public void setLimits(final RiskLimits newLimits) {
        limits = newLimits;
    }

    /** Whether the policy's last word on an instrument made sense. */
    public void setPolicySound(final int instrumentId, final boolean isSound) {
        isPolicyUnsound[instrumentId] = !isSound;
    }

    public void setJournalHealthy(final boolean healthy) {
        isJournalHealthy = healthy;
    }

    /** A session begins: for a while its limits are smaller. */
    public void setSessionStart(final long timeNs) {
        rampUpEndTimeNs = Math.addExact(timeNs, limits.rampUp().rampUpNs());
        isRampingUp = timeNs < rampUpEndTimeNs;
    }

    /** No new risk before this event time. */
    public void setWarmupEnd(final long timeNs) {
        warmupEndTimeNs = timeNs;
    }

    /** The limits that hold. */
    public RiskLimits limits() {
        return limits;
    }

    /** Until this event time limits are smaller; the earliest time there is before a session begins. */
    public long rampUpEndTimeNs() {
        return rampUpEndTimeNs;
    }

    /** The latest time there is before a session begins. */
    public long warmupEndTimeNs() {
        return warmupEndTimeNs;
    }

    public boolean isKilled() {
        return isKilled;
    }

    /** Whether nothing passes, not even an exit. */
    public boolean isShut() {
        return isKilled || isStandingDown || !isArmed || isFollowing;
    }

    public boolean isArmed() {
        return isArmed;
    }

    public boolean isLatched() {
        return isLatched;
    }

    public Agreement agreement() {
        return agreement;
    }

    public boolean isStandingDown() {
        return isStandingDown;
    }

    public boolean isPaused() {
        return isPaused;
    }

    /** The limit that spoke last, in its own unit. */
    public long limitE8() {
        return limitE8;
    }

    /** What was held against it. */
    public long observedE8() {
        return observedE8;
    }
}
