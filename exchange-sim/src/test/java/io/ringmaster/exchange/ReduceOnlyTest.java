package io.ringmaster.exchange;

import static io.ringmaster.exchange.Session.PLAIN;
import static io.ringmaster.schema.OrderType.IOC;
import static io.ringmaster.schema.OrderType.LIMIT;
import static io.ringmaster.schema.OrderType.MARKET;
import static io.ringmaster.schema.OrderType.STOP;
import static io.ringmaster.schema.Side.BUY;
import static io.ringmaster.schema.Side.SELL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReduceOnlyTest {

    private final Session session = new Session(PLAIN).book("5x100 7x99", "3x101 4x102");

    private void buy(final String qty) {
        session.send(100, MARKET, BUY, qty, null).pass();
        session.heard();
    }

    @Test
    void shouldRefuseWithoutAPositionToReduce() {
        session.sendReduceOnly(1, MARKET, SELL, "1", null).sendReduceOnly(2, LIMIT, BUY, "1", "99");

        assertEquals(List.of("1 REJECTED WOULD_NOT_REDUCE", "2 REJECTED WOULD_NOT_REDUCE"), session.heard());
    }

    @Test
    void shouldRefuseInTheDirectionOfThePosition() {
        buy("2");

        session.sendReduceOnly(1, IOC, BUY, "1", "102");

        assertEquals(List.of("1 REJECTED WOULD_NOT_REDUCE"), session.heard());
    }

    @Test
    void shouldCutATakerWhereThePositionEnds() {
        buy("2");

        session.sendReduceOnly(1, MARKET, SELL, "6", null);

        assertEquals(List.of("1 NEW", "1 TRADE SELL 2@100 TAKER leaves 4", "1 CANCELED WOULD_NOT_REDUCE"), session.heard());
        assertEquals(0, session.venue.positionE8(0));
    }

    @Test
    void shouldCutARestingOrderWhereThePositionEnds() {
        buy("2");
        session.sendReduceOnly(1, LIMIT, SELL, "3", "105").pass();

        session.trade("1", "106", BUY);

        assertEquals(List.of("1 NEW", "1 TRADE SELL 2@105 MAKER leaves 1", "1 CANCELED WOULD_NOT_REDUCE"), session.heard());
    }

    @Test
    void shouldCancelRestingOnesWhenThePositionIsGoneOtherwise() {
        buy("2");
        session.sendReduceOnly(1, LIMIT, SELL, "1", "105").sendReduceOnly(2, LIMIT, SELL, "2", "106").pass();

        session.send(3, MARKET, SELL, "3", null);

        assertEquals(
            List.of("1 NEW", "2 NEW", "3 NEW", "3 TRADE SELL 3@100 TAKER leaves 0", "1 CANCELED WOULD_NOT_REDUCE",
                "2 CANCELED WOULD_NOT_REDUCE"),
            session.heard());
    }

    @Test
    void shouldNeverFlipWithSeveralOfThemAtOnce() {
        buy("3");
        session.sendReduceOnly(1, LIMIT, SELL, "2", "105").sendReduceOnly(2, LIMIT, SELL, "2", "106").sendReduceOnly(3, LIMIT, SELL, "2", "107")
            .pass();

        session.trade("50", "110", BUY);

        assertEquals(
            List.of("1 NEW", "2 NEW", "3 NEW", "1 TRADE SELL 2@105 MAKER leaves 0", "2 TRADE SELL 1@106 MAKER leaves 1",
                "2 CANCELED WOULD_NOT_REDUCE", "3 CANCELED WOULD_NOT_REDUCE"),
            session.heard());
    }

    @Test
    void shouldExamineAStopOnlyWhenItTriggers() {
        session.sendReduceOnly(1, STOP, SELL, "2", "95").pass();
        buy("1");
        session.send(101, MARKET, SELL, "1", null).pass();
        session.heard();

        session.book("5x90", "5x91");

        assertEquals(List.of("1 TRIGGERED", "1 CANCELED WOULD_NOT_REDUCE"), session.heard());
    }

    @Test
    void shouldCloseThePositionWithAStop() {
        buy("1");
        session.sendReduceOnly(1, STOP, SELL, "2", "95").pass();

        session.book("5x94", "5x95");

        assertEquals(
            List.of("1 NEW", "1 TRIGGERED", "1 TRADE SELL 1@94 TAKER leaves 1", "1 CANCELED WOULD_NOT_REDUCE"), session.heard());
    }
}
