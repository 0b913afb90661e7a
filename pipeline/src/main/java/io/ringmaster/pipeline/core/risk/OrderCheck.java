package io.ringmaster.pipeline.core.risk;

import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;

/** Checks an order by itself: its numbers, its size and value, and how far its price is from the mark. */
final class OrderCheck {

    private static final long BPS = 10_000;

    private final Comparison comparison;
    private final LimitsInForce limits;
    private final List<InstrumentDefinition> instruments;
    private final MarketView[] markets;

    OrderCheck(
        final Comparison comparison, final LimitsInForce limits, final List<InstrumentDefinition> instruments, final MarketView[] markets) {
        this.comparison = comparison;
        this.limits = limits;
        this.instruments = instruments;
        this.markets = markets;
    }

    RiskReason check(final OrderRequest order) {
        final InstrumentDefinition instrument = instruments.get(order.instrumentId);
        comparison.observedE8 = order.qtyE8;
        if (order.qtyE8 < instrument.minQtyE8() || order.qtyE8 <= 0) {
            return comparison.refuse(RiskReason.NUMERIC, instrument.minQtyE8());
        }
        if (!FixedPoint.isOnStep(order.qtyE8, instrument.lotE8())) {
            return comparison.refuse(RiskReason.NUMERIC, instrument.lotE8());
        }
        final boolean isPriced = order.type != OrderType.MARKET;
        final long priceE8 = order.isStop() ? order.stopPriceE8 : order.limitPriceE8;
        if (isPriced && (priceE8 <= 0 || !FixedPoint.isOnStep(priceE8, instrument.tickE8()))) {
            comparison.observedE8 = priceE8;
            return comparison.refuse(RiskReason.NUMERIC, instrument.tickE8());
        }
        final long maxQtyE8 = limits.ramped(order, limits.get().order().maxOrderQtyE8());
        if (order.qtyE8 > maxQtyE8) {
            return comparison.refuse(RiskReason.ORDER_SIZE, maxQtyE8);
        }
        return checkValueAndCollar(order, isPriced ? priceE8 : 0);
    }

    private RiskReason checkValueAndCollar(final OrderRequest order, final long priceE8) {
        final long markE8 = markets[order.instrumentId].markPriceE8;
        if (markE8 <= 0) {
            comparison.observedE8 = markE8;
            return RiskReason.STALE_DATA;
        }
        comparison.observedE8 = valueE8(order.qtyE8, Math.max(priceE8, markE8));
        final long maxValueE8 = limits.ramped(order, limits.get().order().maxOrderValueE8());
        if (comparison.observedE8 > maxValueE8) {
            return comparison.refuse(RiskReason.ORDER_VALUE, maxValueE8);
        }
        // A stop waits away from the market by its nature; its distance has rules of its own.
        if (priceE8 != 0 && !order.isStop()) {
            final long allowedE8 = FixedPoint.multiplyDivideFloor(markE8, limits.get().order().collarBps(), BPS);
            comparison.observedE8 = order.side == Side.BUY ? priceE8 - markE8 : markE8 - priceE8;
            if (comparison.observedE8 > allowedE8) {
                return comparison.refuse(RiskReason.PRICE_COLLAR, allowedE8);
            }
        }
        return RiskReason.PASSED;
    }

    /** A value that does not fit a long is beyond any limit. */
    private static long valueE8(final long qtyE8, final long priceE8) {
        try {
            return FixedPoint.multiplyCeil(qtyE8, priceE8);
        } catch (final ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
