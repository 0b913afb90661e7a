package io.ringmaster.pipeline.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OrderStateMachineTest {

    private static final OrderEvent[] COLUMNS = {
        OrderEvent.SUBMIT, OrderEvent.ACCEPTED, OrderEvent.TRIGGER, OrderEvent.FILL_PARTIAL, OrderEvent.FILL_COMPLETE,
        OrderEvent.CANCEL_SENT, OrderEvent.CANCEL_CONFIRMED, OrderEvent.CANCEL_REFUSED, OrderEvent.REFUSED, OrderEvent.EXPIRY,
        OrderEvent.TIMEOUT, OrderEvent.AMEND_SENT, OrderEvent.AMEND_CONFIRMED, OrderEvent.AMEND_REFUSED};

    /**
     * Written down from FIX's order states (tag 39) and the rule that what is done stays done; a dash is a pair no order of messages
     * explains.
     */
    private static final String TABLE = """
        state            submit accepted trigger partial complete cancelSent canceled cancelRefused refused expired timeout  amendSent amended amendRefused
        PENDING_NEW      -      NEW      NEW     PART    FILLED   P_CANCEL   CANCELED PENDING_NEW   REJECTED EXPIRED UNKNOWN  PENDING_NEW NEW  PENDING_NEW
        NEW              -      NEW      NEW     PART    FILLED   P_CANCEL   CANCELED NEW           -        EXPIRED NEW      NEW       NEW     NEW
        PARTIALLY_FILLED -      PART     PART    PART    FILLED   P_CANCEL   CANCELED PART          -        EXPIRED PART     PART      PART    PART
        PENDING_CANCEL   -      P_CANCEL P_CANCEL P_CANCEL FILLED P_CANCEL   CANCELED P_CANCEL      REJECTED EXPIRED UNKNOWN  P_CANCEL P_CANCEL P_CANCEL
        UNKNOWN          -      NEW      NEW     PART    FILLED   UNKNOWN    CANCELED UNKNOWN       REJECTED EXPIRED UNKNOWN  UNKNOWN   NEW     UNKNOWN
        FILLED           -      FILLED   FILLED  -       -        FILLED     -        FILLED        -        -       FILLED   FILLED    FILLED  FILLED
        CANCELED         -      CANCELED CANCELED CANCELED FILLED CANCELED   CANCELED CANCELED      -        CANCELED CANCELED CANCELED CANCELED CANCELED
        EXPIRED          -      EXPIRED  EXPIRED EXPIRED FILLED   EXPIRED    EXPIRED  EXPIRED       -        EXPIRED EXPIRED  EXPIRED   EXPIRED EXPIRED
        REJECTED         -      -        -       -       -        REJECTED   REJECTED REJECTED      REJECTED REJECTED REJECTED REJECTED -      REJECTED
        """;

    @TestFactory
    List<DynamicTest> shouldDecideEveryPairAsWrittenDown() {
        final List<DynamicTest> tests = new ArrayList<>();
        for (final String line : TABLE.lines().skip(1).toList()) {
            final String[] words = line.trim().split("\\s+");
            final OrderState from = OrderState.valueOf(words[0]);
            for (int i = 0; i < COLUMNS.length; i++) {
                final OrderEvent event = COLUMNS[i];
                final OrderState expected = state(words[i + 1]);
                tests.add(DynamicTest.dynamicTest(from + " on " + event,
                    () -> assertEquals(expected, OrderStateMachine.next(from, event))));
            }
        }
        return tests;
    }

    @Test
    void shouldHaveEveryStateAndEventInTheTable() {
        assertEquals(OrderState.values().length - 1, TABLE.lines().count() - 1, "states, NULL_VAL aside");
        assertEquals(OrderEvent.values().length - 1, COLUMNS.length, "events, NULL_VAL aside");
    }

    @Test
    void shouldExpectNothingMoreOfWhatIsDone() {
        final List<OrderState> done =
            Arrays.stream(OrderState.values()).filter(OrderStateMachine::isDone).toList();
        assertEquals(List.of(OrderState.FILLED, OrderState.CANCELED, OrderState.EXPIRED, OrderState.REJECTED).stream().sorted().toList(),
            done.stream().sorted().toList());
    }

    /** Unknown is not rejected and not filled: what may still be filled of it counts. */
    @Test
    void shouldCountUnknownOrdersAtTheirWorst() {
        final Order order = new Order();
        order.qtyE8 = 10;
        order.cumQtyE8 = 4;
        for (final OrderState state : List.of(OrderState.UNKNOWN, OrderState.PENDING_NEW, OrderState.PENDING_CANCEL)) {
            order.state = state;
            assertEquals(6, order.leavesQtyE8(), state.name());
        }
        order.state = OrderState.CANCELED;
        assertEquals(0, order.leavesQtyE8());
    }

    private static OrderState state(final String word) {
        return switch (word) {
            case "-" -> OrderStateMachine.IMPOSSIBLE;
            case "PART" -> OrderState.PARTIALLY_FILLED;
            case "P_CANCEL" -> OrderState.PENDING_CANCEL;
            default -> OrderState.valueOf(word);
        };
    }
}
