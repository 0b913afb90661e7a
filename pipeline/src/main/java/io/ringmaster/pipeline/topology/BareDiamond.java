package io.ringmaster.pipeline.topology;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.ringmaster.pipeline.handler.EventSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The stages of {@code spread} as the Disruptor's own means make them, with handlers that do nothing: nobody notices a handler that fails, a batch has no
 * limit, and the threads have no cores of their own. Or one such handler. A baseline for measurements.
 */
public final class BareDiamond implements AutoCloseable {

    private static final long STOP_TIMEOUT_S = 60;

    private final Disruptor<EventSlot> disruptor;
    private final RingBuffer<EventSlot> ring;
    private final List<Thread> threads = new ArrayList<>();
    private long claimed;

    /**
     * @param settings resolved; size of the ring and wait strategy are those of {@code spread}
     * @param parallel handlers of the first stage; two more follow, one behind the other. 0: one handler in total
     */
    public BareDiamond(final TopologySettings settings, final Supplier<EventSlot> slots, final int parallel) {
        disruptor = new Disruptor<>(slots::get, settings.ringSize(), this::newThread, ProducerType.SINGLE, SpreadRing.waitStrategy(settings));
        if (parallel == 0) {
            disruptor.handleEventsWith(new Idle());
        } else {
            final Idle[] first = new Idle[parallel];
            for (int i = 0; i < parallel; i++) {
                first[i] = new Idle();
            }
            disruptor.handleEventsWith(first).then(new Idle()).then(new Idle());
        }
        ring = disruptor.start();
    }

    private static final class Idle implements EventHandler<EventSlot> {

        @Override
        public void onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch) {
            // The hand-over alone is measured.
        }
    }

    private Thread newThread(final Runnable work) {
        final Thread thread = new Thread(work, "bare-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /** The next free slot; waits for room. One thread at a time. */
    public EventSlot claim() {
        claimed = ring.next();
        return ring.get(claimed);
    }

    public void publish() {
        ring.publish(claimed);
    }

    /** Waits until the last handler has every event. */
    public void await() {
        int spins = 0;
        while (ring.getMinimumGatingSequence() < claimed) {
            spins = SpreadRing.waitABit(spins);
        }
    }

    /** Waits until the last handler has every event, and ends the threads. */
    @Override
    public void close() {
        try {
            disruptor.shutdown(STOP_TIMEOUT_S, TimeUnit.SECONDS);
            for (final Thread thread : threads) {
                thread.join();
            }
        } catch (final TimeoutException e) {
            disruptor.halt();
            throw new IllegalStateException("the handlers did not finish within " + STOP_TIMEOUT_S + " s", e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
