package io.ringmaster.monitor.model;

import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.util.List;

/**
 * An order of ours and what became of it up to a moment.
 *
 * @param sequence         of the input that caused it
 */
public record OrderRow(long sequence, long timeNs, int instrument, long clientOrderId, Terms terms, Origin origin, Progress progress) {

    /**
     * What it asks for.
     *
     * @param limitPriceE8 0 without one
     * @param stopPriceE8  as it was asked for last; 0 without one; of a TRAILING_STOP the distance
     */
    public record Terms(OrderType type, Side side, OrderPurpose purpose, long qtyE8, long limitPriceE8, long stopPriceE8, boolean isReduceOnly) {
    }

    /**
     * Where it comes from.
     *
     * @param decisionSequence {@code sequence} of the {@link DecisionRow} that it carries out; 0 without one
     * @param isKnown          false if the journal was cut behind its beginning: what it asked for is then not known
     */
    public record Origin(long decisionSequence, boolean isKnown) {
    }

    /**
     * What became of it.
     *
     * @param averagePriceE8 of its fills, rounded down; 0 without a fill
     * @param life           every step, the oldest first
     */
    public record Progress(OrderState state, long cumQtyE8, long leavesQtyE8, long averagePriceE8, long feesE8, List<OrderChange> life) {
    }

    public OrderType type() {
        return terms.type();
    }

    public Side side() {
        return terms.side();
    }

    public OrderPurpose purpose() {
        return terms.purpose();
    }

    public long qtyE8() {
        return terms.qtyE8();
    }

    public long limitPriceE8() {
        return terms.limitPriceE8();
    }

    public long stopPriceE8() {
        return terms.stopPriceE8();
    }

    public boolean isReduceOnly() {
        return terms.isReduceOnly();
    }

    public long decisionSequence() {
        return origin.decisionSequence();
    }

    public boolean isKnown() {
        return origin.isKnown();
    }

    public OrderState state() {
        return progress.state();
    }

    public long cumQtyE8() {
        return progress.cumQtyE8();
    }

    public long leavesQtyE8() {
        return progress.leavesQtyE8();
    }

    public long averagePriceE8() {
        return progress.averagePriceE8();
    }

    public long feesE8() {
        return progress.feesE8();
    }

    public List<OrderChange> life() {
        return progress.life();
    }


    /** Whether it may still be filled. */
    public boolean isOpen() {
        return isOpen(state());
    }

    static boolean isOpen(final OrderState state) {
        return switch (state) {
            case PENDING_NEW, NEW, PARTIALLY_FILLED, PENDING_CANCEL, UNKNOWN -> true;
            case FILLED, CANCELED, EXPIRED, REJECTED, NULL_VAL -> false;
        };
    }

    /** Time of the last step. */
    public long changedTimeNs() {
        return life().isEmpty() ? timeNs : life().getLast().timeNs();
    }
}
