package io.ringmaster.pipeline.core.order;

import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderState;

/**
 * The states of an order: every pair of state and event is decided.
 *
 * <pre>
 *   PENDING_NEW ──▶ NEW ──▶ PARTIALLY_FILLED ──▶ FILLED
 *        │  │        │            │
 *        │  │        └─▶ PENDING_CANCEL ──▶ CANCELED
 *        │  └──▶ REJECTED, EXPIRED
 *        └──▶ UNKNOWN (no answer in time): the venue's next report decides
 * </pre>
 *
 * A change of the stop price moves no state: the order itself stores the price that holds.
 *
 * <p>Reports may come late, twice, or out of order. A state that is done stays done: a fill after a cancel counts in the ledger, but the order
 * stays canceled unless the fill completes it. A pair is impossible if no order of messages explains it; then we and the venue disagree.
 */
public final class OrderStateMachine {

    /** Answer for a pair that cannot be. */
    public static final OrderState IMPOSSIBLE = OrderState.NULL_VAL;

    private OrderStateMachine() {
    }

    /** The next state, the same one for an event that changes nothing, or {@link #IMPOSSIBLE}. */
    public static OrderState next(final OrderState state, final OrderEvent event) {
        return switch (state) {
            case PENDING_NEW -> fromPendingNew(event);
            case NEW -> fromWorking(state, event);
            case PARTIALLY_FILLED -> fromWorking(state, event);
            case PENDING_CANCEL -> fromPendingCancel(event);
            case UNKNOWN -> fromUnknown(event);
            case FILLED -> fromFilled(event);
            case CANCELED -> fromEnded(state, event);
            case EXPIRED -> fromEnded(state, event);
            case REJECTED -> fromRejected(event);
            case NULL_VAL -> IMPOSSIBLE;
        };
    }

    private static OrderState fromPendingNew(final OrderEvent event) {
        return switch (event) {
            case SUBMIT -> IMPOSSIBLE;
            case ACCEPTED, TRIGGER, AMEND_CONFIRMED -> OrderState.NEW;
            case FILL_PARTIAL -> OrderState.PARTIALLY_FILLED;
            case FILL_COMPLETE -> OrderState.FILLED;
            case CANCEL_SENT -> OrderState.PENDING_CANCEL;
            case CANCEL_CONFIRMED -> OrderState.CANCELED;
            case CANCEL_REFUSED, AMEND_SENT, AMEND_REFUSED -> OrderState.PENDING_NEW;
            case REFUSED -> OrderState.REJECTED;
            case EXPIRY -> OrderState.EXPIRED;
            case TIMEOUT -> OrderState.UNKNOWN;
            case NULL_VAL -> IMPOSSIBLE;
        };
    }

    private static OrderState fromWorking(final OrderState state, final OrderEvent event) {
        return switch (event) {
            case SUBMIT, REFUSED -> IMPOSSIBLE;
            case ACCEPTED, TRIGGER, CANCEL_REFUSED, TIMEOUT, AMEND_SENT, AMEND_CONFIRMED, AMEND_REFUSED -> state;
            case FILL_PARTIAL -> OrderState.PARTIALLY_FILLED;
            case FILL_COMPLETE -> OrderState.FILLED;
            case CANCEL_SENT -> OrderState.PENDING_CANCEL;
            case CANCEL_CONFIRMED -> OrderState.CANCELED;
            case EXPIRY -> OrderState.EXPIRED;
            case NULL_VAL -> IMPOSSIBLE;
        };
    }

    private static OrderState fromPendingCancel(final OrderEvent event) {
        return switch (event) {
            case SUBMIT -> IMPOSSIBLE;
            case ACCEPTED, TRIGGER, FILL_PARTIAL, CANCEL_SENT, AMEND_SENT, AMEND_CONFIRMED, AMEND_REFUSED -> OrderState.PENDING_CANCEL;
            case FILL_COMPLETE -> OrderState.FILLED;
            case CANCEL_CONFIRMED -> OrderState.CANCELED;
            // The venue still has it or no longer knows it: a final report or the time-out decides.
            case CANCEL_REFUSED -> OrderState.PENDING_CANCEL;
            case REFUSED -> OrderState.REJECTED;
            case EXPIRY -> OrderState.EXPIRED;
            case TIMEOUT -> OrderState.UNKNOWN;
            case NULL_VAL -> IMPOSSIBLE;
        };
    }

    private static OrderState fromUnknown(final OrderEvent event) {
        return switch (event) {
            case SUBMIT -> IMPOSSIBLE;
            case ACCEPTED, TRIGGER, AMEND_CONFIRMED -> OrderState.NEW;
            case FILL_PARTIAL -> OrderState.PARTIALLY_FILLED;
            case FILL_COMPLETE -> OrderState.FILLED;
            case CANCEL_SENT, CANCEL_REFUSED, TIMEOUT, AMEND_SENT, AMEND_REFUSED -> OrderState.UNKNOWN;
            case CANCEL_CONFIRMED -> OrderState.CANCELED;
            case REFUSED -> OrderState.REJECTED;
            case EXPIRY -> OrderState.EXPIRED;
            case NULL_VAL -> IMPOSSIBLE;
        };
    }

    private static OrderState fromFilled(final OrderEvent event) {
        return switch (event) {
            case SUBMIT, REFUSED, FILL_PARTIAL, FILL_COMPLETE, CANCEL_CONFIRMED, EXPIRY, NULL_VAL -> IMPOSSIBLE;
            case ACCEPTED, TRIGGER, CANCEL_SENT, CANCEL_REFUSED, TIMEOUT, AMEND_SENT, AMEND_CONFIRMED, AMEND_REFUSED -> OrderState.FILLED;
        };
    }

    private static OrderState fromEnded(final OrderState state, final OrderEvent event) {
        return switch (event) {
            case SUBMIT, REFUSED, NULL_VAL -> IMPOSSIBLE;
            case ACCEPTED, TRIGGER, FILL_PARTIAL, CANCEL_SENT, CANCEL_CONFIRMED, CANCEL_REFUSED, EXPIRY, TIMEOUT, AMEND_SENT, AMEND_CONFIRMED,
                AMEND_REFUSED -> state;
            case FILL_COMPLETE -> OrderState.FILLED;
        };
    }

    private static OrderState fromRejected(final OrderEvent event) {
        return switch (event) {
            case SUBMIT, ACCEPTED, TRIGGER, FILL_PARTIAL, FILL_COMPLETE, AMEND_CONFIRMED, NULL_VAL -> IMPOSSIBLE;
            case CANCEL_SENT, CANCEL_CONFIRMED, CANCEL_REFUSED, REFUSED, EXPIRY, TIMEOUT, AMEND_SENT, AMEND_REFUSED -> OrderState.REJECTED;
        };
    }

    /** Whether nothing more is expected of an order in this state. */
    public static boolean isDone(final OrderState state) {
        return switch (state) {
            case FILLED, CANCELED, EXPIRED, REJECTED -> true;
            case PENDING_NEW, NEW, PARTIALLY_FILLED, PENDING_CANCEL, UNKNOWN, NULL_VAL -> false;
        };
    }
}
