package io.ringmaster.exchange.matching;

import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;

/** One order at the venue. Mutable, pooled, owned by its {@link MatchingEngine}. */
public final class VenueOrder {

    /** Where an open order is. */
    enum Stage {
        /** A taker in a market without a book: executes at the first price recorded after it was sent. */
        WAITING,
        /** In the book at its limit. */
        RESTING,
        /** A stop whose trigger price was not reached. */
        UNTRIGGERED
    }

    int instrumentId;
    long number;
    long clientOrderId;
    OrderType type;
    Side side;
    boolean reduceOnly;
    long limitPriceE8;
    /** Of a trailing stop: where it has followed the mark to. */
    long stopPriceE8;
    /** Distance at which a trailing stop follows the mark; 0 for any other order. */
    long trailE8;
    long qtyE8;
    long filledE8;
    /** Still working; 0 when the order is done. */
    long leavesE8;
    /** When it left its sender. */
    long sentTimeNs;
    /** Displayed quantity of others that is in front of it at its price. */
    long aheadE8;
    Stage stage;
    /** Goes into its fills: LIQUIDATION for the venue's own closing order, else NONE. */
    VenueReason fillReason;

    VenueOrder() {
    }

    public int instrumentId() {
        return instrumentId;
    }

    /** From 1, without holes, in one instrument; 0 for none. */
    public long number() {
        return number;
    }

    /** 0 for an order of the venue itself. */
    public long clientOrderId() {
        return clientOrderId;
    }

    public Side side() {
        return side;
    }

    public long filledE8() {
        return filledE8;
    }

    public long leavesE8() {
        return leavesE8;
    }

    public long limitPriceE8() {
        return limitPriceE8;
    }

    boolean isBuy() {
        return side == Side.BUY;
    }

    boolean isOpen() {
        return leavesE8 > 0;
    }

    boolean isResting() {
        return stage == Stage.RESTING && leavesE8 > 0;
    }

    boolean isWaiting() {
        return stage == Stage.WAITING && leavesE8 > 0;
    }

    boolean isUntriggered() {
        return stage == Stage.UNTRIGGERED && leavesE8 > 0;
    }

    /** Whether it takes nothing worse than {@link #limitPriceE8}. */
    boolean hasLimit() {
        return type == OrderType.LIMIT || type == OrderType.POST_ONLY || type == OrderType.IOC;
    }

    /** Whether {@code priceE8} is worse for this order's side than {@code limitPriceE8}. */
    boolean isWorse(final long priceE8, final long limitPriceE8) {
        return isBuy() ? priceE8 > limitPriceE8 : priceE8 < limitPriceE8;
    }

    /** Whether the other side traded at a price better than this order's own, so that nothing at the own price can be left. */
    boolean isThrough(final long priceE8) {
        return isBuy() ? priceE8 < limitPriceE8 : priceE8 > limitPriceE8;
    }

    /** Whether this limit goes before another one of the same side by price alone. */
    boolean isBetterThan(final VenueOrder other) {
        return isBuy() ? limitPriceE8 > other.limitPriceE8 : limitPriceE8 < other.limitPriceE8;
    }

    /** Whether it waits for the mark. */
    boolean isStop() {
        return type == OrderType.STOP || type == OrderType.TRAILING_STOP;
    }

    /** A trailing stop follows the mark, as long as that moves away from it. */
    void follow(final long markE8) {
        if (trailE8 > 0 && isUntriggered()) {
            final long behindE8 = isBuy() ? markE8 + trailE8 : markE8 - trailE8;
            final boolean isFirst = stopPriceE8 == MatchingEngine.NO_PRICE;
            stopPriceE8 = isFirst ? behindE8 : isBuy() ? Math.min(stopPriceE8, behindE8) : Math.max(stopPriceE8, behindE8);
        }
    }

    /** Whether a mark reaches the trigger of a stop. */
    boolean isTriggeredAt(final long markE8) {
        return isBuy() ? markE8 >= stopPriceE8 : markE8 <= stopPriceE8;
    }
}
