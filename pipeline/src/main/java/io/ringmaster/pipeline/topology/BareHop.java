package io.ringmaster.pipeline.topology;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** A ring with one handler on a thread of its own: the least that a hand-over between two threads costs. A baseline for measurements. */
public final class BareHop implements AutoCloseable {

    private static final long STOP_TIMEOUT_S = 10;

    private final Disruptor<Slot> disruptor;
    private final RingBuffer<Slot> ring;

    private static final class Slot {

        private long value;
    }

    /**
     * @param settings resolved; size of the ring and wait strategy are those of {@code spread}
     * @param handler  gets each value, on the other thread
     */
    public BareHop(final TopologySettings settings, final LongConsumer handler) {
        disruptor = new Disruptor<>(Slot::new, settings.ringSize(), work -> {
            final Thread thread = new Thread(work, "bare-hop");
            thread.setDaemon(true);
            return thread;
        }, ProducerType.SINGLE, SpreadRing.waitStrategy(settings));
        disruptor.handleEventsWith((slot, _, _) -> handler.accept(slot.value));
        ring = disruptor.start();
    }

    /** Hands a value over; one thread at a time. */
    public void publish(final long value) {
        final long sequence = ring.next();
        ring.get(sequence).value = value;
        ring.publish(sequence);
    }

    /** Waits until the handler has every value, and ends its thread. */
    @Override
    public void close() {
        try {
            disruptor.shutdown(STOP_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (final TimeoutException e) {
            disruptor.halt();
            throw new IllegalStateException("the handler did not finish within " + STOP_TIMEOUT_S + " s", e);
        }
    }
}
