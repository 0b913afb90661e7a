package io.ringmaster.pipeline.core.risk;

import io.ringmaster.config.Inline;
import io.ringmaster.config.KeyOrder;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.units.FixedPoint;

/** Limits of the risk gate. Each fails closed: an order that cannot be checked is refused. */
@KeyOrder({
    "maxOrderQty", "maxOrderValue", "collarBps", "maxDivergenceBps", "maxReferenceAge", "maxPosition", "maxLeverage", "maxOpenOrders",
    "messagesPerWindow", "messageWindow", "cancelReserve", "duplicateWindow", "maxDailyLoss", "maxDrawdown", "maxConsecutiveRejects",
    "maxRejects", "rejectWindow", "orderTimeout", "maxOpenValue", "maxEntries", "entryWindow", "rampUp", "rampUpShare", "maxSameTargets",
    "maxCashDifference", "flattenOnLatch", "maxDailyLossShare", "dailyLossLatch"})
public record RiskLimits(
    @Inline OrderSize order,
    @Inline Reference reference,
    @Inline Exposure exposure,
    @Inline Traffic traffic,
    @Inline Loss loss,
    @Inline Repetition repetition,
    @Inline RampUp rampUp) {

    /** Limits of one order. */
    public record OrderSize(
        @Setting(kind = Kind.E8, value = "1", min = "0", doc = "largest order quantity") long maxOrderQtyE8,
        @Setting(kind = Kind.E8, value = "100000", min = "0", doc = "largest order value, quote currency") long maxOrderValueE8,
        @Setting(value = "100", min = "0", max = "10000", doc = "largest distance of an order's price from the mark, basis points") int collarBps) {
    }

    /** Limits of the prices that orders are checked against. */
    public record Reference(
        @Setting(value = "200", min = "0", max = "10000", doc = "largest distance of the mark from the book's mid and from the index, basis points;"
            + " beyond it no new risk is allowed")
            int maxDivergenceBps,
        @Setting(kind = Kind.DURATION, value = "5s", min = "1ms", doc = "no new risk is allowed while the mark is older than this")
            long maxReferenceAgeNs) {
    }

    /** Limits of all positions and working orders together. */
    public record Exposure(
        @Setting(kind = Kind.E8, value = "5", min = "0", doc = "largest position including pending orders, quantity") long maxPositionE8,
        @Setting(kind = Kind.E8, value = "3", min = "0", max = "50", doc = "largest notional including pending orders, divided by equity")
            long maxLeverageE8,
        @Setting(value = "16", min = "1", max = "1000", doc = "largest number of working orders") int maxOpenOrders,
        @Setting(kind = Kind.E8, value = "500000", min = "0", doc = "largest total value of working orders that may increase a position, quote"
            + " currency")
            long maxOpenValueE8) {
    }

    /** Limits of the messages to the venue. */
    public record Traffic(
        @Setting(value = "25", min = "1", doc = "messages to the venue in one window; the default is half of Kraken's budget") int messagesPerWindow,
        @Setting(kind = Kind.DURATION, value = "10s", min = "1ms", doc = "length of that window") long messageWindowNs,
        @Setting(value = "10", min = "0", doc = "messages of each window that are reserved for cancels; exits may use half of them")
            int cancelReserve,
        @Setting(kind = Kind.DURATION, value = "100ms", min = "0s", doc = "an identical intent within this time is refused as a duplicate")
            long duplicateWindowNs,
        @Setting(kind = Kind.DURATION, value = "10s", min = "1ms", doc = "an order without an answer for this long becomes UNKNOWN")
            long orderTimeoutNs) {
    }

    /** Limits of losses and of cash that cannot be explained. */
    public record Loss(
        @Setting(kind = Kind.E8, value = "500", min = "0", doc = "loss within a UTC day that latches trading, quote currency") long maxDailyLossE8,
        @Setting(kind = Kind.E8, value = "1", min = "0", max = "1", doc = "loss within a UTC day that latches trading, share of the equity at the"
            + " start of the day; the smaller of this and maxDailyLoss applies")
            long maxDailyLossShareE8,
        @Setting(value = "day", doc = "day: a daily-loss latch is released when the next UTC day begins; person: only 'ctl unlatch' releases it")
            DailyLossLatch dailyLossLatch,
        @Setting(kind = Kind.E8, value = "0.2", min = "0", max = "1", doc = "drawdown from the highest equity that latches trading")
            long maxDrawdownE8,
        @Setting(value = "true", doc = "whether a loss or drawdown latch also closes all positions") boolean flattenOnLatch,
        @Setting(kind = Kind.E8, value = "100", min = "0", doc = "largest difference, while flat, between the account's cash and the cash computed"
            + " from our fills, fees and funding, quote currency; a larger one latches trading")
            long maxCashDifferenceE8) {
    }

    /** Limits of what should be rare: rejections, entries, identical targets. */
    public record Repetition(
        @Setting(value = "10", min = "1", doc = "consecutive rejections by the venue that latch trading") int maxConsecutiveRejects,
        @Setting(value = "30", min = "1", max = "100000", doc = "rejections by the venue within one window that latch trading, consecutive or not")
            int maxRejects,
        @Setting(kind = Kind.DURATION, value = "10m", min = "1s", doc = "length of the window in which rejections are counted") long rejectWindowNs,
        @Setting(value = "200", min = "1", max = "100000", doc = "entries within one window that latch trading; an entry opens or reverses a"
            + " position")
            int maxEntries,
        @Setting(kind = Kind.DURATION, value = "1h", min = "1s", doc = "length of the window in which entries are counted") long entryWindowNs,
        @Setting(value = "0", min = "0", doc = "this many identical targets in a row block new risk until the target changes, because the policy may"
            + " be stuck; 0: never")
            int maxSameTargets) {
    }

    /** Reduced limits at the start of a session. */
    public record RampUp(
        @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "time after each start of a session during which limits are reduced")
            long rampUpNs,
        @Setting(kind = Kind.E8, value = "0.1", min = "0", max = "1", doc = "share of maxOrderQty, maxOrderValue and maxPosition that applies during"
            + " rampUp")
            long rampUpShareE8) {
    }

    /** What releases the latch of a daily loss. */
    public enum DailyLossLatch { DAY, PERSON }

    /** The value of one limit, in its own unit. */
    public long get(final LimitKind kind) {
        return switch (kind) {
            case MAX_ORDER_QTY -> order.maxOrderQtyE8;
            case MAX_ORDER_VALUE -> order.maxOrderValueE8;
            case MAX_POSITION -> exposure.maxPositionE8;
            case MAX_LEVERAGE -> exposure.maxLeverageE8;
            case MAX_OPEN_ORDERS -> exposure.maxOpenOrders;
            case MAX_OPEN_VALUE -> exposure.maxOpenValueE8;
            case MAX_DAILY_LOSS -> loss.maxDailyLossE8;
            case MAX_DRAWDOWN -> loss.maxDrawdownE8;
            case MAX_DAILY_LOSS_SHARE -> loss.maxDailyLossShareE8;
            case NULL_VAL -> throw new IllegalArgumentException("a limit without a kind");
        };
    }

    /**
     * These limits with one of them changed.
     *
     * @param value in the limit's own unit, not below zero
     */
    public RiskLimits with(final LimitKind kind, final long value) {
        return new RiskLimits(
            new OrderSize(changed(kind, LimitKind.MAX_ORDER_QTY, value), changed(kind, LimitKind.MAX_ORDER_VALUE, value), order.collarBps),
            reference,
            new Exposure(
                changed(kind, LimitKind.MAX_POSITION, value), changed(kind, LimitKind.MAX_LEVERAGE, value),
                Math.toIntExact(changed(kind, LimitKind.MAX_OPEN_ORDERS, value)), changed(kind, LimitKind.MAX_OPEN_VALUE, value)),
            traffic,
            new Loss(
                changed(kind, LimitKind.MAX_DAILY_LOSS, value), changed(kind, LimitKind.MAX_DAILY_LOSS_SHARE, value), loss.dailyLossLatch,
                changed(kind, LimitKind.MAX_DRAWDOWN, value), loss.flattenOnLatch, loss.maxCashDifferenceE8),
            repetition, rampUp);
    }

    /** The reduced value of a limit on order size, order value or position while a session ramps up. */
    public long rampedE8(final long limitE8) {
        return FixedPoint.multiplyFloor(limitE8, rampUp.rampUpShareE8);
    }

    private long changed(final LimitKind kind, final LimitKind each, final long value) {
        return kind == each ? value : get(each);
    }
}
