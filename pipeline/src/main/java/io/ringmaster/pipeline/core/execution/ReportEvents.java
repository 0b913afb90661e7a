package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.OrderEvent;

/** Translates a report of the venue for the order that it concerns. */
final class ReportEvents {

    private ReportEvents() {
    }

    /** Applies a report to an order's stop. Fills are counted before. */
    static void apply(final ExecType type, final Order order) {
        switch (type) {
            case TRIGGERED -> order.isTriggered = true;
            case AMENDED -> endAmend(order, true);
            case AMEND_REJECTED -> endAmend(order, false);
            default -> { }
        }
    }

    private static void endAmend(final Order order, final boolean holds) {
        if (order.isPendingAmend()) {
            order.stopPriceE8 = holds ? order.amendStopPriceE8 : order.stopPriceE8;
            order.amendStopPriceE8 = 0;
            order.isAmendFutile = !holds;
        }
    }

    /** The event that moves the order's state. Fills are counted before. */
    static OrderEvent of(final ExecutionReportDecoder report, final Order order) {
        return switch (report.execType()) {
            case NEW -> OrderEvent.ACCEPTED;
            case TRADE -> order.cumQtyE8 >= order.qtyE8 ? OrderEvent.FILL_COMPLETE : OrderEvent.FILL_PARTIAL;
            case CANCELED -> OrderEvent.CANCEL_CONFIRMED;
            case REJECTED -> OrderEvent.REFUSED;
            case EXPIRED -> OrderEvent.EXPIRY;
            case TRIGGERED -> OrderEvent.TRIGGER;
            case CANCEL_REJECTED -> OrderEvent.CANCEL_REFUSED;
            case UNANSWERED -> OrderEvent.TIMEOUT;
            case AMENDED -> OrderEvent.AMEND_CONFIRMED;
            case AMEND_REJECTED -> OrderEvent.AMEND_REFUSED;
            case NULL_VAL -> throw new IllegalStateException("execution report without a type");
        };
    }
}
