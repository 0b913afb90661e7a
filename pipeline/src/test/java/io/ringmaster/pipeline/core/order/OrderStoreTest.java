package io.ringmaster.pipeline.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class OrderStoreTest {

    private final OrderStore store = new OrderStore();

    @Test
    void shouldKeepWorkingOrdersInTheOrderTheyWereSent() {
        final Order first = store.add(1);
        final Order second = store.add(2);
        final Order third = store.add(3);
        store.retire(second);

        assertEquals(2, store.workingCount());
        assertSame(first, store.working(0));
        assertSame(third, store.working(1));
        assertSame(second, store.find(2), "a late report may still speak of it");
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
