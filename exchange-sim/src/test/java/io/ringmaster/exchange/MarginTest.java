package io.ringmaster.exchange;

import static io.ringmaster.exchange.Session.CASH;
import static io.ringmaster.exchange.Session.MS;
import static io.ringmaster.exchange.Session.PERPETUAL;
import static io.ringmaster.exchange.Session.PLAIN;
import static io.ringmaster.exchange.Session.text;
import static io.ringmaster.schema.OrderType.LIMIT;
import static io.ringmaster.schema.OrderType.MARKET;
import static io.ringmaster.schema.OrderType.STOP;
import static io.ringmaster.schema.Side.BUY;
import static io.ringmaster.schema.Side.SELL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.exchange.matching.SelfFillPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Margin by hand, 100000 USD, PF_XBTUSD's schedule. At 50000 a BTC: up to 10 BTC 2 % initial and 1 % maintenance, up to 40 BTC 4 % and
 * 2 %, from 40 BTC on 10 % and 5 %.
 *
 * <p>The liquidation: 30 BTC bought at 50000, fee 750. At a mark m equity is 99250 + 30 (m - 50000), maintenance 0.6 m; equal at
 * m = 47644.557...
 */
class MarginTest {

    private final Session session = new Session(PLAIN).mark("50000").book("50x49999", "50x50000");

    @Test
    void shouldRefuseWhatEquityDoesNotCarryTogetherWithOpenOrders() {
        session.send(1, LIMIT, BUY, "30", "40000").send(2, LIMIT, BUY, "10", "40000").send(3, LIMIT, BUY, "9.9999", "40000")
            .send(4, LIMIT, SELL, "40", "60000").send(5, LIMIT, SELL, "39.9999", "60000");

        assertEquals(
            List.of("1 NEW", "2 REJECTED INSUFFICIENT_MARGIN", "3 NEW", "4 REJECTED INSUFFICIENT_MARGIN", "5 NEW"), session.heard());
    }

    @Test
    void shouldFreeMarginWhenAnOrderEnds() {
        session.send(1, LIMIT, BUY, "39", "40000").pass().cancel(1).pass().send(2, LIMIT, BUY, "39", "40000");

        assertEquals(List.of("1 NEW", "1 CANCELED USER", "2 NEW"), session.heard());
    }

    @Test
    void shouldAllowWhatLowersTheRequirementHoweverPoor() {
        session.send(1, MARKET, BUY, "30", null).pass();
        session.mark("47645").send(2, LIMIT, SELL, "30", "60000").sendReduceOnly(3, LIMIT, SELL, "30", "60001");
        session.send(4, LIMIT, BUY, "1", "40000");

        assertEquals(
            List.of("1 NEW", "1 TRADE BUY 30@50000 TAKER leaves 0", "2 NEW", "3 NEW", "4 REJECTED INSUFFICIENT_MARGIN"),
            session.heard());
    }

    @Test
    void shouldShareEquityBetweenInstruments() {
        final Session two = new Session(PLAIN, CASH, PERPETUAL, PERPETUAL).mark("50000").book("50x49999", "50x50000");
        two.bookOf(1, "50x49999", "50x50001");
        two.send(0, 1, LIMIT, BUY, "30", "40000", false).send(1, 2, LIMIT, BUY, "30", "40000", false)
            .send(1, 3, LIMIT, BUY, "20", "40000", false);

        // 60000 are bound; another 60000 are not there, 40000 are.
        assertEquals(List.of("1 NEW", "2 REJECTED INSUFFICIENT_MARGIN", "3 NEW"), two.heard());
    }

    private void buyThirty() {
        session.send(1, MARKET, BUY, "30", null).pass();
        session.send(2, LIMIT, BUY, "1", "40000").send(3, STOP, SELL, "1", "30000").pass();
        session.book("20x47600 50x47500", "50x50001");
        session.heard();
    }

