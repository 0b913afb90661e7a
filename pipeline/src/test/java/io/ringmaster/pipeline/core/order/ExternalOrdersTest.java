package io.ringmaster.pipeline.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.Side;
import org.junit.jupiter.api.Test;

class ExternalOrdersTest {

    private final ExternalOrders orders = new ExternalOrders();

    @Test
    void shouldKeepAnOrderAsItIsNow() {
        orders.put(7, 1, 0, Side.BUY, 500, 100, false);
        orders.put(7, 1, 0, Side.BUY, 300, 101, true);
        assertEquals(1, orders.count());
        assertEquals(300, orders.leavesQtyE8(0));
        assertEquals(101, orders.limitPriceE8(0));
        assertFalse(orders.mayIncrease(0));
        orders.put(7, 1, 0, Side.BUY, 0, 101, true);
        assertEquals(0, orders.count());
    }

    @Test
    void shouldTellOrdersApartByBothHalvesOfTheirNumber() {
        orders.put(7, 1, 0, Side.BUY, 500, 100, false);
        orders.put(7, 2, 1, Side.SELL, 400, 0, false);
        orders.put(8, 2, 0, Side.SELL, 300, 0, false);
        orders.put(7, 2, 1, Side.SELL, 0, 0, false);
        assertEquals(2, orders.count());
        assertEquals(500, orders.leavesQtyE8(0));
        assertEquals(300, orders.leavesQtyE8(1));
    }

    @Test
    void shouldSumWhatMayIncreaseOnOneSideOfOneInstrument() {
        orders.put(1, 1, 0, Side.BUY, 1, 0, false);
        orders.put(1, 2, 0, Side.BUY, 20, 0, false);
        orders.put(1, 3, 0, Side.BUY, 300, 0, true);
        orders.put(1, 4, 0, Side.SELL, 4_000, 0, false);
        orders.put(1, 5, 1, Side.BUY, 50_000, 0, false);
        assertTrue(orders.mayIncrease(0));
        assertEquals(21, orders.mayIncreaseBy(0, Side.BUY));
        assertEquals(4_000, orders.mayIncreaseBy(0, Side.SELL));
        assertEquals(50_000, orders.mayIncreaseBy(1, Side.BUY));
        assertEquals(0, orders.mayIncreaseBy(1, Side.SELL));
    }
}
