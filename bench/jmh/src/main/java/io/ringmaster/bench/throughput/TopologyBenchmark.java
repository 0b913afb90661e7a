package io.ringmaster.bench.throughput;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.ringmaster.bench.PerOperation;
import io.ringmaster.bench.input.MarketLoop;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.StageHandler;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.HaltOnFailure;
import io.ringmaster.pipeline.topology.Stages;
import io.ringmaster.pipeline.topology.Topology;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.TradeDecoder;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Question: what does our ring add to a bare Disruptor when no handler does anything?
 *
 * <p>Input: events of a random market, copied into the slots; an invocation sends 20,000 and waits for the last stage. {@code spread} and {@code compact}
 * are our topologies with handlers that do nothing. {@code bareGraph} is a Disruptor with the same graph of five handlers and the same slots,
 * {@code bareDiamond} one with LMAX's diamond of three.
 *
 * <p>Changes a decision at: {@code spread} carrying less than 85 % of the events of {@code bareDiamond} on a machine with a core for each thread. On fewer
 * cores, compare it with {@code bareGraph}, which has as many threads.
 */
public class TopologyBenchmark extends PerOperation {

    private static final int EVENTS = 20_000;
    private static final TopologySettings SETTINGS =
        Configuration.bind(TopologySettings.class, "bench", "{waiting: yielding, shards: 1, timing: false}", Map.of());

    private MarketLoop market;
    private long sequence;

    @Setup
    public void load() {
        market = MarketLoop.random(
            id -> id == TradeDecoder.TEMPLATE_ID || id == BookDeltaDecoder.TEMPLATE_ID || id == BookSnapshotDecoder.TEMPLATE_ID);
    }

    private static EventSlot slot() {
        return new EventSlot(1, 1, new AccountTrades.Store());
    }

    /** The Disruptor knows its handlers by identity, so each is an object of its own. */
    private static final class Idle implements StageHandler {

        @Override
        public void onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch) {
            // Measures what is around it.
        }
    }

    private void fill(final EventSlot slot) {
        market.advance();
        slot.put(++sequence, market.message, 0, market.message.capacity());
    }

    /** Our topology, a thread for each handler. */
    @State(Scope.Thread)
    public static class Spread extends Ours {

        public Spread() {
            super(TopologySettings.Mode.SPREAD);
        }
    }

    /** Our topology on one thread. */
    @State(Scope.Thread)
    public static class Compact extends Ours {

        public Compact() {
            super(TopologySettings.Mode.COMPACT);
        }
    }

    /** Our topology with handlers that do nothing. */
    public abstract static class Ours {

        final EventRing ring;

        Ours(final TopologySettings.Mode mode) {
            final Stages stages = new Stages(new Idle(), new Idle(), List.of(new Idle()), new Idle(), new Idle());
            ring = Topology.wire(SETTINGS.withMode(mode).on(1), TopologyBenchmark::slot, stages, new HaltOnFailure(() -> { }));
        }

        @TearDown
        public void close() {
            ring.close();
        }
    }

    /** A Disruptor with the graph of our topology. */
    @State(Scope.Thread)
    public static class Graph extends Bare {

        @SuppressWarnings("unchecked")
        @Override
        void wire() {
            disruptor.handleEventsWith(new Idle(), new Idle(), new Idle()).then(new Idle()).then(last);
        }
    }

    /** A Disruptor with LMAX's diamond. */
    @State(Scope.Thread)
    public static class Diamond extends Bare {

        @SuppressWarnings("unchecked")
        @Override
        void wire() {
            disruptor.handleEventsWith(new Idle(), new Idle()).then(last);
        }
    }

    /** A Disruptor with our slots. */
    public abstract static class Bare {

        final Disruptor<EventSlot> disruptor = new Disruptor<>(
            TopologyBenchmark::slot, SETTINGS.ringSize(), DaemonThreadFactory.INSTANCE, ProducerType.SINGLE, new YieldingWaitStrategy());
        final EventHandler<EventSlot> last = new Idle();
        private RingBuffer<EventSlot> slots;

        abstract void wire();

        @Setup
        public void start() {
            wire();
            slots = disruptor.start();
        }

        @TearDown
        public void close() {
            disruptor.shutdown();
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long spread(final Spread ours) {
        return send(ours.ring);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long compact(final Compact ours) {
        return send(ours.ring);
    }

    private long send(final EventRing ring) {
        for (int i = 0; i < EVENTS; i++) {
            fill(ring.claim());
            ring.publish();
        }
        ring.awaitSequenced(ring.published());
        return ring.published();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long bareGraph(final Graph bare) {
        return send(bare);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long bareDiamond(final Diamond bare) {
        return send(bare);
    }

    private long send(final Bare bare) {
        long number = 0;
        for (int i = 0; i < EVENTS; i++) {
            number = bare.slots.next();
            fill(bare.slots.get(number));
            bare.slots.publish(number);
        }
        while (bare.disruptor.getSequenceValueFor(bare.last) < number) {
            Thread.yield();
        }
        return number;
    }
}
