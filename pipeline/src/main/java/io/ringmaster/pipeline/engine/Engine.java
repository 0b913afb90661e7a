package io.ringmaster.pipeline.engine;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.OrderGateway;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.HaltOnFailure;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.agrona.DirectBuffer;

/**
 * The pipeline: inputs go in, outputs go to a sink, orders wait on the order ring until the publisher hands them to a gateway.
 *
 * <p>One thread publishes, drains and closes. What the engine says is a function of its {@link EngineConfig} and of the inputs; logs,
 * topology and timing change nothing of it.
 */
public final class Engine implements InputSink, AutoCloseable {

    private static final int ORDER_RING_BYTES = 1 << 18;
    private static final OrderGateway NOWHERE = (buffer, offset, length) -> { };

    private final EngineParts parts;
    private final Configurations configurations;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReconfiguredDecoder reconfigured = new ReconfiguredDecoder();
    private final OrderRing orders = new OrderRing(ORDER_RING_BYTES);
    private final EngineStatus status;
    private final LatencyRecorder latency = new LatencyRecorder();
    private final boolean timing;
    private final long[] publishedTimesNs;
    private long sequence;
    private long lastTimeNs = Long.MIN_VALUE;
    private long settled = -1;
    private boolean hasLast;
    private volatile Pipeline pipeline;
    private volatile EventRing ring;
    private String reconfiguredTo = "";

    /** An engine that keeps the configuration it begins with. */
    public Engine(final EngineConfig config, final TopologySettings topology, final Connections connections) {
        this(config, topology, connections, Configurations.NONE);
    }

    /**
     * @param topology       with nothing left to decide: see {@link TopologySettings#on}
     * @param configurations finds the configurations that the session is given later
     */
    public Engine(
        final EngineConfig config, final TopologySettings topology, final Connections connections, final Configurations configurations) {
        this(config, topology, connections, configurations, StrategyCatalog::create);
    }

    /** @param factory makes the strategies, where they are not those of the catalog */
    public Engine(
        final EngineConfig config, final TopologySettings topology, final Connections connections, final Configurations configurations,
        final BiFunction<StrategySpec, IndicatorSource, Strategy> factory) {
        this.configurations = configurations;
        timing = topology.timing();
        publishedTimesNs = new long[topology.ringSize()];
        status = new EngineStatus(config.risk(), config.instruments().size());
        parts = new EngineParts(
            topology, connections, orders::write, new HaltOnFailure(connections.emergency()), new EngineParts.Figures(status, latency),
            configurations != Configurations.NONE, factory);
        use(new Pipeline(config, parts, null));
    }

    private void use(final Pipeline next) {
        pipeline = next;
        ring = next.ring;
        settled = -1;
    }

    /**
     * Publishes one input; waits for room on the ring.
     *
     * @throws InvalidInputException                                        if its time is before that of the input before it
     * @throws io.ringmaster.pipeline.topology.HandlerFailedException if a stage has failed
     */
    @Override
    public void onInput(final DirectBuffer buffer, final int offset, final int length) {
        final long timeNs = InputMessage.timeNs(buffer, offset);
        if (timeNs < lastTimeNs) {
            throw new InvalidInputException("event " + (sequence + 1) + " goes back in time: " + timeNs + " ns after " + lastTimeNs
                + " ns. Sort the data by receive time.");
        }
        lastTimeNs = timeNs;
        if (InputMessage.templateId(buffer, offset) == ReconfiguredDecoder.TEMPLATE_ID) {
            reconfigure(reconfigured.wrapAndApplyHeader(buffer, offset, header).configSha256());
        }
        final EventSlot slot = ring.claim();
        slot.claimedNs = timing ? System.nanoTime() : 0;
        slot.put(++sequence, buffer, offset, length);
        publishedTimesNs[(int) (ring.published() + 1) & (publishedTimesNs.length - 1)] = timeNs;
        ring.publish();
    }

    /** @throws io.ringmaster.pipeline.topology.HandlerFailedException if a stage has failed, or hangs */
    public void requireHealthy() {
        parts.halt().check();
    }

    /** Takes nothing more because a strategy does not return; whoever publishes or waits learns of it. From any thread. */
    public void hang(final String message) {
        parts.halt().hang(message);
    }

    /**
     * Records one last input after {@link #hang}, once; see {@link EventRing#recordLast} for the thread.
     *
     * @return false if it could not be recorded, or one was recorded before
     */
    public synchronized boolean recordLast(final DirectBuffer buffer, final int offset, final int length) {
        final boolean isFirst = !hasLast;
        hasLast = true;
        return isFirst && ring.recordLast(++sequence, buffer, offset, length);
    }

