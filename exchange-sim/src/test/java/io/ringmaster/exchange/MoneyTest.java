package io.ringmaster.exchange;

import static io.ringmaster.exchange.Session.HOUR;
import static io.ringmaster.exchange.Session.MS;
import static io.ringmaster.exchange.Session.PLAIN;
import static io.ringmaster.exchange.Session.e8;
import static io.ringmaster.exchange.Session.text;
import static io.ringmaster.schema.OrderType.MARKET;
import static io.ringmaster.schema.OrderType.POST_ONLY;
import static io.ringmaster.schema.Side.BUY;
import static io.ringmaster.schema.Side.SELL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.exchange.matching.SelfFillPolicy;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fees, profit, funding and reports, worked out by hand with PF_XBTUSD's numbers: maker 0.02 %, taker 0.05 %, hourly funding. */
class MoneyTest {

    private static final VenueSettings FUNDED = new VenueSettings(
            new VenueSettings.Latency(5 * MS, 5 * MS, 0, false), 0, 1_000_000,
            new VenueSettings.FundingRule(true, 1_250), true, SelfFillPolicy.REJECT_TAKER, 0);

    @Test
    void shouldChargeMakerAndTakerFeesAndRealiseProfit() {
        final Session session = new Session(PLAIN).book("5x59999", "5x60000");
        session.send(1, MARKET, BUY, "2", null).pass();
        session.send(2, POST_ONLY, SELL, "1", "61000").pass().trade("9", "61001", BUY).heard();

        final List<Report.Execution> fills = session.reports(Report.Execution.class).stream().filter(e -> e.lastQtyE8() > 0).toList();
        assertEquals("60", text(fills.get(0).feeE8()));
        assertEquals("12.2", text(fills.get(1).feeE8()));
        assertEquals("72.2", text(session.venue.feesE8()));
        assertEquals("100927.8", text(session.venue.cashE8()));
        assertEquals("1", text(session.venue.positionE8(0)));
        // The mid of 59999 and 60000 is half a dollar below the entry.
        assertEquals("100927.3", text(session.venue.equityE8()));
    }

    @Test
    void shouldTurnAPositionRoundInOneFill() {
        final Session session = new Session(PLAIN).book("9x100", "9x110");
        session.send(1, MARKET, BUY, "2", null).pass();
        session.send(2, MARKET, SELL, "5", null).pass();

        // Bought 2 at 110, sold 5 at 100: 20 lost, short 3 from 100; fees 0.11 + 0.25.
        assertEquals("-3", text(session.venue.positionE8(0)));
        assertEquals("99979.64", text(session.venue.cashE8()));
        assertEquals("99964.64", text(session.venue.equityE8()));
    }

    @Test
    void shouldRoundNotionalAndFeeHalfEven() {
        final InstrumentDefinition fine = new InstrumentDefinition(
            "FINE", new InstrumentDefinition.Steps(1, 1, 1), FixedPoint.ONE, new InstrumentDefinition.Fees(50_000_000, 50_000_000), 0, List.of());
        final Session session = new Session(PLAIN, "1", fine).mark("1.5");

        // One unit at 0.5 is half a unit, to 0; at 1.5 it is 2, its fee of one half 1; at 2.5 it is 2 again, fee 1.
        session.book("", "0.00000001x0.5").send(1, MARKET, BUY, "0.00000001", null).pass();
        assertEquals(0, session.venue.feesE8());
        session.book("", "0.00000001x1.5").send(2, MARKET, BUY, "0.00000001", null).pass();
        assertEquals(1, session.venue.feesE8());
        session.book("", "0.00000001x2.5").send(3, MARKET, BUY, "0.00000001", null).pass();
        assertEquals(2, session.venue.feesE8());
        // 3 units at 1.5 are 4.5, to 4; paid 0 + 2 + 2 and 2 fees.
        assertEquals(FixedPoint.ONE + 4 - 4 - 2, session.venue.equityE8());
    }

    @Test
    void shouldSettleTheVenuesAbsoluteFundingRateOnTheHour() {
        final Session session = new Session(FUNDED).book("5x60000", "5x60002").fundingRate("1.5");
        session.send(1, MARKET, BUY, "2", null).pass();

        session.passTo(HOUR + 5 * MS);
        assertEquals(
            List.of(new Report.Funding(HOUR + 5 * MS, 0, e8("-3"), e8("2"), e8("1.5"))), session.reports(Report.Funding.class));
        assertEquals("-3", text(session.venue.fundingE8()));

        session.send(2, MARKET, SELL, "3", null).passTo(3 * HOUR);
        // Short 1 since: received at 2:00 and 3:00.
        assertEquals("0", text(session.venue.fundingE8()));
        session.send(3, MARKET, BUY, "1", null).passTo(9 * HOUR);
        assertEquals(3, session.reports(Report.Funding.class).size());
    }

    @Test
    void shouldSettleAConstantRelativeRateWhereTheMarketGivesNone() {
        final Session session = new Session(FUNDED).mark("60000").book("5x60000", "5x60002");
        session.send(1, MARKET, BUY, "2", null).passTo(HOUR + 5 * MS);

        // 0.00125 % of 60000 is 0.75 for one BTC.
        assertEquals(
            List.of(new Report.Funding(HOUR + 5 * MS, 0, e8("-1.5"), e8("2"), e8("0.75"))), session.reports(Report.Funding.class));
    }

    @Test
    void shouldReportPositionAndAccountPeriodically() {
        final VenueSettings settings = new VenueSettings(
            new VenueSettings.Latency(5 * MS, 5 * MS, 0, false), 0, 1_000_000,
            new VenueSettings.FundingRule(false, 0), true, SelfFillPolicy.REJECT_TAKER, 60_000 * MS);
        final Session session = new Session(settings).book("5x60000", "5x60002");
        session.send(1, MARKET, BUY, "2", null).passTo(120_000 * MS + 5 * MS);

        final List<Report.Position> positions = session.reports(Report.Position.class);
        assertEquals(2, positions.size());
        assertEquals(new Report.Position(60_005 * MS, 0, e8("2"), e8("60002")), positions.get(0));
        // Fee 60.002, mid 60001; initial margin 2 % of 120002.
        assertEquals(
            new Report.Account(120_005 * MS, e8("99939.998"), e8("99937.998"), e8("2400.04")),
            session.reports(Report.Account.class).get(1));
    }
}
