package io.ringmaster.exchange;

import static io.ringmaster.exchange.Session.HOUR;
import static io.ringmaster.exchange.Session.MINUTE;
import static io.ringmaster.exchange.Session.MS;
import static io.ringmaster.exchange.Session.PLAIN;
import static io.ringmaster.exchange.Session.text;
import static io.ringmaster.schema.OrderType.IOC;
import static io.ringmaster.schema.OrderType.LIMIT;
import static io.ringmaster.schema.OrderType.MARKET;
import static io.ringmaster.schema.OrderType.POST_ONLY;
import static io.ringmaster.schema.OrderType.STOP;
import static io.ringmaster.schema.OrderType.TRAILING_STOP;
import static io.ringmaster.schema.Side.BUY;
import static io.ringmaster.schema.Side.SELL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.exchange.matching.SelfFillPolicy;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Matching against bars: what fills, at which price, in which order. The market stands at 1000 when each test begins. */
class BarTest {

    private static final VenueSettings SLIPPING = new VenueSettings(
            new VenueSettings.Latency(5 * MS, 5 * MS, 0, false), 20 * FixedPoint.ONE, 1_000_000,
            new VenueSettings.FundingRule(true, 1_000_000), true, SelfFillPolicy.REJECT_TAKER, 0);

    private final Session session = new Session(PLAIN).bar("1000", "1000", "1000", "1000");

    @Test
    void shouldFillTakersAtTheNextOpenWorseBySlippage() {
        final Session slipping = new Session(SLIPPING).bar("1000", "1000", "1000", "1000");

        slipping.send(1, MARKET, BUY, "1", null).send(2, MARKET, SELL, "2", null).bar("2000", "2100", "1900", "2050");

        // 20 basis points of 2000 are 4.
        assertEquals(
            List.of("1 NEW", "2 NEW", "1 TRADE BUY 1@2004 TAKER leaves 0", "2 TRADE SELL 2@1996 TAKER leaves 0"),
            slipping.heardUntilNow());
    }

    @Test
    void shouldReportFillsOfABarAtItsEnd() {
        session.send(1, MARKET, BUY, "1", null).bar("1010", "1020", "1000", "1015");

        final List<Report.Execution> executions = session.reports(Report.Execution.class);
        assertEquals(MINUTE + 10 * MS, executions.get(0).receiveTimeNs());
        assertEquals(2 * MINUTE, executions.get(1).receiveTimeNs());
        assertEquals(2 * MINUTE, executions.get(1).exchangeTimeNs());
    }

    @Test
    void shouldRoundSlippageAgainstTheTaker() {
        final Session slipping = new Session(SLIPPING).bar("1000", "1000", "1000", "1000");

        slipping.send(1, MARKET, BUY, "1", null).send(2, MARKET, SELL, "2", null).bar("1001", "1001", "1001", "1001");

        assertEquals(
            List.of("1 NEW", "2 NEW", "1 TRADE BUY 1@1004 TAKER leaves 0", "2 TRADE SELL 2@998 TAKER leaves 0"),
            slipping.heardUntilNow());
    }

    @Test
    void shouldExpireAnIocThatTheOpenDoesNotReach() {
        session.send(1, IOC, BUY, "1", "1010").send(2, IOC, BUY, "1", "1011").bar("1011", "1020", "1000", "1015");

        assertEquals(List.of("1 NEW", "2 NEW", "1 EXPIRED IOC_UNFILLED", "2 TRADE BUY 1@1011 TAKER leaves 0"), session.heardUntilNow());
    }

    @Test
    void shouldFillALimitOnlyWhenTheBarGoesBeyondIt() {
        session.send(1, LIMIT, BUY, "1", "990").send(2, POST_ONLY, SELL, "1", "1010").bar("1000", "1010", "990", "1000");
        assertEquals(List.of("1 NEW", "2 NEW"), session.heardUntilNow());

        session.bar("1000", "1011", "989", "1000");
        assertEquals(List.of("1 TRADE BUY 1@990 MAKER leaves 0", "2 TRADE SELL 1@1010 MAKER leaves 0"), session.heardUntilNow());
    }

    @Test
    void shouldFillARestingLimitAtItsPriceWhenTheBarOpensBeyond() {
        session.send(1, LIMIT, BUY, "1", "990").bar("950", "960", "940", "955");

        assertEquals(List.of("1 NEW", "1 TRADE BUY 1@990 MAKER leaves 0"), session.heardUntilNow());
    }

    @Test
    void shouldTakeAtTheOpenWithALimitBeyondTheMarket() {
        session.send(1, LIMIT, BUY, "1", "1010").send(2, LIMIT, BUY, "1", "1004").bar("1005", "1005", "1003", "1004");

        assertEquals(
            List.of("1 NEW", "2 NEW", "1 TRADE BUY 1@1005 TAKER leaves 0", "2 TRADE BUY 1@1004 MAKER leaves 0"), session.heardUntilNow());
    }

    @Test
    void shouldRefuseAPostOnlyOrderBeyondTheLastPrice() {
        session.send(1, POST_ONLY, BUY, "1", "1001").send(2, POST_ONLY, BUY, "1", "1000").heard();

        assertEquals(
            List.of("1 REJECTED POST_WOULD_EXECUTE", "2 NEW"),
            session.reports(Report.Execution.class).stream().map(Report.Execution::brief).toList());
    }

    private void longOneWithStopAndTarget() {
        session.send(1, MARKET, BUY, "1", null).bar("1000", "1000", "1000", "1000");
        session.sendReduceOnly(2, STOP, SELL, "1", "950").sendReduceOnly(3, LIMIT, SELL, "1", "1050").bar("1000", "1000", "1000", "1000")
            .heardUntilNow();
    }

