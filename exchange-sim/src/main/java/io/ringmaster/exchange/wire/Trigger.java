package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;

/** When a stop, a take-profit or a trailing stop that waits becomes an order of its own. */
final class Trigger {

    private static final long PERCENT = 100;

    private Trigger() {
    }

    /** Whether a price triggers it; a trailing stop follows the price first. */
    static boolean isReached(final AccountOrder order, final long priceE8) {
        trail(order, priceE8);
        final boolean isAbove = order.type.equals("take_profit") == (order.side == Side.SELL);
        return isAbove ? priceE8 >= order.stopPriceE8 : priceE8 <= order.stopPriceE8;
    }

    private static void trail(final AccountOrder order, final long priceE8) {
        if (order.trailE8 > 0) {
            final long distanceE8 = order.isTrailInPercent
                ? FixedPoint.multiplyDivideFloor(priceE8, order.trailE8, PERCENT * FixedPoint.ONE) : order.trailE8;
            final long stopPriceE8 = order.side == Side.SELL ? priceE8 - distanceE8 : priceE8 + distanceE8;
            final boolean isCloser = order.stopPriceE8 == 0 || (order.side == Side.SELL ? stopPriceE8 > order.stopPriceE8 : stopPriceE8 < order.stopPriceE8);
            order.stopPriceE8 = isCloser ? stopPriceE8 : order.stopPriceE8;
        }
    }
}
