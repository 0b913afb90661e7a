package io.ringmaster.pipeline.core.risk;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.units.FixedPoint;

/** Limits of the risk gate. All of them fail closed: what cannot be checked is refused. */
public record RiskLimits(
    @Setting(kind = Kind.E8, value = "1", min = "0", doc = "largest order, quantity") long maxOrderQtyE8,
    @Setting(kind = Kind.E8, value = "100000", min = "0", doc = "largest order, quote currency") long maxOrderValueE8,
    @Setting(value = "100", min = "0", max = "10000", doc = "how far a price may be from the mark, basis points") int collarBps,
    @Setting(value = "200", min = "0", max = "10000", doc = "how far the mark may be from the book's middle and from the index, basis points;"
        + " one that is farther is no reference for new risk")
    int maxDivergenceBps,
    @Setting(kind = Kind.DURATION, value = "5s", min = "1ms", doc = "older marks are no reference for new risk") long maxReferenceAgeNs,
    @Setting(kind = Kind.E8, value = "5", min = "0", doc = "largest position with everything pending, quantity") long maxPositionE8,
    @Setting(kind = Kind.E8, value = "3", min = "0", max = "50", doc = "largest notional with everything pending, over equity")
    long maxLeverageE8,
    @Setting(value = "16", min = "1", max = "1000", doc = "largest number of working orders") int maxOpenOrders,
    @Setting(value = "25", min = "1", doc = "messages to the venue in a window: half of Kraken's budget") int messagesPerWindow,
    @Setting(kind = Kind.DURATION, value = "10s", min = "1ms", doc = "the window") long messageWindowNs,
    @Setting(value = "10", min = "0", doc = "messages of a window that only cancels may use; exits may use half of them") int cancelReserve,
    @Setting(kind = Kind.DURATION, value = "100ms", min = "0s", doc = "the same intent again within this is refused")
    long duplicateWindowNs,
    @Setting(kind = Kind.E8, value = "500", min = "0", doc = "loss of a UTC day that latches, quote currency") long maxDailyLossE8,
    @Setting(kind = Kind.E8, value = "0.2", min = "0", max = "1", doc = "drawdown from the highest equity that latches")
    long maxDrawdownE8,
    @Setting(value = "10", min = "1", doc = "refusals by the venue in a row that latch") int maxConsecutiveRejects,
    @Setting(value = "30", min = "1", max = "100000", doc = "refusals by the venue within a window that latch, in a row or not") int maxRejects,
    @Setting(kind = Kind.DURATION, value = "10m", min = "1s", doc = "the window of refusals") long rejectWindowNs,
    @Setting(kind = Kind.DURATION, value = "10s", min = "1ms", doc = "an order unanswered for this long is unknown")
    long orderTimeoutNs,
    @Setting(kind = Kind.E8, value = "500000", min = "0", doc = "largest value of all working orders that may increase a position, quote currency")
    long maxOpenValueE8,
    @Setting(value = "200", min = "1", max = "100000", doc = "entries within a window that latch: an entry opens or turns a position")
    int maxEntries,
    @Setting(kind = Kind.DURATION, value = "1h", min = "1s", doc = "the window of entries") long entryWindowNs,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s", doc = "for this long after the start of a session its limits are smaller")
    long rampUpNs,
    @Setting(kind = Kind.E8, value = "0.1", min = "0", max = "1", doc = "share of order size, order value and position that holds until then")
    long rampUpShareE8,
    @Setting(value = "0", min = "0", doc = "the same target so often in a row is taken for a policy that is stuck: no new risk until it changes;"
        + " 0: never")
    int maxSameTargets,
    @Setting(kind = Kind.E8, value = "100", min = "0", doc = "by how much the account's cash may differ, while flat, from what our fills, fees and"
        + " funding make of it, quote currency; more latches")
    long maxCashDifferenceE8,
    @Setting(value = "true", doc = "whether a loss or drawdown latch also flattens") boolean flattenOnLatch,
    @Setting(kind = Kind.E8, value = "1", min = "0", max = "1", doc = "loss of a UTC day that latches, share of the equity at its start; the smaller of this"
        + " and maxDailyLoss holds")
    long maxDailyLossShareE8,
    @Setting(value = "day", doc = "day: the latch of a daily loss is lifted when the next UTC day begins; person: only a person lifts it")
    DailyLossLatch dailyLossLatch) {

    /** Until when the latch of a daily loss holds. */
    public enum DailyLossLatch { DAY, PERSON }

    /** One limit as it is, in its own unit. */
    public long get(final LimitKind kind) {
        return switch (kind) {
            case MAX_ORDER_QTY -> maxOrderQtyE8;
            case MAX_ORDER_VALUE -> maxOrderValueE8;
            case MAX_POSITION -> maxPositionE8;
            case MAX_LEVERAGE -> maxLeverageE8;
            case MAX_OPEN_ORDERS -> maxOpenOrders;
            case MAX_OPEN_VALUE -> maxOpenValueE8;
            case MAX_DAILY_LOSS -> maxDailyLossE8;
            case MAX_DRAWDOWN -> maxDrawdownE8;
            case MAX_DAILY_LOSS_SHARE -> maxDailyLossShareE8;
            case NULL_VAL -> throw new IllegalArgumentException("no limit");
        };
    }

    /**
     * The same but for one limit.
     *
     * @param value in the limit's own unit, not below zero
     */
    public RiskLimits with(final LimitKind kind, final long value) {
        return new RiskLimits(
            changed(kind, LimitKind.MAX_ORDER_QTY, value), changed(kind, LimitKind.MAX_ORDER_VALUE, value), collarBps,
            maxDivergenceBps, maxReferenceAgeNs,
            changed(kind, LimitKind.MAX_POSITION, value), changed(kind, LimitKind.MAX_LEVERAGE, value),
            Math.toIntExact(changed(kind, LimitKind.MAX_OPEN_ORDERS, value)), messagesPerWindow, messageWindowNs, cancelReserve,
            duplicateWindowNs, changed(kind, LimitKind.MAX_DAILY_LOSS, value), changed(kind, LimitKind.MAX_DRAWDOWN, value),
            maxConsecutiveRejects, maxRejects, rejectWindowNs, orderTimeoutNs, changed(kind, LimitKind.MAX_OPEN_VALUE, value), maxEntries,
            entryWindowNs, rampUpNs, rampUpShareE8, maxSameTargets, maxCashDifferenceE8, flattenOnLatch,
            changed(kind, LimitKind.MAX_DAILY_LOSS_SHARE, value), dailyLossLatch);
    }

    /** What holds of a limit on order size, order value or position while a session ramps up. */
    public long rampedE8(final long limitE8) {
        return FixedPoint.multiplyFloor(limitE8, rampUpShareE8);
    }

    private long changed(final LimitKind kind, final LimitKind each, final long value) {
        return kind == each ? value : get(each);
    }
}