    @Test
    void shouldGoToTheHighFirstWhenItIsNearer() {
        longOneWithStopAndTarget();

        session.bar("1001", "1060", "940", "1000");

        // The stop triggers later in the bar, with nothing left to reduce.
        assertEquals(
            List.of("3 TRADE SELL 1@1050 MAKER leaves 0", "2 TRIGGERED", "2 CANCELED WOULD_NOT_REDUCE"), session.heardUntilNow());
    }

    @Test
    void shouldGoToTheLowFirstOtherwise() {
        longOneWithStopAndTarget();

        session.bar("1000", "1060", "940", "1000");

        assertEquals(
            List.of("2 TRIGGERED", "2 TRADE SELL 1@950 TAKER leaves 0", "3 CANCELED WOULD_NOT_REDUCE"), session.heardUntilNow());
    }

    @Test
    void shouldFillAStopAtTheOpenWhenTheMarketGapsBeyondIt() {
        longOneWithStopAndTarget();

        session.bar("900", "960", "890", "950");

        assertEquals(
            List.of("2 TRIGGERED", "2 TRADE SELL 1@900 TAKER leaves 0", "3 CANCELED WOULD_NOT_REDUCE"), session.heardUntilNow());
    }

    @Test
    void shouldTriggerAStopByATouch() {
        session.send(1, STOP, BUY, "1", "1050").bar("1000", "1049", "990", "1000");
        assertEquals(List.of("1 NEW"), session.heardUntilNow());

        session.bar("1000", "1050", "990", "1000");
        assertEquals(List.of("1 TRIGGERED", "1 TRADE BUY 1@1050 TAKER leaves 0"), session.heardUntilNow());
    }

    @Test
    void shouldFollowAcrossBarsAndTriggerWhereItHadFollowedTo() {
        session.send(1, TRAILING_STOP, SELL, "1", "20").bar("1000", "1030", "999", "1025").bar("1025", "1026", "1011", "1012");
        assertEquals(List.of("1 NEW"), session.heardUntilNow());

        session.bar("1012", "1013", "1005", "1006");
        assertEquals(List.of("1 TRIGGERED", "1 TRADE SELL 1@1010 TAKER leaves 0"), session.heardUntilNow());
    }

    @Test
    void shouldReachOrdersOnOneWayInTheOrderOfTheirPrices() {
        session.send(1, LIMIT, BUY, "1", "960").send(2, LIMIT, BUY, "1", "980").send(3, STOP, SELL, "1", "970")
            .bar("1000", "1001", "950", "955");

        assertEquals(
            List.of("1 NEW", "2 NEW", "3 NEW", "2 TRADE BUY 1@980 MAKER leaves 0", "3 TRIGGERED", "3 TRADE SELL 1@970 TAKER leaves 0",
                "1 TRADE BUY 1@960 MAKER leaves 0"),
            session.heardUntilNow());
    }

    @Test
    void shouldNotFillAnOrderAtAPriceOlderThanItself() {
        final long openNs = session.nowNs();
        session.passTo(openNs + 20_000 * MS).send(1, MARKET, BUY, "1", null).send(2, LIMIT, BUY, "1", "900");

        session.barFrom(openNs, "1000", "1010", "800", "1010");
        assertEquals(List.of("1 NEW", "2 NEW"), session.heardUntilNow());
        session.bar("1020", "1030", "1020", "1030");
        assertEquals(List.of("1 TRADE BUY 1@1020 TAKER leaves 0"), session.heardUntilNow());
    }

    @Test
    void shouldIgnoreHistory() {
        final Session fresh = new Session(PLAIN).history("1000", "1010", "990", "1000");

        fresh.send(1, MARKET, BUY, "1", null);

        assertEquals(List.of("1 REJECTED SUSPENDED"), fresh.heard());
    }

    @Test
    void shouldTreatATradeWithoutABookAsABarOfOnePrice() {
        final Session trades = new Session(PLAIN).trade("1", "1000", BUY);
        trades.send(1, MARKET, BUY, "1", null).send(2, LIMIT, BUY, "1", "990").send(3, STOP, BUY, "1", "1005").pass();

        trades.trade("1", "1004", BUY).trade("1", "990", SELL).trade("1", "1006", BUY).trade("1", "989", SELL);

        assertEquals(
            List.of("1 NEW", "2 NEW", "3 NEW", "1 TRADE BUY 1@1004 TAKER leaves 0", "3 TRIGGERED", "3 TRADE BUY 1@1006 TAKER leaves 0",
                "2 TRADE BUY 1@990 MAKER leaves 0"),
            trades.heard());
    }

    @Test
    void shouldHandWaitingOrdersToTheBookWhenItComes() {
        final Session trades = new Session(PLAIN).trade("1", "1000", BUY);
        trades.send(1, MARKET, BUY, "1", null).send(2, LIMIT, BUY, "1", "1001").pass();

        trades.book("1x999", "5x1001");

        assertEquals(
            List.of("1 NEW", "2 NEW", "1 TRADE BUY 1@1001 TAKER leaves 0", "2 TRADE BUY 1@1001 TAKER leaves 0"), trades.heard());
    }

    @Test
    void shouldChargeFundingAtTheEndOfTheBarThatOpenedThePosition() {
        final Session funded = new Session(SLIPPING).passTo(HOUR - 2 * MINUTE).bar("1000", "1000", "1000", "1000");
        funded.send(1, MARKET, SELL, "1", null).bar("1000", "1000", "1000", "1000");

        // 1 % of 1000, received by the short.
        assertEquals("10", text(funded.venue.fundingE8()));
    }
}
