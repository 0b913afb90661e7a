package io.ringmaster.pipeline.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What concerns one instrument is held against that one alone. */
class TwoInstrumentsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_000 * SECOND;
    private static final RiskLimits LIMITS = new RiskLimits(
        e8("2"), e8("50000"), 100, 200, 5 * SECOND, e8("3"), e8("2"), 3, 10, 10 * SECOND, 4, SECOND / 10, e8("500"), e8("0.2"), 5, 30,
        600 * SECOND, 10 * SECOND, e8("45000"), 4, 60 * SECOND, 0, e8("0.1"), 0, e8("100"), true, e8("1"), RiskLimits.DailyLossLatch.DAY);

    /** The least order of Y is ten times its lot. */
    private final List<InstrumentDefinition> instruments = List.of(
        InstrumentDefinition.perpetual("X", FixedPoint.ONE),
        new InstrumentDefinition(
            "Y", FixedPoint.ONE, e8("0.0001"), e8("0.001"), e8("1200"), e8("0.0002"), e8("0.0005"), 3_600 * SECOND, List.of()));
    private final MarketView[] markets = {new MarketView(), new MarketView()};
    private final OrderStore orders = new OrderStore();
    private final RiskGate gate =
        new RiskGate(LIMITS, instruments, new Ledger(instruments, e8("20000")), orders, new ExternalOrders(), markets);
    private long qtyE8 = e8("0.1");

    TwoInstrumentsTest() {
        gate.setWarmupEnd(0);
        for (int i = 0; i < markets.length; i++) {
            markets[i].instrumentId = i;
            markets[i].bookState = BookState.VALID;
            markets[i].markPriceE8 = e8("10000");
            markets[i].markTimeNs = NOW;
        }
    }

    @Test
    void shouldStopOnlyTheInstrumentWhoseFeedIsDown() {
        gate.onFeedState(0, FeedCondition.DOWN);
        assertEquals(RiskReason.VENUE_STATE, buy(0));
        assertEquals(RiskReason.PASSED, buy(1));
        gate.onFeedState(-1, FeedCondition.DOWN);
        assertEquals(RiskReason.VENUE_STATE, buy(1));
        gate.onFeedState(1, FeedCondition.UP);
        assertEquals(RiskReason.VENUE_STATE, buy(0));
        assertEquals(RiskReason.PASSED, buy(1));
    }

    @Test
    void shouldStopOnlyTheInstrumentOfWhichThePolicyMadeNoSense() {
        gate.setPolicySound(1, false);
        assertEquals(RiskReason.POLICY_OUTPUT, buy(1));
        assertEquals(RiskReason.PASSED, buy(0));
    }

    @Test
    void shouldHoldToTheLeastOrderOfTheInstrument() {
        qtyE8 = e8("0.0008");
        assertEquals(RiskReason.NUMERIC, buy(1), "0.0009");
        assertEquals(e8("0.001"), gate.limitE8());
        assertEquals(RiskReason.PASSED, buy(1), "0.001");
        assertEquals(RiskReason.PASSED, buy(0), "0.0011 of the other, whose least order is a lot");
        qtyE8 = 0;
        assertEquals(RiskReason.PASSED, buy(0), "0.0001");
    }

    /** A quantity of its own each time, so that it is no duplicate. */
    private RiskReason buy(final int instrumentId) {
        qtyE8 += e8("0.0001");
        final Order order = new Order();
        order.clear(1);
        order.instrumentId = instrumentId;
        order.type = OrderType.IOC;
        order.side = Side.BUY;
        order.purpose = OrderPurpose.INCREASE;
        order.limitPriceE8 = e8("10000");
        order.qtyE8 = qtyE8;
        return gate.check(order, e8("5"), NOW);
    }

    private static long e8(final String text) {
        return FixedPoint.parse(text);
    }
}
