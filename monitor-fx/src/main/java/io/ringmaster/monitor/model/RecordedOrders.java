package io.ringmaster.monitor.model;

import io.ringmaster.schema.ExecutionReportDecoder;

/** Our orders for a fold that goes over inputs a second time: which fills count is known already. */
record RecordedOrders(Timeline timeline) implements Market.OurOrders {

    @Override
    public PortfolioRow inherited(final int index) {
        return timeline.inherited(index);
    }

    @Override
    public long limitPriceE8(final long clientOrderId) {
        return timeline.limitPriceE8(clientOrderId);
    }

    @Override
    public boolean isNewFill(final long sequence, final ExecutionReportDecoder report) {
        return timeline.orders.isFill(sequence);
    }
}
