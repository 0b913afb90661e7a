package io.ringmaster.gateway.session;

import io.ringmaster.gateway.session.LiveOrder.Knowledge;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.VenueReason;

/** The steps in the life of one order: each changes what is known of it and reports it, once. One thread. */
final class OrderLife {

    private final LiveOrders orders;
    private final CancelSchedule cancels;
    private final Questions questions;
    private final Reports reports;
    private final SessionTime time;

    OrderLife(
        final LiveOrders orders, final CancelSchedule cancels, final Questions questions, final Reports reports, final SessionTime time) {
        this.orders = orders;
        this.cancels = cancels;
        this.questions = questions;
        this.reports = reports;
        this.time = time;
    }

    /** Its request has no clear answer. */
    void unanswered(final LiveOrder order) {
        order.transition(Knowledge.UNKNOWN);
        report(order, ExecType.UNANSWERED, VenueReason.NONE);
    }

    /** The venue has it. */
    void acknowledged(final LiveOrder order) {
        order.transition(Knowledge.OPEN);
        if (!order.isAcknowledged) {
            order.markAcknowledged(time.nowMs());
            report(order, ExecType.NEW, VenueReason.NONE);
        }
        if (order.isTaker()) {
            questions.askSoon();
        }
    }

    /** The venue had it, because its end was reported; its last fills are still to come. */
    void arrived(final LiveOrder order) {
        order.markAcknowledged(time.nowMs());
        if (order.is(Knowledge.SENT) || order.is(Knowledge.UNKNOWN)) {
            order.transition(Knowledge.OPEN);
        }
        questions.askSoon();
    }

    /** Its stop price was reached; it now works as a limit or market order. */
    void triggered(final LiveOrder order) {
        report(order, ExecType.TRIGGERED, VenueReason.NONE);
    }

    /** It was filled in part or in full; the fill is already reported. */
    void filled(final LiveOrder order) {
        if (order.filledE8 >= order.qtyE8()) {
            done(order);
        } else if (order.is(Knowledge.SENT) || order.is(Knowledge.UNKNOWN)) {
            order.transition(Knowledge.OPEN);
        }
    }

    /** The move of its stop that was asked for ended. */
    void moved(final LiveOrder order, final boolean holds) {
        order.endMove(holds, time.nowMs());
        report(order, holds ? ExecType.AMENDED : ExecType.AMEND_REJECTED, VenueReason.NONE);
    }

    /** The venue reports that it is closed. */
    void gone(final LiveOrder order, final String reason) {
        order.isGone = true;
        order.goneReason = reason;
        if (!reason.equals("full_fill")) {
            ended(order, reason);
        } else if (order.filledE8 < order.qtyE8()) {
            questions.askSoon();
        }
    }

    /** It is closed, and its fills are known. */
    void ended(final LiveOrder order) {
        order.markAcknowledged(time.nowMs());
        ended(order, order.isGone ? order.goneReason : order.isTaker() ? "ioc_order_failed_because_it_would_not_be_executed" : "");
    }

    private void ended(final LiveOrder order, final String reason) {
        final VenueReason why = VenueWords.ofFeed(reason);
        switch (reason) {
            case "post_order_failed_because_it_would_filled" -> finished(order, ExecType.REJECTED, why);
            case "ioc_order_failed_because_it_would_not_be_executed", "contract_expired" -> finished(order, ExecType.EXPIRED, why);
            default -> finished(order, ExecType.CANCELED, why);
        }
    }

    /** It is closed, and nothing more will happen to it. */
    void finished(final LiveOrder order, final ExecType execType, final VenueReason reason) {
        report(order, execType, reason);
        done(order);
    }

    private void done(final LiveOrder order) {
        order.transition(Knowledge.DONE);
        cancels.forget(order);
        orders.onDone();
    }

    private void report(final LiveOrder order, final ExecType execType, final VenueReason reason) {
        reports.order(order, execType, reason, time.venueMs());
    }
}