    @Test
    void shouldLiquidateBelowMaintenanceAndNotBefore() {
        buyThirty();

        session.mark("47645");
        assertEquals(List.of(), session.heard());
        session.mark("47644");
        assertEquals(
            List.of(
                "2 CANCELED LIQUIDATION", "3 CANCELED LIQUIDATION", "0 TRADE SELL 20@47600 TAKER leaves 10 LIQUIDATION",
                "0 TRADE SELL 10@47500 TAKER leaves 0 LIQUIDATION"),
            session.heard());
        // 100000 - 750 - 476 - 237.5 fees, 73000 lost.
        assertEquals("25536.5", text(session.venue.cashE8()));
        assertEquals(session.venue.cashE8(), session.venue.equityE8());
        final Report.Position position = session.reports(Report.Position.class).getLast();
        assertEquals(0, position.positionQtyE8());
        final Report.Account account = session.reports(Report.Account.class).getLast();
        assertEquals(session.venue.cashE8(), account.cashE8());
        assertEquals(0, account.marginUsedE8());
    }

    @Test
    void shouldLiquidateOnlyAsFarAsTheBookGoesAndStopWhenEquityCarriesTheRest() {
        buyThirty();

        session.book("10x47600", "50x50001").mark("47644");
        session.book("20x47600", "50x50001");

        // After 10 are closed equity is 27892, maintenance of 20 at 47644 is 19057.6.
        assertEquals(
            List.of("2 CANCELED LIQUIDATION", "3 CANCELED LIQUIDATION", "0 TRADE SELL 10@47600 TAKER leaves 20 LIQUIDATION"),
            session.heard());
        assertEquals("27892", text(session.venue.equityE8()));
    }

    @Test
    void shouldGoOnLiquidatingWhenTheBookFillsUpAgain() {
        buyThirty();

        session.book("", "50x50001").mark("47000");
        assertEquals(List.of("2 CANCELED LIQUIDATION", "3 CANCELED LIQUIDATION"), session.heard());
        session.book("40x46999", "50x50001");
        assertEquals(List.of("0 TRADE SELL 30@46999 TAKER leaves 0 LIQUIDATION"), session.heard());
    }

    @Test
    void shouldLiquidateWithinABarAtTheFirstTickBelowMaintenance() {
        final Session bars = new Session(PLAIN).bar("50000", "50000", "50000", "50000");
        bars.send(1, MARKET, BUY, "30", null).bar("50000", "50000", "50000", "50000").heardUntilNow();
        bars.send(2, LIMIT, SELL, "1", "60000");

        bars.bar("50000", "50010", "40000", "41000");

        assertEquals(
            List.of("2 NEW", "2 CANCELED LIQUIDATION", "0 TRADE SELL 30@47644 TAKER leaves 0 LIQUIDATION"), bars.heardUntilNow());
    }

    @Test
    void shouldLetAStopWorkBeforeTheLiquidationItPrevents() {
        final Session bars = new Session(PLAIN).bar("50000", "50000", "50000", "50000");
        bars.send(1, MARKET, BUY, "30", null).bar("50000", "50000", "50000", "50000").heardUntilNow();
        bars.sendReduceOnly(2, STOP, SELL, "30", "48000");

        bars.bar("50000", "50010", "40000", "41000");

        assertEquals(List.of("2 NEW", "2 TRIGGERED", "2 TRADE SELL 30@48000 TAKER leaves 0"), bars.heardUntilNow());
    }

    @Test
    void shouldLeaveAccountsAloneWhenSwitchedOff() {
        final Session off = new Session(new VenueSettings(
            new VenueSettings.Latency(5 * MS, 5 * MS, 0, false), 0, 1_000_000,
            new VenueSettings.FundingRule(false, 0), false, SelfFillPolicy.REJECT_TAKER, 0)).mark("50000")
            .book("50x49999", "50x50000");
        off.send(1, MARKET, BUY, "30", null).pass().mark("1000").heard();

        assertEquals("30", text(off.venue.positionE8(0)));
        assertEquals("-1370750", text(off.venue.equityE8()));
    }
}
