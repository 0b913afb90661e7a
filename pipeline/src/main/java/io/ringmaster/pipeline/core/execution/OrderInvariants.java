package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.Invariant;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;

/**
 * No order leaves without a pass of the gate, one intent is one order, limits hold with everything pending counted at once, and while latched
 * there is no new risk.
 */
final class OrderInvariants {

    private final BrokenInvariant broken;
    private final OrderStore orders;
    private final RiskGate gate;
    private final Latch latch;
    private final PendingTotals pending;
    private final WorstCase worst;
    private final int instruments;
    private long sequence;
    private long verdictOrderId;
    private boolean isVerdictPassed;
    private long verdictSequence;
    private long lastOrderId;

    /** @param worst the worst case of the same orders */
    OrderInvariants(
        final BrokenInvariant broken, final OrderStore orders, final WorstCase worst, final RiskGate gate, final Latch latch,
        final int instruments) {
        this.broken = broken;
        this.orders = orders;
        this.worst = worst;
        this.gate = gate;
        this.latch = latch;
        this.instruments = instruments;
        pending = new PendingTotals(orders, instruments);
    }

    void onEvent(final long eventSequence) {
        sequence = eventSequence;
    }

    void check() {
        for (int id = 0; id < instruments; id++) {
            checkPending(id);
        }
        broken.require(
            gate.isLatched() == latch.isClosed(), Invariant.LATCHED, BrokenInvariant.NONE, latch.isClosed() ? 1 : 0, gate.isLatched() ? 1 : 0);
    }

    private void checkPending(final int id) {
        final long buysE8 = pending.summedE8(id, Side.BUY);
        broken.require(pending.buysE8(id) == buysE8, Invariant.PENDING, id, buysE8, pending.buysE8(id));
        final long sellsE8 = pending.summedE8(id, Side.SELL);
        broken.require(pending.sellsE8(id) == sellsE8, Invariant.PENDING, id, sellsE8, pending.sellsE8(id));
    }

    void onVerdict(final long clientOrderId, final RiskReason verdict) {
        verdictOrderId = clientOrderId;
        isVerdictPassed = verdict == RiskReason.PASSED;
        verdictSequence = sequence;
    }

    void onFollowed(final Order order) {
        pending.onChange(order);
        lastOrderId = Math.max(lastOrderId, order.clientOrderId);
    }

    void onNewOrder(final Order order) {
        pending.onChange(order);
        requireVerdict(order);
        broken.require(order.clientOrderId > lastOrderId, Invariant.ORDER_ID, order.instrumentId, lastOrderId, order.clientOrderId);
        lastOrderId = Math.max(lastOrderId, order.clientOrderId);
        if (order.reduceOnly) {
            return;
        }
        broken.require(!latch.isClosed(), Invariant.LATCHED, order.instrumentId, 0, order.qtyE8);
        final int entries = entriesOf(order.instrumentId);
        broken.require(entries <= 1, Invariant.ONE_ENTRY, order.instrumentId, 1, entries);
        checkPending(order.instrumentId);
        checkLimits(order.instrumentId);
    }

    /** A pass is good for one order and one event. */
    void requireVerdict(final Order order) {
        final boolean isPassed = isVerdictPassed && verdictOrderId == order.clientOrderId && verdictSequence == sequence;
        broken.require(isPassed, Invariant.RISK_VERDICT, order.instrumentId, order.clientOrderId, verdictOrderId);
        isVerdictPassed = false;
    }

    private int entriesOf(final int id) {
        int entries = 0;
        for (int i = 0; i < orders.workingCount(); i++) {
            entries += orders.working(i).instrumentId == id && orders.working(i).purpose == OrderPurpose.INCREASE ? 1 : 0;
        }
        return entries;
    }

    /** The whole of each limit applies here; only the gate knows what a session that ramps up leaves of it. */
    private void checkLimits(final int id) {
        final RiskLimits.Exposure limits = gate.limits().exposure();
        final long positionE8 = worst.positionE8(id, pending);
        final long mostE8 = worst.limitE8(id, gate.limits());
        broken.require(positionE8 <= mostE8, Invariant.MAX_POSITION, id, mostE8, positionE8);
        final long leverageE8 = worst.leverageE8(pending);
        broken.require(leverageE8 <= limits.maxLeverageE8(), Invariant.LEVERAGE, id, limits.maxLeverageE8(), leverageE8);
        final long open = worst.openOrders();
        broken.require(open <= limits.maxOpenOrders(), Invariant.OPEN_ORDERS, id, limits.maxOpenOrders(), open);
        final long valueE8 = worst.openValueE8();
        broken.require(valueE8 <= limits.maxOpenValueE8(), Invariant.OPEN_VALUE, id, limits.maxOpenValueE8(), valueE8);
    }

    void onOrderChange(final Order order) {
        pending.onChange(order);
    }

    /** The venue keeps its identifier of an order, except for a stop that triggers. */
    void onReport(final Order order, final ExecutionReportDecoder report) {
        final long high = report.venueOrderId().high();
        final long low = report.venueOrderId().low();
        if (order.isStop() || (high == 0 && low == 0)) {
            return;
        }
        final boolean isFirst = !order.venueOrderId.isKnown();
        broken.require(isFirst || order.venueOrderId.is(high, low), Invariant.VENUE_ORDER, order.instrumentId, order.venueOrderId.low(), low);
        if (isFirst) {
            order.venueOrderId.set(high, low);
        }
    }

    /** Takes the working orders as they are. */
    void rebase() {
        pending.rebase();
    }
}
