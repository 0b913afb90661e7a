package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;

/** Positions, leverage and open orders if everything pending were filled, whoever sent it. A value that does not fit a long exceeds any limit. */
final class WorstCase {

    private final List<InstrumentDefinition> instruments;
    private final Ledger ledger;
    private final OrderStore orders;
    private final ExternalOrders externals;
    private final MarketView[] markets;

    WorstCase(
        final List<InstrumentDefinition> instruments, final Ledger ledger, final OrderStore orders, final ExternalOrders externals,
        final MarketView[] markets) {
        this.instruments = instruments;
        this.ledger = ledger;
        this.orders = orders;
        this.externals = externals;
        this.markets = markets;
    }

    /** The largest position an instrument may have. */
    long limitE8(final int id, final RiskLimits limits) {
        return Math.min(limits.exposure().maxPositionE8(), instruments.get(id).maxPositionE8());
    }

    /** The larger of |position with all buys| and |position with all sells|. */
    long positionE8(final int id, final PendingTotals pending) {
        try {
            final long buysE8 = Math.addExact(pending.buysE8(id), externals.mayIncreaseBy(id, Side.BUY));
            final long sellsE8 = Math.addExact(pending.sellsE8(id), externals.mayIncreaseBy(id, Side.SELL));
            final long longE8 = Math.addExact(ledger.positionE8(id), buysE8);
            final long shortE8 = Math.subtractExact(ledger.positionE8(id), sellsE8);
            return Math.max(Math.absExact(longE8), Math.absExact(shortE8));
        } catch (final ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Notional of all positions over equity. */
    long leverageE8(final PendingTotals pending) {
        try {
            long notionalE8 = 0;
            for (int id = 0; id < markets.length; id++) {
                notionalE8 = Math.addExact(notionalE8, FixedPoint.multiplyCeil(positionE8(id, pending), markets[id].markPriceE8));
            }
            return ledger.equityE8() <= 0 ? Long.MAX_VALUE : FixedPoint.divideHalfEven(notionalE8, ledger.equityE8());
        } catch (final ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    int openOrders() {
        return orders.workingCount() + externals.count();
    }

    /** Value of the orders that may increase a position, each at its limit or the mark, whichever is higher. */
    long openValueE8() {
        try {
            long valueE8 = 0;
            for (int i = 0; i < orders.workingCount(); i++) {
                final Order order = orders.working(i);
                if (order.mayIncrease()) {
                    valueE8 = Math.addExact(valueE8, valueE8(order.instrumentId, order.leavesQtyE8(), order.limitPriceE8));
                }
            }
            for (int i = 0; i < externals.count(); i++) {
                if (externals.mayIncrease(i)) {
                    valueE8 = Math.addExact(valueE8, valueE8(externals.instrumentId(i), externals.leavesQtyE8(i), externals.limitPriceE8(i)));
                }
            }
            return valueE8;
        } catch (final ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private long valueE8(final int id, final long qtyE8, final long limitPriceE8) {
        return FixedPoint.multiplyCeil(qtyE8, Math.max(limitPriceE8, markets[id].markPriceE8));
    }
}
