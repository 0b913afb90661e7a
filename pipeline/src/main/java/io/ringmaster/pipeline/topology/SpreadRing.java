package io.ringmaster.pipeline.topology;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.TimeoutBlockingWaitStrategy;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.EventProcessorFactory;
import com.lmax.disruptor.dsl.ProducerType;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.StageHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/** A thread for each handler: for machines with a free core for each. */
final class SpreadRing implements EventRing {

    private static final long STOP_TIMEOUT_S = 30;
    private static final int SPINS_BEFORE_PARKING = 1_000;
    private static final int YIELDS_BEFORE_PARKING = 200;
    private static final long PARK_NS = 20_000;
    private static final long RECORD_TIMEOUT_NS = 5_000_000_000L;
    private static final long HANGING_TIMEOUT_MS = 100;
    /** Input journal and market. */
    private static final int THREADS_BEFORE_SHARDS = 2;

    private final Disruptor<EventSlot> disruptor;
    private final RingBuffer<EventSlot> ring;
    private final HaltOnFailure halt;
    private final int maxBatch;
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> names;
    private final CoreMap cores;
    private final int shards;
    /** Null if there are no challengers. */
    private final ChallengerThreads challengers;
    /** Slots kept free for the record of a hang when the ring is full. */
    private final int reserve;
    private Sequence recorded;
    private Sequence sequenced;
    private long claimed = -1;
    private long published = -1;

    SpreadRing(
        final Supplier<EventSlot> slots, final TopologySettings settings, final CoreMap cores, final Stages stages, final HaltOnFailure halt) {
        this.cores = cores;
        this.halt = halt;
        maxBatch = settings.maxBatch();
        shards = stages.shards().size();
        reserve = settings.ringSize() > THREADS_BEFORE_SHARDS ? 1 : 0;
        disruptor = new Disruptor<>(slots::get, settings.ringSize(), this::newThread, ProducerType.SINGLE, waitStrategy(settings));
        disruptor.setDefaultExceptionHandler(halt);             // The default handler ends the consumer and blocks the publisher.
        names = CoreMap.stages(shards, !stages.challengers().all().isEmpty());
        challengers = stages.challengers().all().isEmpty() ? null : new ChallengerThreads(stages.challengers(), shards);
        Topology.connect(disruptor, stages, challengers == null ? List.of() : List.of(challengers), this::capped);
        ring = disruptor.start();
    }

    /** The DSL has no setter for the batch limit, and without a limit the next stage waits until the whole burst is finished. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private EventProcessorFactory<EventSlot>[] capped(final List<StageHandler> handlers) {
        final EventProcessorFactory<EventSlot>[] factories = new EventProcessorFactory[handlers.size()];
        for (int i = 0; i < factories.length; i++) {
            final StageHandler handler = handlers.get(i);
            factories[i] = (buffer, barriers) -> {
                final BatchEventProcessor<EventSlot> processor =
                    new BatchEventProcessorBuilder().setMaxBatchSize(maxBatch).build(buffer, buffer.newBarrier(barriers), handler);
                processor.setExceptionHandler(halt);
                recorded = recorded == null ? processor.getSequence() : recorded;   // The first one built is the input journal's.
                sequenced = processor.getSequence();            // The last one built is the sequencer's.
                return processor;
            };
        }
        return factories;
    }

    private Thread newThread(final Runnable work) {
        final String name = names.get(threads.size());
        final Thread thread = new Thread(() -> run(name, work), name);
        // A failed handler has already been reported through HaltOnFailure; its thread ends quietly.
        thread.setUncaughtExceptionHandler((failed, thrown) -> {
            if (!halt.isHalted()) {
                halt.handleOnShutdownException(thrown);
            }
        });
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /** A publisher that is bound to a core starts these threads, and a thread inherits the core of the one that starts it. */
    private void run(final String name, final Runnable work) {
        Pin.leave();
        try (Pin _ = cores.pin(name)) {
            work.run();
        }
    }

    static WaitStrategy waitStrategy(final TopologySettings settings) {
        return switch (settings.waiting()) {
            case BUSY_SPIN -> new BusySpinWaitStrategy();
            case YIELDING -> new YieldingWaitStrategy();
            case AUTO, SLEEPING -> new SleepingWaitStrategy(YIELDS_BEFORE_PARKING, PARK_NS);
            case BLOCKING -> new TimeoutBlockingWaitStrategy(settings.idleAfterNs(), TimeUnit.NANOSECONDS);
        };
    }

    @Override
    public EventSlot claim() {
        int spins = 0;
        while (true) {
            halt.check();
            // Waits here and not in next(), so that it notices failed handlers.
            if (ring.hasAvailableCapacity(1 + reserve)) {
                claimed = ring.next();
                return ring.get(claimed);
            }
            spins = waitABit(spins);
        }
    }

    @Override
    public boolean recordLast(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        if (!ring.hasAvailableCapacity(1)) {
            return false;
        }
        claimed = ring.next();
        ring.get(claimed).put(sequence, buffer, offset, length);
        publish();
        final long untilNs = System.nanoTime() + RECORD_TIMEOUT_NS;
        int spins = 0;
        while (recorded.get() < claimed && System.nanoTime() - untilNs < 0) {
            spins = waitABit(spins);
        }
        return recorded.get() >= claimed;
    }

    @Override
    public void publish() {
        ring.publish(claimed);
        published = claimed;
    }

    @Override
    public long published() {
        return published;
    }

    @Override
    public void awaitSequenced(final long ringSequence) {
        int spins = 0;
        while (sequenced.get() < ringSequence) {
            halt.check();
            spins = waitABit(spins);
        }
    }

    static int waitABit(final int spins) {
        if (spins < SPINS_BEFORE_PARKING) {
            Thread.onSpinWait();
            return spins + 1;
        }
        LockSupport.parkNanos(PARK_NS);
        return spins;
    }

    @Override
    public void idle() {
        // Each handler sees its own end of batch; nothing to do from the publisher's thread.
    }

    @Override
    public void close() {
        try {
            if (halt.isHalted()) {
                disruptor.halt();
            } else {
                disruptor.shutdown(STOP_TIMEOUT_S, TimeUnit.SECONDS);
            }
        } catch (final TimeoutException e) {
            disruptor.halt();
            throw new IllegalStateException("the stages did not finish within " + STOP_TIMEOUT_S + " s", e);
        } finally {
            joinThreads();
            if (challengers != null) {
                challengers.close();
            }
        }
    }

    /** The journals are closed next, and must not be written to any more. */
    private void joinThreads() {
        try {
            for (int i = 0; i < threads.size(); i++) {
                final boolean mayHang = halt.isHanging() && i >= THREADS_BEFORE_SHARDS && i < THREADS_BEFORE_SHARDS + shards;
                threads.get(i).join(mayHang ? HANGING_TIMEOUT_MS : TimeUnit.SECONDS.toMillis(STOP_TIMEOUT_S));
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
