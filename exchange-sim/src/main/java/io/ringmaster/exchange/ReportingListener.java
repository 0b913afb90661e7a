package io.ringmaster.exchange;

import io.ringmaster.exchange.matching.ExecutionListener;
import io.ringmaster.exchange.matching.VenueOrder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.VenueReason;

/** Makes reports of what the matching engines say. */
final class ReportingListener implements ExecutionListener {

    private final ReportPublisher publisher;
    private final Runnable marginCall;

    ReportingListener(final ReportPublisher publisher, final Runnable marginCall) {
        this.publisher = publisher;
        this.marginCall = marginCall;
    }

    @Override
    public void onOrderEvent(final VenueOrder order, final ExecType execType, final VenueReason reason) {
        publisher.onOrder(order, execType, reason);
    }

    @Override
    public void onFill(
        final VenueOrder order, final long executionNumber, final long qtyE8, final long priceE8, final long feeE8,
        final Liquidity liquidity, final VenueReason reason) {
        publisher.onFill(order, executionNumber, qtyE8, priceE8, feeE8, liquidity, reason);
    }

    @Override
    public void onRefused(final int instrumentId, final long clientOrderId, final ExecType execType) {
        publisher.onRefused(instrumentId, clientOrderId, execType);
    }

    @Override
    public void onMarginCall() {
        marginCall.run();
    }
}
