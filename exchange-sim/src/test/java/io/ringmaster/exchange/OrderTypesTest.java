package io.ringmaster.exchange;

import static io.ringmaster.exchange.Session.PLAIN;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every order type and every answer, against a book of 5 at 100 and 7 at 99, asked at 3 for 101 and 4 for 102. */
class OrderTypesTest {

    private final Session session = new Session(PLAIN).book("5x100 7x99", "3x101 4x102");

    @Test
    void shouldTakeWithALimitAndRestWhatIsLeft() {
        session.send(1, LIMIT, BUY, "5", "101");

        assertEquals(List.of("1 NEW", "1 TRADE BUY 3@101 TAKER leaves 2"), session.heard());
        assertEquals(1, session.venue.openOrders(0));
        assertEquals(Session.e8("3"), session.venue.positionE8(0));
    }

    @Test
    void shouldWalkTheLevelsAndNeverTakeTheSameQuantityTwice() {
        session.send(1, IOC, BUY, "4", "102").send(2, IOC, BUY, "4", "102").send(3, IOC, BUY, "4", "102");

        assertEquals(
            List.of(
                "1 NEW", "1 TRADE BUY 3@101 TAKER leaves 1", "1 TRADE BUY 1@102 TAKER leaves 0",
                "2 NEW", "2 TRADE BUY 3@102 TAKER leaves 1", "2 EXPIRED IOC_UNFILLED",
                "3 NEW", "3 EXPIRED NO_LIQUIDITY"),
            session.heard());
    }

    @Test
    void shouldTakeAgainOnceTheRecordedLevelChanges() {
        session.send(1, IOC, BUY, "3", "101").pass();
        session.delta("", "2x101").send(2, IOC, BUY, "3", "101");

        assertEquals(
            List.of(
                "1 NEW", "1 TRADE BUY 3@101 TAKER leaves 0", "2 NEW", "2 TRADE BUY 2@101 TAKER leaves 1", "2 EXPIRED IOC_UNFILLED"),
            session.heard());
    }

    @Test
    void shouldRememberWhatWasTakenAcrossASnapshotOfTheSameLevel() {
        session.send(1, IOC, BUY, "3", "101").pass();
        session.book("5x100", "3x101 4x102").send(2, MARKET, BUY, "1", null);

        assertEquals(
            List.of("1 NEW", "1 TRADE BUY 3@101 TAKER leaves 0", "2 NEW", "2 TRADE BUY 1@102 TAKER leaves 0"), session.heard());
    }

    @Test
    void shouldRefuseAPostOnlyOrderThatWouldTake() {
        session.send(1, POST_ONLY, SELL, "1", "100").send(2, POST_ONLY, SELL, "1", "101");

        assertEquals(List.of("1 REJECTED POST_WOULD_EXECUTE", "2 NEW"), session.heard());
    }

    @Test
    void shouldProtectAMarketOrderOnePercentFromTheBestPrice() {
        session.book("5x1000", "1x1001 1x1011 1x1012").send(1, MARKET, BUY, "3", null);

        assertEquals(
            List.of("1 NEW", "1 TRADE BUY 1@1001 TAKER leaves 2", "1 TRADE BUY 1@1011 TAKER leaves 1", "1 EXPIRED IOC_UNFILLED"),
            session.heard());
    }

    @Test
    void shouldExpireATakerWhenTheOtherSideIsEmpty() {
        session.delta("0x100 0x99", "").send(1, MARKET, SELL, "1", null);

        assertEquals(List.of("1 NEW", "1 EXPIRED NO_LIQUIDITY"), session.heard());
    }

    @Test
    void shouldTriggerAStopOnTheMidAndSellAtMarket() {
        session.send(1, STOP, SELL, "6", "98");
        assertEquals(List.of("1 NEW"), session.heard());

        session.book("2x98 9x97", "3x99");
        assertEquals(List.of(), session.heard());
        session.book("2x97 9x96", "3x98");

        assertEquals(
            List.of("1 TRIGGERED", "1 TRADE SELL 2@97 TAKER leaves 4", "1 EXPIRED IOC_UNFILLED"), session.heard());
    }

