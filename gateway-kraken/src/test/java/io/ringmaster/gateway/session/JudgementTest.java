package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.gateway.session.Judgement.StopVerdict;
import io.ringmaster.gateway.session.Judgement.Verdict;
import io.ringmaster.gateway.session.LiveOrder.Knowledge;
import io.ringmaster.gateway.wire.OrderIds;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.pipeline.port.OrderTerms;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table of what evidence proves. The order was sent at 1,000 and the venue acts on it until 4,000; its slack is a second. */
class JudgementTest {

    private static final long SENT_MS = 1_000;
    private static final long BEFORE_MS = 4_000;
    private static final VenueOrderState OPEN =
        new VenueOrderState(
            new OrderIds("o1", "t-1"), "PF_XBTUSD", Side.SELL, "lmt", new VenueOrderState.Quantities(FixedPoint.ONE, 0),
            new VenueOrderState.Prices(50_000 * FixedPoint.ONE, 0), false);

    private static LiveOrder order(final OrderType type, final boolean reduceOnly, final Knowledge knowledge) {
        final LiveOrder order = new LiveOrder(
            1, "t-1", new OrderTerms(0, type, Side.SELL, FixedPoint.ONE, 0, 50_000 * FixedPoint.ONE, reduceOnly),
            new LiveOrder.Window(SENT_MS, BEFORE_MS, BEFORE_MS));
        order.transition(knowledge);
        if (knowledge == Knowledge.OPEN) {
            order.markAcknowledged(SENT_MS + 50);
        }
        if (knowledge != Knowledge.SENT) {
            order.requestEndedMs = SENT_MS + 500;
        }
        return order;
    }

    private static Evidence evidence(final long begunMs, final long serverMs, final String status) {
        return new Evidence(
            new Evidence.Asked(begunMs, serverMs, 0, 10), status == null ? Map.of() : Map.of("t-1", status), List.of(), List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        // An order that was sent when the question was on its way: the evidence is silent about it.
        "SENT,    1000, 1100,           , false, true,  NOTHING",
        "UNKNOWN,  900, 9000,           , true,  true,  NOTHING",
        // It is open.
        "SENT,    1100, 1200,           , true,  false, OPEN",
        "UNKNOWN, 2000, 2100,           , true,  false, OPEN",
        "OPEN,    2000, 2100,           , true,  true,  OPEN",
        // The venue remembers it by name.
        "UNKNOWN, 2000, 2100, REJECTED,        false, true,  REJECTED",
        "UNKNOWN, 2000, 2100, CANCELLED,       false, true,  ENDED",
        "UNKNOWN, 2000, 2100, CANCELLED,       false, false, ENDED_WITH_FILLS_TO_COME",
        "UNKNOWN, 2000, 2100, TRIGGER_ACTIVATION_FAILURE, false, true, ENDED",
        "UNKNOWN, 2000, 2100, ENTERED_BOOK,    false, true,  CLOSED",
        "UNKNOWN, 2000, 2100, TRIGGER_PLACED,  false, true,  CLOSED",
        "SENT,    2000, 2100, FULLY_EXECUTED,  false, false, CLOSED",
        // It is nowhere: it may still arrive until the venue's clock is a second beyond its time.
        "UNKNOWN, 2000, 2100,           , false, true,  WAIT",
        "UNKNOWN, 5000, 5000,           , false, true,  WAIT",
        "UNKNOWN, 5001, 5001,           , false, true,  EXPIRED",
        "UNKNOWN, 5001, 5001, PUZZLING, false, true,  EXPIRED",
        "UNKNOWN, 9000, 9000,           , false, false, WAIT",
        // Its own request is still on its way.
        "SENT,    9000, 9000,           , false, true,  WAIT",
        // The venue had it: that it is in no list says that it is gone, unless the news is younger than the list.
        "OPEN,    1051, 1100,           , false, true,  ENDED",
        "OPEN,    1050, 1100,           , false, true,  WAIT",
        "OPEN,    2000, 2100,           , false, false, WAIT",
        // It is done here.
        "DONE,    2000, 2100,           , false, true,  FORGET_CANCEL",
        "DONE,    2000, 2100,           , true,  true,  CANCEL",
        "DONE,    1000, 1100,           , true,  true,  NOTHING",
        "DONE,    1000, 1100,           , false, true,  NOTHING"})
    void shouldProveNoMoreThanItSays(
        final Knowledge knowledge, final long begunMs, final long serverMs, final String status, final boolean isOpen,
        final boolean isPositionExplained, final Verdict expected) {
        for (final OrderType type : new OrderType[] {OrderType.LIMIT, OrderType.IOC, OrderType.STOP}) {
            final LiveOrder order = order(type, false, knowledge);
            assertEquals(expected, Judgement.of(order, isOpen ? OPEN : null, evidence(begunMs, serverMs, status), isPositionExplained, true));
        }
    }

