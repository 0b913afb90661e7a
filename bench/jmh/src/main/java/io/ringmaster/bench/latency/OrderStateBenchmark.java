package io.ringmaster.bench.latency;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderStateMachine;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Question: what do our own records of an order cost over its life?
 *
 * <p>Input: an order that is added, accepted, filled in two parts and retired, found by its id each time, with none and with twelve other orders working;
 * and a cancel that crosses a fill.
 *
 * <p>Changes a decision at: 500 ns for a whole life. Above that, the store's list of working orders becomes linked.
 */
public class OrderStateBenchmark extends PerOperation {

    /** Other orders that work, all of them older. */
    @Param({"0", "12"})
    public int working;

    private final OrderStore store = new OrderStore();
    private long id;

    @Setup
    public void fill() {
        for (int i = 0; i < working; i++) {
            store.add(++id).clear(id);
        }
    }

    @Benchmark
    public OrderState filledInTwoParts() {
        begin();
        apply(OrderEvent.ACCEPTED);
        apply(OrderEvent.FILL_PARTIAL);
        return end(apply(OrderEvent.FILL_COMPLETE), OrderState.FILLED);
    }

    @Benchmark
    public OrderState canceledBehindAFill() {
        begin();
        apply(OrderEvent.ACCEPTED);
        apply(OrderEvent.CANCEL_SENT);
        apply(OrderEvent.FILL_PARTIAL);
        return end(apply(OrderEvent.CANCEL_CONFIRMED), OrderState.CANCELED);
    }

    private void begin() {
        store.add(++id).clear(id);
    }

    private Order apply(final OrderEvent event) {
        final Order order = store.find(id);
        order.state = OrderStateMachine.next(order.state, event);
        return order;
    }

    private OrderState end(final Order order, final OrderState expected) {
        if (order.state != expected || !OrderStateMachine.isDone(order.state)) {
            throw new IllegalStateException("order " + order.clientOrderId + " is " + order.state + " instead of " + expected);
        }
        store.retire(order);
        return order.state;
    }
}
