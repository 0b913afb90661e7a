package io.ringmaster.pipeline.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.schema.OrderState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that wait to be used again are not part of the state; those that work or are done are. */
class SpareOrdersTest {

    private static final int ORDERS_OF_A_STORE = 1_088;

    private final OrderStore store = new OrderStore();
    private final ObjectGraph graph = ObjectGraph.of(List.of(store));

    @Test
    void shouldReturnToTheOrdersOfACopyHoweverManyWereUsedSince() {
        send(1, 100);
        send(2, 200);
        store.retire(store.find(1));
        final StateCopy copy = graph.copy();
        for (int again = 0; again < 3; again++) {
            for (int i = 0; i < ORDERS_OF_A_STORE; i++) {
                send(1_000 + i, 7);
                store.retire(store.find(1_000 + i));
            }
            graph.restore(copy);
            assertHasTheTwo();
        }
    }

    @Test
    void shouldSaveNoSpareOrders() {
        send(1, 100);
        send(2, 200);
        store.retire(store.find(1));
        final byte[] image = graph.save();
        final OrderStore other = new OrderStore();

        ObjectGraph.of(List.of(other)).restore(image);

        assertEquals(200, other.find(2).qtyE8);
        assertEquals(100, other.find(1).qtyE8);
        // 4,096 places of the table by id take 8 bytes each; 1,088 orders would take 100,000 bytes more.
        assertTrue(image.length < 60_000, "bytes of an image: " + image.length);
    }

    private void send(final long id, final long qtyE8) {
        final Order order = store.add(id);
        order.clear(id);
        order.qtyE8 = qtyE8;
        order.venueOrderId.set(id, qtyE8);
    }

    private void assertHasTheTwo() {
        assertEquals(1, store.workingCount());
        assertSame(store.find(2), store.working(0));
        assertEquals(200, store.find(2).qtyE8);
        assertTrue(store.find(2).venueOrderId.is(2, 200));
        assertEquals(OrderState.PENDING_NEW, store.find(2).state);
        assertEquals(100, store.find(1).qtyE8);
        assertNull(store.find(1_000));
    }
}
