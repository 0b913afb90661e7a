package io.ringmaster.bench.baseline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.ringmaster.bench.PerOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Question: how many events a second do the Disruptor's own shapes carry on this machine, and how many a queue between threads?
 *
 * <p>Input: LMAX's performance tests: unicast (one producer, one consumer), pipeline (three consumers in a row) and diamond (two beside each other, a third
 * behind both), a long in each event, 8,192 slots, yielding waits. An invocation sends 20,000 events and waits for the last consumer.
 *
 * <p>Changes a decision at: a diamond that is not 3 times as fast as the queues. On such a machine, {@code spread} is not worth its cores.
 */
public class RingShapesBenchmark extends PerOperation {

    private static final int EVENTS = 20_000;
    private static final int SLOTS = 8_192;

    /** Who reads the events, and behind whom. */
    public enum Shape { UNICAST, PIPELINE, DIAMOND }

    @Param
    public Shape shape;

    /** A slot of the ring. */
    private static final class Event {

        private long value;
    }

    /** A ring of a shape. */
    @State(Scope.Thread)
    public static class Ring {

        private final Disruptor<Event> disruptor = new Disruptor<>(
            Event::new, SLOTS, DaemonThreadFactory.INSTANCE, ProducerType.SINGLE, new YieldingWaitStrategy());
        private final Sum last = new Sum();
        private RingBuffer<Event> slots;

        @Setup
        public void start(final RingShapesBenchmark benchmark) {
            switch (benchmark.shape) {
                case UNICAST -> disruptor.handleEventsWith(last);
                case PIPELINE -> disruptor.handleEventsWith(new Sum()).then(new Sum()).then(last);
                case DIAMOND -> disruptor.handleEventsWith(new Sum(), new Sum()).then(last);
            }
            slots = disruptor.start();
        }

        @TearDown
        public void stop() {
            disruptor.shutdown();
        }
    }

    /** Sums up the events. */
    private static final class Sum implements EventHandler<Event> {

        private long sum;

        @Override
        public void onEvent(final Event event, final long number, final boolean endOfBatch) {
            sum += event.value;
        }
    }

    /** Queues of a shape, with a thread for each consumer. */
    @State(Scope.Thread)
    public static class Queues {

        private final List<ArrayBlockingQueue<Long>> entries = new ArrayList<>();
        private final List<Thread> threads = new ArrayList<>();
        private final AtomicLong last = new AtomicLong(-1);

        @Setup
        public void start(final RingShapesBenchmark benchmark) {
            final ArrayBlockingQueue<Long> entry = queue();
            entries.add(entry);
            switch (benchmark.shape) {
                case UNICAST -> consume(() -> last.set(entry.take()));
                case PIPELINE -> {
                    final ArrayBlockingQueue<Long> middle = queue();
                    final ArrayBlockingQueue<Long> end = queue();
                    consume(() -> middle.put(entry.take()));
                    consume(() -> end.put(middle.take()));
                    consume(() -> last.set(end.take()));
                }
                case DIAMOND -> {
                    final ArrayBlockingQueue<Long> other = queue();
                    entries.add(other);
                    final ArrayBlockingQueue<Long> left = queue();
                    final ArrayBlockingQueue<Long> right = queue();
                    consume(() -> left.put(entry.take()));
                    consume(() -> right.put(other.take()));
                    consume(() -> last.set(Math.min(left.take(), right.take())));
                }
            }
        }

        private static ArrayBlockingQueue<Long> queue() {
            return new ArrayBlockingQueue<>(SLOTS);
        }

        private void consume(final Step step) {
            final Thread thread = DaemonThreadFactory.INSTANCE.newThread(() -> {
                try {
                    while (true) {
                        step.take();
                    }
                } catch (final InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            threads.add(thread);
            thread.start();
        }

        @TearDown
        public void stop() throws InterruptedException {
            for (final Thread thread : threads) {
                thread.interrupt();
                thread.join();
            }
        }
    }

    /** What a consumer does with an event. */
    @FunctionalInterface
    private interface Step {

        void take() throws InterruptedException;
    }

    private long sent = -1;

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long disruptor(final Ring ring) {
        for (int i = 0; i < EVENTS; i++) {
            final long number = ring.slots.next();
            ring.slots.get(number).value = number;
            ring.slots.publish(number);
        }
        sent += EVENTS;
        while (ring.disruptor.getSequenceValueFor(ring.last) < sent) {
            Thread.yield();
        }
        return ring.last.sum;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long arrayBlockingQueue(final Queues queues) throws InterruptedException {
        for (int i = 0; i < EVENTS; i++) {
            final Long number = ++sent;
            for (int each = 0; each < queues.entries.size(); each++) {
                queues.entries.get(each).put(number);
            }
        }
        while (queues.last.get() < sent) {
            Thread.yield();
        }
        return sent;
    }
}
