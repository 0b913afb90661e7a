package io.ringmaster.monitor.model;

import io.ringmaster.schema.ExecutionReportDecoder;

/** Our orders for a fold that goes over inputs a second time: which fills count is known already. */
record RecordedOrders(Orders orders) implements Market.OurOrders {

    @Override
    public long limitPriceE8(final long clientOrderId) {
        return orders.limitPriceE8(clientOrderId);
    }

    @Override
    public boolean isNewFill(final long sequence, final ExecutionReportDecoder report) {
        return orders.isFill(sequence);
    }
}
