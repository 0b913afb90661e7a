package io.ringmaster.pipeline.core.risk;

import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;

/**
 * Checks positions and working orders together, with everything pending at its worst: every working, unanswered or unknown order that may increase
 * counts as filled in full, whoever sent it.
 */
final class ExposureCheck {

    private final Comparison comparison;
    private final LimitsInForce limits;
    private final List<InstrumentDefinition> instruments;
    private final Ledger ledger;
    private final OrderStore orders;
    private final ExternalOrders externals;
    private final MarketView[] markets;

    /** @param externals kept up to date by their owner, as are the markets */
    ExposureCheck(
        final Comparison comparison, final LimitsInForce limits, final List<InstrumentDefinition> instruments, final Ledger ledger,
        final OrderStore orders, final ExternalOrders externals, final MarketView[] markets) {
        this.comparison = comparison;
        this.limits = limits;
        this.instruments = instruments;
        this.ledger = ledger;
        this.orders = orders;
        this.externals = externals;
        this.markets = markets;
    }

    /** Checks the number of working orders. */
    RiskReason checkOpenOrders() {
        final int maxOpenOrders = limits.get().exposure().maxOpenOrders();
        comparison.observedE8 = orders.workingCount() + externals.count();
        return comparison.observedE8 >= maxOpenOrders ? comparison.refuse(RiskReason.OPEN_ORDERS, maxOpenOrders) : RiskReason.PASSED;
    }

    /**
     * Checks the value of working orders, then positions and leverage.
     *
     * @param parentE8 position that no order may lead beyond, signed
     */
    RiskReason check(final OrderRequest order, final long parentE8) {
        final RiskReason open = checkOpenValue(order);
        return open != RiskReason.PASSED ? open : checkPosition(order, parentE8);
    }

    private RiskReason checkOpenValue(final OrderRequest order) {
        long valueE8 = 0;
        try {
            valueE8 = valueE8(order, order.qtyE8);
            for (int i = 0; i < orders.workingCount(); i++) {
                final Order other = orders.working(i);
                if (other.mayIncrease()) {
                    valueE8 = Math.addExact(valueE8, valueE8(other, other.leavesQtyE8()));
                }
            }
            for (int i = 0; i < externals.count(); i++) {
                if (externals.mayIncrease(i)) {
                    valueE8 = Math.addExact(valueE8, FixedPoint.multiplyCeil(
                        externals.leavesQtyE8(i), Math.max(externals.limitPriceE8(i), markets[externals.instrumentId(i)].markPriceE8)));
                }
            }
        } catch (final ArithmeticException e) {
            // A value that does not fit a long is beyond any limit.
            valueE8 = Long.MAX_VALUE;
        }
        comparison.observedE8 = valueE8;
        final long maxOpenValueE8 = limits.get().exposure().maxOpenValueE8();
        return valueE8 > maxOpenValueE8 ? comparison.refuse(RiskReason.OPEN_ORDERS, maxOpenValueE8) : RiskReason.PASSED;
    }

    private long valueE8(final OrderRequest order, final long qtyE8) {
        return FixedPoint.multiplyCeil(qtyE8, Math.max(order.limitPriceE8, markets[order.instrumentId].markPriceE8));
    }

    private RiskReason checkPosition(final OrderRequest order, final long parentE8) {
        final InstrumentDefinition instrument = instruments.get(order.instrumentId);
        comparison.observedE8 = worstOnSideE8(order);
        if (order.side == Side.BUY ? comparison.observedE8 > Math.max(0, parentE8) : comparison.observedE8 < Math.min(0, parentE8)) {
            return comparison.refuse(RiskReason.PARENT_CAP, parentE8);
        }
        final long positionLimitE8 = limits.ramped(order, Math.min(limits.get().exposure().maxPositionE8(), instrument.maxPositionE8()));
        comparison.observedE8 = worstPositionE8(order.instrumentId, order);
        if (comparison.observedE8 > positionLimitE8) {
            return comparison.refuse(RiskReason.MAX_POSITION, positionLimitE8);
        }
        return checkLeverage(order);
    }

    private RiskReason checkLeverage(final OrderRequest order) {
        long notionalE8 = 0;
        try {
            for (int id = 0; id < markets.length; id++) {
                final long worstE8 = worstPositionE8(id, id == order.instrumentId ? order : null);
                notionalE8 = Math.addExact(notionalE8, FixedPoint.multiplyCeil(worstE8, markets[id].markPriceE8));
            }
            final long equityE8 = ledger.equityE8();
            comparison.observedE8 = equityE8 <= 0 ? Long.MAX_VALUE : FixedPoint.divideHalfEven(notionalE8, equityE8);
        } catch (final ArithmeticException e) {
            // A leverage that does not fit a long is beyond any limit.
            comparison.observedE8 = Long.MAX_VALUE;
        }
        final long maxLeverageE8 = limits.get().exposure().maxLeverageE8();
        return comparison.observedE8 > maxLeverageE8 ? comparison.refuse(RiskReason.LEVERAGE, maxLeverageE8) : RiskReason.PASSED;
    }

    /** The position if the order and everything pending on its side were filled; signed. */
    private long worstOnSideE8(final OrderRequest order) {
        long positionE8 = ledger.positionE8(order.instrumentId);
        for (int i = 0; i < orders.workingCount(); i++) {
            final Order other = orders.working(i);
            if (other.instrumentId == order.instrumentId && other.side == order.side && other.mayIncrease()) {
                positionE8 = Math.addExact(positionE8, order.side == Side.BUY ? other.leavesQtyE8() : -other.leavesQtyE8());
            }
        }
        return Math.addExact(positionE8, order.side == Side.BUY ? order.qtyE8 : -order.qtyE8);
    }

    /** The largest |position| if everything pending on one side, and the order, were filled. */
    private long worstPositionE8(final int instrumentId, final OrderRequest extra) {
        long longest = ledger.positionE8(instrumentId);
        long shortest = longest;
        for (int i = 0; i < orders.workingCount(); i++) {
            final Order order = orders.working(i);
            if (order.instrumentId == instrumentId && order.mayIncrease()) {
                if (order.side == Side.BUY) {
                    longest = Math.addExact(longest, order.leavesQtyE8());
                } else {
                    shortest = Math.subtractExact(shortest, order.leavesQtyE8());
                }
            }
        }
        longest = Math.addExact(longest, externals.mayIncreaseBy(instrumentId, Side.BUY));
        shortest = Math.subtractExact(shortest, externals.mayIncreaseBy(instrumentId, Side.SELL));
        if (extra != null) {
            if (extra.side == Side.BUY) {
                longest = Math.addExact(longest, extra.qtyE8);
            } else {
                shortest = Math.subtractExact(shortest, extra.qtyE8);
            }
        }
        return Math.max(Math.abs(longest), Math.abs(shortest));
    }
}
