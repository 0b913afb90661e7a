package io.ringmaster.pipeline.core.risk;

import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;

/** Finds an order that would trade against another one on the same account. */
final class SelfTradeCheck {

    private final Comparison comparison;
    private final OrderStore orders;
    private final ExternalOrders externals;

    SelfTradeCheck(final Comparison comparison, final OrderStore orders, final ExternalOrders externals) {
        this.comparison = comparison;
        this.orders = orders;
        this.externals = externals;
    }

    boolean isSelfTrade(final OrderRequest order) {
        for (int i = 0; i < orders.workingCount(); i++) {
            final Order ours = orders.working(i);
            final boolean rests = ours.type == OrderType.LIMIT || ours.type == OrderType.POST_ONLY;
            if (rests && ours.instrumentId == order.instrumentId && ours.side != order.side && crosses(order, ours.limitPriceE8)) {
                comparison.observedE8 = ours.limitPriceE8;
                return true;
            }
        }
        for (int i = 0; i < externals.count(); i++) {
            if (externals.instrumentId(i) == order.instrumentId && externals.side(i) != order.side && externals.limitPriceE8(i) > 0
                && crosses(order, externals.limitPriceE8(i))) {
                comparison.observedE8 = externals.limitPriceE8(i);
                return true;
            }
        }
        return false;
    }

    private static boolean crosses(final OrderRequest order, final long priceE8) {
        return switch (order.type) {
            case MARKET -> true;
            case LIMIT, POST_ONLY, IOC -> order.side == Side.BUY ? order.limitPriceE8 >= priceE8 : order.limitPriceE8 <= priceE8;
            case STOP, TRAILING_STOP, NULL_VAL -> false;
        };
    }
}