    @Test
    void shouldNotCancelAnOrderThatIsDoneBecauseItWasFilledOrIsGone() {
        final LiveOrder filled = order(OrderType.LIMIT, false, Knowledge.DONE);
        filled.filledE8 = FixedPoint.ONE;
        final LiveOrder gone = order(OrderType.LIMIT, false, Knowledge.DONE);
        gone.isGone = true;
        assertEquals(Verdict.NOTHING, Judgement.of(filled, OPEN, evidence(2_000, 2_100, null), true, false));
        assertEquals(Verdict.NOTHING, Judgement.of(gone, OPEN, evidence(2_000, 2_100, null), true, false));
    }

    /** Its request ended at 1,500. */
    @ParameterizedTest
    @CsvSource({
        "STOP,          true,  3, 1499, 2100, true,  WAIT_TO_SEND_AGAIN",
        "STOP,          true,  3, 1500, 2100, true,  SEND_AGAIN",
        "TRAILING_STOP, true,  1, 1600, 2100, true,  SEND_AGAIN",
        "STOP,          true,  0, 1600, 2100, true,  WAIT",
        "STOP,          true,  3, 1600, 2100, false, WAIT",
        "STOP,          true,  3, 5001, 5001, true,  EXPIRED"})
    void shouldSendAProtectiveStopAgainThatIsNowhere(
        final OrderType type, final boolean reduceOnly, final int repeatsLeft, final long begunMs, final long serverMs,
        final boolean mayRepeat, final Verdict expected) {
        final LiveOrder order = order(type, reduceOnly, Knowledge.UNKNOWN);
        order.repeatsLeft = repeatsLeft;
        assertEquals(expected, Judgement.of(order, null, evidence(begunMs, serverMs, null), true, mayRepeat));
    }

    /** The stop is known to rest at 50,000; where a move was asked for it was at 2,000, to 51,000, for the venue to carry out until 5,000. */
    @ParameterizedTest
    @CsvSource({
        "false, 50000, 3000, 3100, AS_KNOWN",
        "false,     0, 3000, 3100, AS_KNOWN",
        "false, 51000, 3000, 3100, MISPLACED",
        "true,  51000, 2000, 3100, WAIT",
        "true,  51000, 2001, 3100, MOVED",
        "true,  50000, 3000, 6000, WAIT",
        "true,  50000, 3000, 6001, NOT_MOVED"})
    void shouldKnowWhereAStopRests(
        final boolean isMoving, final long restsAt, final long begunMs, final long serverMs, final StopVerdict expected) {
        final LiveOrder order = order(OrderType.STOP, true, Knowledge.OPEN);
        if (isMoving) {
            order.askToMove(new LiveOrder.Move(51_000 * FixedPoint.ONE, 5_000, 2_000));
        }
        assertEquals(expected, Judgement.ofStop(order, restsAt * FixedPoint.ONE, evidence(begunMs, serverMs, null)));
    }

    @Test
    void shouldNeverForgetThatAnOrderIsDone() {
        for (final Knowledge to : new Knowledge[] {Knowledge.SENT, Knowledge.OPEN, Knowledge.UNKNOWN}) {
            final LiveOrder order = order(OrderType.LIMIT, false, Knowledge.DONE);
            assertThrows(IllegalStateException.class, () -> order.transition(to));
        }
        assertThrows(IllegalStateException.class, () -> order(OrderType.LIMIT, false, Knowledge.OPEN).transition(Knowledge.UNKNOWN));
    }
}
