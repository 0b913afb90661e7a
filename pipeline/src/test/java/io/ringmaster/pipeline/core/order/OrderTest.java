package io.ringmaster.pipeline.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import org.junit.jupiter.api.Test;

class OrderTest {

    private final Order order = new Order();

    OrderTest() {
        order.clear(1);
        order.type = OrderType.STOP;
        order.state = OrderState.NEW;
        order.qtyE8 = 500;
    }

    @Test
    void shouldLeaveWhatWasNotFilledUntilItIsDone() {
        order.cumQtyE8 = 200;
        order.state = OrderState.PARTIALLY_FILLED;
        assertEquals(300, order.leavesQtyE8());
        order.state = OrderState.UNKNOWN;
        assertEquals(300, order.leavesQtyE8());
        order.state = OrderState.CANCELED;
        assertEquals(0, order.leavesQtyE8());
    }

    @Test
    void shouldBeMovedOnlyWhereItRestsAndNothingIsOpen() {
        assertTrue(order.canBeAmended());
        order.amendStopPriceE8 = 100;
        assertFalse(order.canBeAmended(), "a move is on its way");
        order.amendStopPriceE8 = 0;
        order.isAmendFutile = true;
        assertFalse(order.canBeAmended(), "the venue would not move it");
        order.isAmendFutile = false;
        order.isTriggered = true;
        assertFalse(order.canBeAmended(), "it is a market order now");
        order.isTriggered = false;
        order.state = OrderState.PENDING_CANCEL;
        assertFalse(order.canBeAmended(), "a cancel is on its way");
        order.state = OrderState.NEW;
        order.type = OrderType.TRAILING_STOP;
        assertFalse(order.canBeAmended(), "the venue moves it");
    }

    @Test
    void shouldWaitForTheMarkAsAStopOfEitherKind() {
        assertTrue(order.isStop());
        order.type = OrderType.TRAILING_STOP;
        assertTrue(order.isStop());
        order.type = OrderType.LIMIT;
        assertFalse(order.isStop());
    }

    @Test
    void shouldBeginWithNothingOfTheOrderItWasBefore() {
        order.reduceOnly = true;
        order.cumQtyE8 = 200;
        order.limitPriceE8 = 100;
        order.stopPriceE8 = 100;
        order.amendStopPriceE8 = 100;
        order.isAmendFutile = true;
        order.isTriggered = true;
        order.cancels.onSent(5, 100);
        order.cancels.onSent(5, 100);
        order.cancels.onSent(5, 100);
        order.venueOrderId.set(7, 8);
        order.answerDueNs = 5;
        order.decisionSequence = 5;

        order.clear(2);

        assertEquals(2, order.clientOrderId);
        assertEquals(OrderState.PENDING_NEW, order.state);
        assertTrue(order.mayIncrease());
        assertEquals(0, order.cumQtyE8);
        assertEquals(0, order.limitPriceE8);
        assertEquals(0, order.stopPriceE8);
        assertFalse(order.isPendingAmend());
        assertFalse(order.isAmendFutile);
        assertFalse(order.isTriggered);
        assertTrue(order.cancels.mayAsk(false, 6), "no cancel was sent");
        assertFalse(order.venueOrderId.isKnown());
        assertEquals(Long.MAX_VALUE, order.answerDueNs);
        assertEquals(0, order.decisionSequence);
    }
}
