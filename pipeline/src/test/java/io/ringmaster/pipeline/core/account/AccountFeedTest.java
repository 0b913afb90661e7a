package io.ringmaster.pipeline.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.inference.AccountSettings;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which price of which message fills. */
class AccountFeedTest {

    private static final long ONE = FixedPoint.ONE;
    private static final long NONE = Long.MIN_VALUE;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long HOUR_NS = 60 * MINUTE_NS;

    private final VirtualAccounts accounts = new VirtualAccounts(
        new AccountSettings(10_000 * ONE, 0, 1_000),
        List.of(InstrumentDefinition.perpetual("A", ONE), InstrumentDefinition.perpetual("B", ONE)), new int[] {0, 1});
    private final MarketMessages market = new MarketMessages(accounts, 2);

    private void bar(final BarPhase phase, final long openTimeNs, final long open, final long close) {
        market.bar(0, phase, openTimeNs, openTimeNs + MINUTE_NS, open * ONE, close * ONE);
    }

    private void assertTrade(final String what, final long price) {
        assertEquals(1, MarketMessages.all(market.trades).size(), what);
        assertEquals(price * ONE, MarketMessages.all(market.trades).get(0).priceE8(), what);
    }

    private void assertNone(final String what) {
        assertEquals(0, MarketMessages.all(market.trades).size(), what);
    }

    @Test
    void shouldFillAtTheOpenOfTheNextBar() {
        bar(BarPhase.LIVE, 0, 100, 200);
        accounts.onSignal(0, Signal.LONG);
        assertNone("the bar that the signal is based on");
        market.barPoint(0, 2 * MINUTE_NS, 205 * ONE);
        assertNone("a point of the bar, which comes only for our own orders");
        bar(BarPhase.HISTORY, MINUTE_NS, 1, 1);
        assertNone("a bar for the warm-up");
        bar(BarPhase.LIVE, MINUTE_NS, 210, 300);
        assertTrade("the next bar", 210);
        bar(BarPhase.LIVE, 2 * MINUTE_NS, 310, 320);
        assertNone("a second time");
    }

    @Test
    void shouldFillAtTheTouchOfTheNextBookThatMayBeRead() {
        market.book(0, 1, 100 * ONE, 101 * ONE);
        accounts.onSignal(0, Signal.LONG);
        market.trade(0, 2, 90 * ONE);
        assertNone("a trade, as long as there is a book");
        market.book(1, 3, 50 * ONE, 51 * ONE);
        assertNone("another instrument");
        market.bookPart(0, 4, false, 102 * ONE, 103 * ONE);
        assertNone("half a book");
        market.book(0, 5, 105 * ONE, 104 * ONE);
        assertNone("a crossed book");
        market.feedDown(0, 6);
        market.ticker(0, 7, 110 * ONE, NONE);
        market.trade(0, 8, 90 * ONE);
        assertNone("a lost connection, until its next book");
        market.book(0, 9, 106 * ONE, 107 * ONE);
        assertTrade("the ask", 107);
        accounts.onSignal(0, Signal.FLAT);
        market.book(0, 10, 106 * ONE, 107 * ONE);
        assertTrade("the bid", 106);
    }

    @Test
    void shouldFillAtTheNextTradeOfAMarketWithoutABook() {
        market.trade(0, 1, 100 * ONE);
        accounts.onSignal(0, Signal.SHORT);
        market.trade(1, 2, 90 * ONE);
        assertNone("another instrument");
        market.trade(0, 3, 95 * ONE);
        assertTrade("the next trade", 95);
    }

    /** A share of 0.00001 at 20,000 is 0.2 a unit: entered at the open of 10:59, the account pays at 11:00; entered at 11:00, it does not. */
    @Test
    void shouldPayTheFundingThatIsDueAfterTheOpenOfItsBar() {
        bar(BarPhase.LIVE, 11 * HOUR_NS - 2 * MINUTE_NS, 20_000, 20_000);
        accounts.onSignal(0, Signal.LONG);
        bar(BarPhase.LIVE, 11 * HOUR_NS - MINUTE_NS, 20_000, 30_000);
        assertEquals(-ONE / 10, accounts.fundingE8(0), "0.5 at the open of its bar");

        accounts.onSignal(0, Signal.FLAT);
        bar(BarPhase.LIVE, 12 * HOUR_NS, 40_000, 40_000);
        assertEquals(-ONE / 10 - ONE * 15 / 100, accounts.fundingE8(0), "and at 12:00, by the close before");
        accounts.onSignal(0, Signal.LONG);
        bar(BarPhase.LIVE, 13 * HOUR_NS, 40_000, 40_000);
        assertEquals(-ONE / 4, accounts.fundingE8(0), "nothing at 13:00");
    }

    /** An absolute rate of 3 until the connection is lost, then the usual share of the mark. */
    @Test
    void shouldTakeRateAndMarkOfTheTicker() {
        market.ticker(0, HOUR_NS / 2, 20_000 * ONE, 3 * ONE);
        accounts.onSignal(0, Signal.SHORT);
        market.book(0, HOUR_NS / 2, 20_000 * ONE, 20_001 * ONE);
        market.ticker(0, 2 * HOUR_NS, 30_000 * ONE, NONE);
        assertEquals(3 * ONE, accounts.fundingE8(0), "two hours of 0.5");
        market.feedDown(-1, 3 * HOUR_NS);
        assertEquals(ONE * 9 / 2, accounts.fundingE8(0), "due before the connection was lost");
        market.ticker(0, 4 * HOUR_NS, 30_000 * ONE, NONE);
        assertEquals(ONE * 9 / 2 + ONE * 15 / 100, accounts.fundingE8(0));
    }
}
