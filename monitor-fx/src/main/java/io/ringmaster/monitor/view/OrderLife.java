package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.OrderChange;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.VenueReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The life of an order as steps to draw. A cancel that we send and the state it leads to are one step. */
final class OrderLife {

    /**
     * One step.
     *
     * @param name   what happened
     * @param detail with its numbers; may be empty
     * @param isOurs whether we did it, and not the venue
     */
    record Step(long timeNs, String name, String detail, boolean isOurs, Ink ink) {
    }

    private OrderLife() {
    }

    static List<Step> of(final OrderRow order, final long tickE8, final long lotE8) {
        final List<Step> steps = new ArrayList<>();
        long filledE8 = 0;
        for (final OrderChange change : order.life()) {
            if (isToldByNext(change, order.life())) {
                continue;
            }
            steps.add(step(change, change.cumQtyE8() - filledE8, tickE8, lotE8));
            filledE8 = change.cumQtyE8();
        }
        if (steps.isEmpty() && order.isKnown()) {
            steps.add(new Step(order.timeNs(), "Sent", "", true, Ink.ACCENT));
        }
        return steps;
    }

    /** The request to cancel stands beside the state PENDING_CANCEL with the same time. */
    private static boolean isToldByNext(final OrderChange change, final List<OrderChange> life) {
        return change.kind() == OrderKind.CANCEL && life.stream().anyMatch(other ->
            other.isStateChange() && other.sequence() == change.sequence() && other.event() == OrderEvent.CANCEL_SENT);
    }

    private static Step step(final OrderChange change, final long fillE8, final long tickE8, final long lotE8) {
        if (!change.isStateChange()) {
            final boolean isAmend = change.kind() == OrderKind.AMEND;
            return new Step(change.timeNs(), isAmend ? "Stop moved" : "Cancel sent",
                isAmend ? "to " + Numbers.onStep(change.stopPriceE8(), tickE8) : "", true, Ink.ACCENT);
        }
        final String reason = change.reason() == VenueReason.NONE || change.reason() == VenueReason.USER ? "" : words(change.reason());
        final String fill = Numbers.onStep(fillE8, lotE8);
        return switch (change.event()) {
            case SUBMIT -> new Step(change.timeNs(), "Sent", "", true, Ink.ACCENT);
            case ACCEPTED -> new Step(change.timeNs(), "Accepted", reason, false, Ink.TEXT);
            case FILL_PARTIAL -> new Step(change.timeNs(), "Partly filled", fill, false, Ink.GOOD);
            case FILL_COMPLETE -> new Step(change.timeNs(), "Filled", fill, false, Ink.GOOD);
            case CANCEL_SENT -> new Step(change.timeNs(), "Cancel sent", reason, true, Ink.ACCENT);
            case CANCEL_CONFIRMED -> new Step(change.timeNs(), "Canceled", reason, false, Ink.MUTED);
            case CANCEL_REFUSED -> new Step(change.timeNs(), "Cancel refused", reason, false, Ink.WARN);
            case REFUSED -> new Step(change.timeNs(), "Rejected", reason, false, Ink.BAD);
            case EXPIRY -> new Step(change.timeNs(), "Expired", reason, false, Ink.MUTED);
            case TRIGGER -> new Step(change.timeNs(), "Triggered", reason, false, Ink.WARN);
            case TIMEOUT -> new Step(change.timeNs(), "No answer", reason, true, Ink.BAD);
            case AMEND_SENT -> new Step(change.timeNs(), "Amend sent", reason, true, Ink.ACCENT);
            case AMEND_CONFIRMED -> new Step(change.timeNs(), "Amended", reason, false, Ink.TEXT);
            case AMEND_REFUSED -> new Step(change.timeNs(), "Amend refused", reason, false, Ink.WARN);
            case NULL_VAL -> new Step(change.timeNs(), "Unknown step", reason, false, Ink.WARN);
        };
    }

    private static String words(final VenueReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