    @Test
    void shouldTriggerAStopOnTheVenuesMarkWhereItGivesOne() {
        session.mark("100").send(1, STOP, BUY, "1", "105").pass();
        session.book("5x110", "5x111");
        assertEquals(List.of("1 NEW"), session.heard());

        session.mark("105");
        assertEquals(List.of("1 TRIGGERED", "1 TRADE BUY 1@111 TAKER leaves 0"), session.heard());
    }

    @Test
    void shouldTriggerAtOnceWhenTheMarkIsThereAlready() {
        session.send(1, STOP, BUY, "1", "100");

        assertEquals(List.of("1 NEW", "1 TRIGGERED", "1 TRADE BUY 1@101 TAKER leaves 0"), session.heard());
    }

    @Test
    void shouldTriggerAStopWhereItWasMovedTo() {
        session.send(1, STOP, SELL, "2", "90").amend(1, "98");
        assertEquals(List.of("1 NEW", "1 AMENDED USER"), session.heard());

        session.book("2x97 9x96", "3x98");
        assertEquals(List.of("1 TRIGGERED", "1 TRADE SELL 2@97 TAKER leaves 0"), session.heard());
    }

    @Test
    void shouldTriggerAStopThatIsMovedToTheMark() {
        session.send(1, STOP, SELL, "1", "90").amend(1, "101");

        assertEquals(List.of("1 NEW", "1 AMENDED USER", "1 TRIGGERED", "1 TRADE SELL 1@100 TAKER leaves 0"), session.heard());
    }

    @Test
    void shouldFollowTheBestMarkAndTriggerWhenItComesBackThatFar() {
        session.mark("100").send(1, TRAILING_STOP, SELL, "1", "5").pass();
        session.mark("110").mark("106").pass();
        assertEquals(List.of("1 NEW"), session.heard());

        session.mark("105");
        assertEquals(List.of("1 TRIGGERED", "1 TRADE SELL 1@100 TAKER leaves 0"), session.heard());
    }

    @Test
    void shouldMoveNothingButAStopThatRestsToAPriceThatCanBe() {
        session.send(1, LIMIT, BUY, "1", "99").send(2, STOP, SELL, "1", "90").amend(1, "98").amend(2, "90.5").amend(2, "-1").amend(77, "98")
            .cancel(2).amend(2, "91");

        assertEquals(
            List.of(
                "1 NEW", "2 NEW", "1 AMEND_REJECTED UNKNOWN_ORDER", "2 AMEND_REJECTED UNKNOWN_ORDER", "2 AMEND_REJECTED UNKNOWN_ORDER",
                "77 AMEND_REJECTED UNKNOWN_ORDER", "2 CANCELED USER", "2 AMEND_REJECTED UNKNOWN_ORDER"),
            session.heard());
    }

    @Test
    void shouldCancelOneOrAllAndRefuseToCancelWhatIsNotOpen() {
        session.send(1, LIMIT, BUY, "1", "99").send(2, LIMIT, BUY, "1", "98").send(3, STOP, SELL, "1", "50").pass();
        session.heard();

        session.cancel(2).cancel(2).cancel(77);
        assertEquals(List.of("2 CANCELED USER", "2 CANCEL_REJECTED UNKNOWN_ORDER", "77 CANCEL_REJECTED UNKNOWN_ORDER"), session.heard());
        session.cancelAll().cancelAll();
        assertEquals(List.of("1 CANCELED USER", "3 CANCELED USER"), session.heard());
        assertEquals(0, session.venue.openOrders(0));
    }

    @Test
    void shouldRefuseAnIdUsedBeforeEvenIfThatOrderIsDone() {
        session.send(1, IOC, BUY, "1", "101").send(1, LIMIT, BUY, "1", "99");

        assertEquals(List.of("1 NEW", "1 TRADE BUY 1@101 TAKER leaves 0", "1 REJECTED DUPLICATE_ID"), session.heard());
    }

