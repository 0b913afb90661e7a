package io.ringmaster.pipeline.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.config.binding.Configuration;
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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What concerns one instrument is held against that one alone. */
class TwoInstrumentsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_000 * SECOND;
    private static final RiskLimits LIMITS = Configuration.bind(RiskLimits.class, "test", """
        {maxOrderQty: 2, maxOrderValue: 50000, collarBps: 100, maxDivergenceBps: 200, maxReferenceAge: 5s, maxPosition: 3,
        maxLeverage: 2, maxOpenOrders: 3, messagesPerWindow: 10, messageWindow: 10s, cancelReserve: 4, duplicateWindow: 100ms,
        maxDailyLoss: 500, maxDrawdown: 0.2, maxConsecutiveRejects: 5, maxRejects: 30, rejectWindow: 600s, orderTimeout: 10s,
        maxOpenValue: 45000, maxEntries: 4, entryWindow: 60s, rampUp: 0s, rampUpShare: 0.1, maxSameTargets: 0,
        maxCashDifference: 100, flattenOnLatch: true, maxDailyLossShare: 1, dailyLossLatch: day}
        """, Map.of());

    /** The least order of Y is ten times its lot. */
    private final List<InstrumentDefinition> instruments = List.of(
        InstrumentDefinition.perpetual("X", FixedPoint.ONE),
        new InstrumentDefinition(
            "Y", new InstrumentDefinition.Steps(FixedPoint.ONE, e8("0.0001"), e8("0.001")), e8("1200"),
            new InstrumentDefinition.Fees(e8("0.0002"), e8("0.0005")), 3_600 * SECOND, List.of()));
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
