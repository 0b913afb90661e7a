package io.ringmaster.pipeline.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.OrderState;
import org.junit.jupiter.api.Test;

class OrderStoreTest {

    private final OrderStore store = new OrderStore();

    @Test
    void shouldKeepWorkingOrdersInTheOrderTheyWereSent() {
        final Order first = store.add(1);
        final Order second = store.add(2);
        final Order third = store.add(3);
        final Order fourth = store.add(4);
        store.retire(second);

        assertEquals(3, store.workingCount());
        assertSame(first, store.working(0));
        assertSame(third, store.working(1));
        assertSame(fourth, store.working(2));
        assertSame(second, store.find(2), "a late report may still speak of it");
    }

    @Test
    void shouldNoticeAnUnknownOrderWhereverItStands() {
        for (long id = 1; id <= 3; id++) {
            store.add(id).clear(id);
        }
        assertFalse(store.hasUnknown());
        store.find(3).state = OrderState.UNKNOWN;
        assertTrue(store.hasUnknown());
        store.find(3).state = OrderState.CANCELED;
        store.retire(store.find(3));
        assertFalse(store.hasUnknown());
    }

    @Test
    void shouldForgetOnlyTheOldestDoneOrders() {
        for (long id = 1; id <= 5_000; id++) {
            store.retire(store.add(id));
        }
        assertNull(store.find(3_976));
        assertEquals(3_977, store.find(3_977).clientOrderId);
        assertEquals(5_000, store.find(5_000).clientOrderId);
    }

    @Test
    void shouldHoldMoreWorkingOrdersThanAtFirst() {
        for (long id = 1; id <= 3_000; id++) {
            store.add(id);
        }
        assertEquals(3_000, store.workingCount());
        for (long id = 1; id <= 3_000; id++) {
            assertEquals(id, store.find(id).clientOrderId);
        }
    }
}
