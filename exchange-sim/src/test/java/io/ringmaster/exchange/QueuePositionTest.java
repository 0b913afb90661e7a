package io.ringmaster.exchange;

import static io.ringmaster.exchange.Session.PLAIN;
import static io.ringmaster.schema.OrderType.LIMIT;
import static io.ringmaster.schema.OrderType.POST_ONLY;
import static io.ringmaster.schema.Side.BUY;
import static io.ringmaster.schema.Side.SELL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a resting order stands in line, worked out by hand. */
class QueuePositionTest {

    private final Session session = new Session(PLAIN).book("5x100 7x99", "3x101 4x102");

    @Test
    void shouldFillOnlyAfterWhatWasDisplayedBefore() {
        session.send(1, POST_ONLY, BUY, "2", "100");

        session.trade("4", "100", SELL);
        assertEquals(List.of("1 NEW"), session.heard());
        session.trade("1.5", "100", SELL);
        assertEquals(List.of("1 TRADE BUY 0.5@100 MAKER leaves 1.5"), session.heard());
        session.trade("9", "100", SELL);
        assertEquals(List.of("1 TRADE BUY 1.5@100 MAKER leaves 0"), session.heard());
    }

    @Test
    void shouldIgnoreTradesOfTheOtherAggressorAndBetterPrices() {
        session.send(1, POST_ONLY, BUY, "2", "99");

        session.trade("100", "99", BUY).trade("100", "100", SELL);

        assertEquals(List.of("1 NEW"), session.heard());
    }

    @Test
    void shouldBeFirstInLineInsideTheSpread() {
        session.book("5x100", "3x105").send(1, POST_ONLY, BUY, "2", "102").pass();

        session.delta("6x102", "").trade("1", "102", SELL);

        assertEquals(List.of("1 NEW", "1 TRADE BUY 1@102 MAKER leaves 1"), session.heard());
    }

    @Test
    void shouldMoveUpOnlyAsFarAsTheDisplayedQuantityForces() {
        session.send(1, POST_ONLY, SELL, "1", "102").pass();

        // 4 ahead. The level grows behind us, then shrinks to 3: at most 3 can still be ahead.
        session.delta("", "9x102").delta("", "3x102").trade("3.4", "102", BUY);

        assertEquals(List.of("1 NEW", "1 TRADE SELL 0.4@102 MAKER leaves 0.6"), session.heard());
    }

    @Test
    void shouldForgetTheQueueWhenTheLevelVanishes() {
        session.send(1, POST_ONLY, BUY, "1", "99").pass();

        session.delta("0x99", "").delta("50x99", "").trade("0.3", "99", SELL);

        assertEquals(List.of("1 NEW", "1 TRADE BUY 0.3@99 MAKER leaves 0.7"), session.heard());
    }

    @Test
    void shouldKeepTimePriorityBetweenOurOwnOrders() {
        session.send(1, POST_ONLY, BUY, "2", "100").pass().delta("8x100", "").send(2, POST_ONLY, BUY, "2", "100").pass();

        // The line: 5 others, our 2 of order 1, 3 others, our 2 of order 2.
        session.trade("6", "100", SELL);
        assertEquals(List.of("1 NEW", "2 NEW", "1 TRADE BUY 1@100 MAKER leaves 1"), session.heard());
        session.trade("4.5", "100", SELL);
        assertEquals(List.of("1 TRADE BUY 1@100 MAKER leaves 0", "2 TRADE BUY 0.5@100 MAKER leaves 1.5"), session.heard());
    }

    @Test
    void shouldFillWholeAndBestPriceFirstWhenTheMarketTradesThrough() {
        session.send(1, POST_ONLY, BUY, "3", "98").send(2, POST_ONLY, BUY, "4", "99").send(3, POST_ONLY, BUY, "1", "97").pass();

        session.trade("0.1", "97", SELL);

        assertEquals(
            List.of("1 NEW", "2 NEW", "3 NEW", "2 TRADE BUY 4@99 MAKER leaves 0", "1 TRADE BUY 3@98 MAKER leaves 0"), session.heard());
    }

    @Test
    void shouldFillWholeAtItsOwnPriceWhenTheOtherSideCrossesIt() {
        session.send(1, POST_ONLY, BUY, "6", "99").pass();

        session.book("5x96", "1x97 2x103");

        assertEquals(List.of("1 NEW", "1 TRADE BUY 6@99 MAKER leaves 0"), session.heard());
    }

    @Test
    void shouldFillWithWhatTheOtherSideDisplaysAtItsPrice() {
        session.send(1, POST_ONLY, SELL, "5", "103").pass();

        session.book("2x103 8x102", "3x104");
        assertEquals(List.of("1 NEW", "1 TRADE SELL 2@103 MAKER leaves 3"), session.heard());
        session.delta("9x102", "");
        assertEquals(List.of(), session.heard());
        session.delta("1x103", "");
        assertEquals(List.of("1 TRADE SELL 1@103 MAKER leaves 2"), session.heard());
    }

    @Test
    void shouldNotFillARemainderFromTheLevelItTook() {
        session.send(1, LIMIT, BUY, "5", "101").pass();
        session.delta("6x100", "").delta("", "5x102");

        assertEquals(List.of("1 NEW", "1 TRADE BUY 3@101 TAKER leaves 2"), session.heard());
    }

    @Test
    void shouldNotMatchWhileTheRecordedBookIsCrossed() {
        session.send(1, POST_ONLY, BUY, "1", "100").pass();

        session.delta("4x103", "");

        assertEquals(List.of("1 NEW"), session.heard());
    }
}
