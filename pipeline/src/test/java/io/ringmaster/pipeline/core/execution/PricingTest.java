package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A book of 9,995 to 10,005 with a tick of 1, and a slippage of 7 basis points. */
class PricingTest {

    private final MarketView market = new MarketView();
    private final Pricing pricing = new Pricing(
        Configuration.bind(ExecutionSettings.class, "none", "slippageBps: 7\n", Map.of()), InstrumentDefinition.perpetual("X", FixedPoint.ONE), market);

    private Order order(final Side side) {
        market.bookState = BookState.VALID;
        market.bidPriceE8 = e8("9995");
        market.askPriceE8 = e8("10005");
        final Order order = new Order();
        order.side = side;
        return order;
    }

    @Test
    void shouldCrossAtTheOtherSidesTouchAndNeverBeyondTheSlippage() {
        final Order buy = order(Side.BUY);
        pricing.cross(buy);
        assertEquals(OrderType.IOC, buy.type);
        assertEquals(e8("10012"), buy.limitPriceE8, "10,005 and 7.0035, on the tick below");
        final Order sell = order(Side.SELL);
        pricing.cross(sell);
        assertEquals(e8("9989"), sell.limitPriceE8, "9,995 less 6.9965, on the tick above");
    }

    @Test
    void shouldRestAtItsOwnTouch() {
        final Order buy = order(Side.BUY);
        pricing.rest(buy);
        assertEquals(OrderType.POST_ONLY, buy.type);
        assertEquals(e8("9995"), buy.limitPriceE8);
        final Order sell = order(Side.SELL);
        pricing.rest(sell);
        assertEquals(e8("10005"), sell.limitPriceE8);
    }

    @Test
    void shouldSendAMarketOrderWithoutABook() {
        final Order buy = order(Side.BUY);
        market.bookState = BookState.GAPPED;
        pricing.cross(buy);
        assertEquals(OrderType.MARKET, buy.type);
    }

    private static long e8(final String text) {
        return FixedPoint.parse(text);
    }
}
