package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;

/** Sets type and price of an order: it rests at the touch of its own side, or takes the offers of the other side. */
final class Pricing {

    private static final long BPS = 10_000;

    private final ExecutionSettings settings;
    private final InstrumentDefinition instrument;
    private final MarketView market;

    Pricing(final ExecutionSettings settings, final InstrumentDefinition instrument, final MarketView market) {
        this.settings = settings;
        this.instrument = instrument;
        this.market = market;
    }

    /** Whether an entry rests first: in passive style, where there is a book, until patience is over. */
    boolean mayRest(final boolean isPatienceOver) {
        return settings.quoting().style() == ExecutionSettings.Style.PASSIVE && market.bookState == BookState.VALID && !isPatienceOver;
    }

    void rest(final OrderRequest order) {
        order.type = OrderType.POST_ONLY;
        order.limitPriceE8 = ownTouchE8(order.side);
    }

    /** IOC at the touch and a little beyond, or a market order if there is no book. */
    void cross(final OrderRequest order) {
        if (market.bookState != BookState.VALID) {
            order.type = OrderType.MARKET;
            return;
        }
        final long touchE8 = order.side == Side.BUY ? market.askPriceE8 : market.bidPriceE8;
        final long slipE8 = FixedPoint.multiplyDivideFloor(touchE8, settings.quoting().slippageBps(), BPS);
        order.type = OrderType.IOC;
        order.limitPriceE8 = order.side == Side.BUY
            ? FixedPoint.toStepFloor(touchE8 + slipE8, instrument.tickE8()) : FixedPoint.toStepCeil(touchE8 - slipE8, instrument.tickE8());
    }

    long ownTouchE8(final Side side) {
        return side == Side.BUY ? market.bidPriceE8 : market.askPriceE8;
    }
}
