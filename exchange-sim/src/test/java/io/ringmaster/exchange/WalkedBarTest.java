package io.ringmaster.exchange;

import static io.ringmaster.exchange.Session.MINUTE;
import static io.ringmaster.exchange.Session.PLAIN;
import static io.ringmaster.exchange.Session.e8;
import static io.ringmaster.schema.OrderType.MARKET;
import static io.ringmaster.schema.OrderType.STOP;
import static io.ringmaster.schema.Side.BUY;
import static io.ringmaster.schema.Side.SELL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bar that is walked step by step, with orders sent in answer to what happens inside it. The market stands at 1000 when each test begins. */
class WalkedBarTest {

    private final Session session = new Session(PLAIN).bar("1000", "1000", "1000", "1000");
    private final Messages messages = new Messages();
    private long endNs;

    private boolean begin(final String open, final String high, final String low, final String close) {
        endNs = session.nowNs() + MINUTE;
        return session.venue.beginBar(
            messages.buffer, 0, messages.bar(endNs, 0, MINUTE, e8(open), e8(high), e8(low), e8(close), BarPhase.LIVE));
    }

    private boolean walkTo(final String price) {
        final boolean goesOn = session.venue.walkBar(e8(price));
        session.venue.deliverReports();
        return goesOn;
    }

    /** Decided at the end of the bar, as everything inside it is. */
    private void answer(final long id, final OrderType type, final Side side, final boolean reduceOnly) {
        session.venue.onOrderIntent(
            messages.buffer, 0, messages.order(endNs, 0, id, type, side, e8("1"), Messages.NONE, Messages.NONE, reduceOnly));
        session.venue.deliverReports();
    }

    private void end() {
        session.venue.endBar();
        session.passTo(endNs);
    }

    @Test
    void shouldHaveNothingToWalkWhileNothingOfOursIsThere() {
        assertFalse(begin("1000", "1010", "990", "1000"));
    }

    @Test
    void shouldLeaveWhereTheWalkStandsAndEnterAfterTheBar() {
        session.send(1, MARKET, BUY, "1", null);
        assertTrue(begin("1000", "1010", "900", "1000"));
        session.venue.deliverReports();
        assertEquals(List.of("1 NEW", "1 TRADE BUY 1@1000 TAKER leaves 0"), session.heardUntilNow());

        // The high is nearer; then down, and out at 970 with an order sent there. What is bought back waits for the next open.
        walkTo("1010");
        walkTo("970");
        answer(2, MARKET, SELL, true);
        answer(3, MARKET, BUY, false);
        assertEquals(List.of("2 NEW", "2 TRADE SELL 1@970 TAKER leaves 0"), session.heardUntilNow());
        while (session.venue.walkBar(session.venue.barLegEndE8())) {
            session.venue.deliverReports();
        }
        end();
        assertEquals("0", Session.text(session.venue.positionE8(0)));

        session.bar("1001", "1001", "1001", "1001");
        assertEquals(List.of("3 NEW", "3 TRADE BUY 1@1001 TAKER leaves 0"), session.heardUntilNow());
    }

    @Test
    void shouldTriggerEveryStopAtTheLowestPrice() {
        session.send(1, STOP, SELL, "1", "990").send(2, STOP, SELL, "2", "990").bar("1000", "1005", "990", "1000");

        assertEquals(
            List.of("1 NEW", "2 NEW", "1 TRIGGERED", "1 TRADE SELL 1@990 TAKER leaves 0", "2 TRIGGERED", "2 TRADE SELL 2@990 TAKER leaves 0"),
            session.heardUntilNow());
    }
}
