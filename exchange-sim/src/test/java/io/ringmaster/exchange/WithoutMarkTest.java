package io.ringmaster.exchange;

import static io.ringmaster.exchange.Session.HOUR;
import static io.ringmaster.exchange.Session.MINUTE;
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
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing fills, triggers, settles or is liquidated at a price that is not known: before the market speaks, and while its feed is down. */
class WithoutMarkTest {

    private static final int EVERY = -1;

    /** Reports every minute, settles 0.00125 % an hour, liquidates. */
    private static final VenueSettings WHOLE = new VenueSettings(
            new VenueSettings.Latency(5 * MS, 5 * MS, 0, false), 0, 1_000_000,
            new VenueSettings.FundingRule(true, 1_250), true, SelfFillPolicy.REJECT_TAKER, MINUTE);

    /** 0.15 BTC bought at 60000 with 10,000 USD: at a price of 1 nothing would be left of it. */
    private final Session resumed = new Session(WHOLE, "9770.95", new InstrumentDefinition[] {PERPETUAL}, "0.15x60000");

    @Test
    void shouldKeepAPositionItTookOverUntilTheMarketSpeaks() {
        resumed.passTo(10 * MS).sendReduceOnly(1, MARKET, SELL, "0.15", null).passTo(3 * HOUR);

        assertEquals(List.of("1 REJECTED SUSPENDED"), resumed.heardUntilNow());
        assertEquals("0.15", text(resumed.venue.positionE8(0)));
        assertEquals("9770.95", text(resumed.venue.cashE8()));
        assertEquals(List.of(), resumed.reports(Report.Funding.class));
        assertEquals(List.of(), resumed.reports(Report.Account.class), "equity is not known");
    }

    @Test
    void shouldGoOnWithThePositionWhenTheMarketSpeaks() {
        resumed.passTo(HOUR + 10 * MS).mark("61000").book("5x60999", "5x61001").passTo(2 * HOUR + MINUTE + 10 * MS);

        assertEquals(List.of(), resumed.heardUntilNow());
        // 0.15 x 61000 x 0.0000125 = 0.114375 paid once, at two o'clock.
        assertEquals("-0.114375", text(resumed.venue.fundingE8()));
        // 9770.95 + 0.15 x 1000 - 0.114375
        assertEquals("9920.835625", text(resumed.reports(Report.Account.class).getLast().equityE8()));
    }

    @Test
    void shouldNotLiquidateOneInstrumentWhileAnotherIsUnknown() {
        final Session two = new Session(
            WHOLE, "1000", new InstrumentDefinition[] {PERPETUAL, PERPETUAL}, "1x60000", "1x60000");

        // Equity by the first alone is 1000 - 5000; the second may have won it all.
        two.mark("55000").book("5x54999", "5x55001").passTo(MINUTE);
        assertEquals("1", text(two.venue.positionE8(0)));

        two.bookOf(1, "5x54999", "5x55001");
        assertEquals("0", text(two.venue.positionE8(0)));
        assertEquals("0", text(two.venue.positionE8(1)));
    }

    @Test
    void shouldCarryNoNewRiskWhileAPositionHasNoMark() {
        final Session two = new Session(
            WHOLE, "100000", new InstrumentDefinition[] {PERPETUAL, PERPETUAL}, "0x0", "1x60000");
        two.mark("55000").book("5x54999", "5x55001").send(1, LIMIT, BUY, "0.1", "50000");

        assertEquals(List.of("1 REJECTED INSUFFICIENT_MARGIN"), two.heard());
    }

    @Test
    void shouldFillNothingWhileTheFeedIsDown() {
        final Session session = new Session(PLAIN).mark("50000").book("5x49999", "5x50001");
        session.send(1, MARKET, BUY, "1", null).pass().sendReduceOnly(2, STOP, SELL, "1", "49500").pass();
        session.feedDown(EVERY).sendReduceOnly(3, MARKET, SELL, "1", null).heard();

        assertEquals("3 REJECTED SUSPENDED", session.reports(Report.Execution.class).getLast().brief());
        session.book("5x48999", "5x49001");

        // The stop waited for the market, and fills at what it then offers.
        assertEquals(List.of("2 TRIGGERED", "2 TRADE SELL 1@48999 TAKER leaves 0"), session.heard());
    }

    @Test
    void shouldForgetOnlyTheInstrumentWhoseFeedIsDown() {
        final Session two = new Session(PLAIN, "100000", PERPETUAL, PERPETUAL).book("5x49999", "5x50001").bookOf(1, "5x99", "5x101");
        two.feedDown(1).send(0, 1, MARKET, BUY, "1", null, false).send(1, 2, MARKET, BUY, "1", null, false);

        assertEquals(List.of("1 NEW", "1 TRADE BUY 1@50001 TAKER leaves 0", "2 REJECTED SUSPENDED"), two.heard());
    }

    @Test
    void shouldLetATriggeredStopWaitWhileAPartOfTheBookIsMissing() {
        final Session session = new Session(PLAIN).mark("50000").book("5x49999", "5x50001");
        session.send(1, MARKET, BUY, "1", null).pass().sendReduceOnly(2, STOP, SELL, "1", "49500").heard();
        final long sequence = session.bookSequence();
        session.delta(sequence + 1, sequence + 2, Messages.FIRST | Messages.LAST, "", "1x50002");

        session.mark("49400");
        assertEquals(List.of("2 TRIGGERED"), session.heard());

        session.book("5x49300", "5x49301");
        assertEquals(List.of("2 TRADE SELL 1@49300 TAKER leaves 0"), session.heard());
    }
}
