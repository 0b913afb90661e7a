package io.ringmaster.pipeline.core.risk;

import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.RiskReason;

/** Checks how much is sent: no intent twice within a short time, and no more messages than the budget allows. */
final class TrafficCheck {

    private final Comparison comparison;
    private final LimitsInForce limits;
    private final Ledger ledger;
    private final MessageThrottle throttle;
    private final RecentIntents recent = new RecentIntents();

    TrafficCheck(final Comparison comparison, final LimitsInForce limits, final Ledger ledger) {
        this.comparison = comparison;
        this.limits = limits;
        this.ledger = ledger;
        throttle = new MessageThrottle(limits.get());
    }

    void onTime(final long timeNs) {
        throttle.onTime(timeNs);
    }

    RiskReason check(final OrderRequest order, final long timeNs) {
        final RiskLimits.Traffic traffic = limits.get().traffic();
        if (recent.holds(order, ledger.positionE8(order.instrumentId), timeNs, traffic.duplicateWindowNs())) {
            comparison.observedE8 = order.qtyE8;
            return comparison.refuse(RiskReason.DUPLICATE_INTENT, traffic.duplicateWindowNs());
        }
        if (order.reduceOnly ? !throttle.allowsExit() : !throttle.allowsNew()) {
            comparison.observedE8 = throttle.messagesLeft();
            return comparison.refuse(RiskReason.THROTTLE, traffic.messagesPerWindow());
        }
        return RiskReason.PASSED;
    }

    /** An order passed every control and is about to be sent. */
    void onPassed(final OrderRequest order, final long timeNs) {
        throttle.spend();
        recent.add(order, ledger.positionE8(order.instrumentId), timeNs);
    }

    /** A cancel is about to be sent: it is never refused, but it costs a message. */
    void onCancelSent() {
        throttle.spend();
    }

    /** The same order may be sent again at once. */
    void forget(final OrderRequest order) {
        recent.forget(order);
    }
}
