package io.ringmaster.pipeline.market;

import static io.ringmaster.units.FixedPoint.toDouble;

import io.ringmaster.schema.Side;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.strategies.indicator.Feature;

/** The features of an instrument's trades. Totals of quantities are integers until they are sampled, so that they lose nothing over months. */
final class TradeFeatures {

    private final FeatureRow out;
    /** Null where no strategy reads which trades are large. */
    private final TradeSizes sizes;
    private boolean hasTraded;
    private long boughtE8;
    private long soldE8;
    private long buys;
    private long sells;
    private double squaredTrades;
    private long largeBoughtE8;
    private long largeSoldE8;

    TradeFeatures(final FeatureRow out, final boolean readsLarge) {
        this.out = out;
        sizes = readsLarge ? new TradeSizes() : null;
    }

    void onTrade(final TradeDecoder message) {
        hasTraded = true;
        final long qtyE8 = message.qtyE8();
        final boolean isBuy = message.aggressorSide() == Side.BUY;
        if (sizes != null) {
            final long timeNs = message.receiveTimeNs();
            final boolean isLarge = sizes.isLarge(timeNs, qtyE8);
            largeBoughtE8 += isLarge && isBuy ? qtyE8 : 0;
            largeSoldE8 += isLarge && !isBuy ? qtyE8 : 0;
            sizes.add(timeNs, qtyE8);
        }
        boughtE8 += isBuy ? qtyE8 : 0;
        soldE8 += isBuy ? 0 : qtyE8;
        buys += isBuy ? 1 : 0;
        sells += isBuy ? 0 : 1;
        squaredTrades += toDouble(qtyE8) * toDouble(qtyE8);
    }

    void sample() {
        if (!hasTraded) {
            return;
        }
        out.put(Feature.BOUGHT, toDouble(boughtE8));
        out.put(Feature.SOLD, toDouble(soldE8));
        out.put(Feature.BUYS, buys);
        out.put(Feature.SELLS, sells);
        out.put(Feature.SQUARED_TRADES, squaredTrades);
        out.put(Feature.LARGE_BOUGHT, toDouble(largeBoughtE8));
        out.put(Feature.LARGE_SOLD, toDouble(largeSoldE8));
    }
}