    /** Waits until the sequencer is done with every published event whose time is at most {@code timeNs}. */
    public void awaitSequencedUpTo(final long timeNs) {
        final long published = ring.published();
        final long before = settled;
        // A slot the ring has used again since was done with long ago, so only the last ringSize times can matter.
        settled = Math.max(settled, published - publishedTimesNs.length);
        while (settled < published && publishedTimesNs[(int) (settled + 1) & (publishedTimesNs.length - 1)] <= timeNs) {
            settled++;
        }
        if (settled > before) {
            ring.awaitSequenced(settled);
        }
    }

    /** Waits until the sequencer is done with everything published. */
    public void awaitAll() {
        settled = ring.published();
        if (settled >= 0) {
            ring.awaitSequenced(settled);
        }
    }

    /** Hands every order intent that is waiting to the gateway, on the caller's thread. */
    public void drainOrders(final OrderGateway target) {
        orders.drain(target);
    }

    /** Drops every order intent that is waiting: they were sent, or not, when the session was recorded. */
    public void discardOrders() {
        if (!orders.isEmpty()) {
            drainOrders(NOWHERE);
        }
    }

    /** Lets journals use a quiet moment. */
    public void idle() {
        ring.idle();
    }

    /** From the next input on another configuration holds: the account goes on, and what is configured anew is built anew. */
    private void reconfigure(final String configSha256) {
        final EngineConfig next = configurations.configuration(configSha256);
        if (!next.instruments().equals(pipeline.config.instruments())) {
            throw new InvalidInputException("a session's instruments can't be changed while it holds an account: configuration " + configSha256
                + " has others. Close the position and begin another session.");
        }
        awaitAll();
        ring.close();
        use(new Pipeline(next, parts, pipeline));
        parts.connections().timer().onStrategies(next.strategies());
        reconfiguredTo = configSha256;
    }

    /**
     * Begins with a configuration the session was given later, because its state is about to be restored. Before the first input.
     *
     * @param configSha256 empty for the one the engine was built with
     */
    public void beginWith(final EngineConfig config, final String configSha256) {
        requireUnused();
        ring.close();
        use(new Pipeline(config, parts, null));
        parts.connections().timer().onStrategies(config.strategies());
        reconfiguredTo = configSha256;
    }

    private void requireUnused() {
        if (ring.published() >= 0) {
            throw new IllegalStateException("the engine has published already");
        }
    }

    /** SHA-256 of the configuration the session was last given; empty while that is the one the engine was built with. */
    public String reconfiguredTo() {
        return reconfiguredTo;
    }

    /** The configuration that holds. */
    public EngineConfig config() {
        return pipeline.config;
    }

    /** The objects that hold what the engine knows; to be looked at when it is at rest. */
    public List<Object> state() {
        return pipeline.roots();
    }

    /** The state in parts, to be saved and restored while the engine is at rest; only of an engine that knows further configurations. */
    public List<ObjectGraph> graphs() {
        return pipeline.graphs();
    }

    /** No snapshot is wanted any more. */
    public void forgetGraphs() {
        pipeline.forgetGraphs();
    }

    /** Strategies that history has not warmed up, by index; to be asked when the engine is at rest. */
    public List<StrategyWarmup> warmingUp() {
        final List<StrategyWarmup> warming = new ArrayList<>();
        final List<StrategySpec> strategies = pipeline.config.strategies();
        for (int i = 0; i < strategies.size(); i++) {
            final int missing = pipeline.shards.get(i % pipeline.shards.size()).missingBars(i);
            if (missing > 0) {
                warming.add(new StrategyWarmup(strategies.get(i).id(), missing, strategies.get(i).timeframeNs()));
            }
        }
        return warming;
    }

    /**
     * Continues behind an input of another engine, whose state was restored into this one. Before the first input.
     *
     * @param inputSequence of that input
     * @param inputTimeNs   its event time
     */
    public void continueBehind(final long inputSequence, final long inputTimeNs) {
        requireUnused();
        sequence = inputSequence;
        lastTimeNs = inputTimeNs;
    }

    /** Inputs published so far; the sequence of the last one. */
    public long lastSequence() {
        return sequence;
    }

    /** Event time of the last published input, or {@link Long#MIN_VALUE}. */
    public long lastTimeNs() {
        return lastTimeNs;
    }

    /** Level changes, trades and tickers so far; to be read when the engine is at rest. */
    public long points() {
        return pipeline.market.points();
    }

    public EngineStatus status() {
        return status;
    }

    /** Latency figures; to be read when the engine is at rest. */
    public LatencyRecorder latency() {
        return latency;
    }

    /** The sequencer's state; to be read when the engine is at rest. */
    public SequencerCore sequencer() {
        return pipeline.sequencer;
    }

    /** Lets everything published run through, then stops. */
    @Override
    public void close() {
        ring.close();
    }
}