    @Test
    void shouldCheckTickLotMinimumAndLargestPosition() {
        session.send(1, LIMIT, BUY, "1", "99.5").send(2, LIMIT, BUY, "1", null).send(3, STOP, BUY, "1", null)
            .send(4, LIMIT, BUY, "0.00005", "99").send(5, LIMIT, BUY, "0.00015", "99").send(6, LIMIT, BUY, "2401", "99")
            .send(7, LIMIT, BUY, "1200.0001", "1").send(8, LIMIT, BUY, "0", "99").send(9, LIMIT, SELL, "1", "-99");

        assertEquals(
            List.of(
                "1 REJECTED INVALID_PRICE", "2 REJECTED INVALID_PRICE", "3 REJECTED INVALID_PRICE", "4 REJECTED INVALID_SIZE",
                "5 REJECTED INVALID_SIZE", "6 REJECTED MAX_POSITION", "7 REJECTED MAX_POSITION", "8 REJECTED INVALID_SIZE",
                "9 REJECTED INVALID_PRICE"),
            session.heard());
    }

    @Test
    void shouldCountOpenOrdersTowardsTheLargestPosition() {
        session.send(1, LIMIT, BUY, "1000", "90").send(2, LIMIT, BUY, "201", "90").send(3, LIMIT, SELL, "1200", "110");

        assertEquals(List.of("1 NEW", "2 REJECTED MAX_POSITION", "3 NEW"), session.heard());
    }

    @Test
    void shouldTakeNoOrdersBeforeThereIsAMarket() {
        final Session empty = new Session(PLAIN);

        empty.send(1, MARKET, BUY, "1", null);

        assertEquals(List.of("1 REJECTED SUSPENDED"), empty.heard());
    }

    @Test
    void shouldRefuseATakerThatWouldMeetOurOwnOrder() {
        session.send(1, LIMIT, SELL, "1", "101").pass();
        session.heard();

        // 3 are displayed at 101; they are before ours, so an order for 3 does not meet ours, one for 4 would.
        session.send(2, LIMIT, BUY, "4", "101").send(3, POST_ONLY, BUY, "1", "101").send(4, IOC, BUY, "1", "100");

        assertEquals(
            List.of("2 REJECTED SELF_FILL", "3 REJECTED POST_WOULD_EXECUTE", "4 NEW", "4 EXPIRED IOC_UNFILLED"), session.heard());
    }

    @Test
    void shouldTakeWhatIsBetterThanOurOwnOrder() {
        session.send(1, LIMIT, SELL, "1", "102").pass();
        session.heard();

        session.send(2, IOC, BUY, "3", "102").send(3, IOC, BUY, "1", "102");

        assertEquals(List.of("2 NEW", "2 TRADE BUY 3@101 TAKER leaves 0", "3 REJECTED SELF_FILL"), session.heard());
    }

    @Test
    void shouldCancelOurRestingOrderInsteadUnderTheOtherPolicy() {
        final Session other = new Session(new VenueSettings(
            new VenueSettings.Latency(5_000_000, 5_000_000, 0, false), 0, 1_000_000,
            new VenueSettings.FundingRule(false, 0), true, SelfFillPolicy.CANCEL_MAKER, 0)).book("5x100", "3x102");
        other.send(1, LIMIT, SELL, "1", "101").pass();
        other.heard();

        other.send(2, LIMIT, BUY, "4", "102");

        assertEquals(List.of("2 NEW", "1 CANCELED SELF_FILL", "2 TRADE BUY 3@102 TAKER leaves 1"), other.heard());
    }

    @Test
    void shouldStampTimesAndIdentifiers() {
        final long sentNs = session.nowNs();
        session.send(1, LIMIT, BUY, "5", "102").heard();
        session.send(2, LIMIT, BUY, "1", "99").heard();

        final List<Report.Execution> executions = session.reports(Report.Execution.class);
        final Report.Execution first = executions.get(1);
        final Report.Execution second = executions.get(2);
        assertEquals(sentNs + 5_000_000, first.exchangeTimeNs());
        assertEquals(sentNs + 10_000_000, first.receiveTimeNs());
        assertEquals(1, first.executionLow());
        assertEquals(2, second.executionLow());
        assertEquals(first.executionHigh(), second.executionHigh());
        assertEquals(1, first.venueOrderLow());
        assertEquals(2, executions.get(3).venueOrderLow());
        assertEquals(Session.e8("3"), first.cumQtyE8());
        assertEquals(Session.e8("5"), second.cumQtyE8());
        assertEquals(0, executions.get(0).executionHigh());
    }
}
