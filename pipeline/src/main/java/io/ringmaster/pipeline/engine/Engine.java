package io.ringmaster.pipeline.engine;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.handler.Challenger;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.port.ChallengerLog;
import io.ringmaster.pipeline.port.EventTimes;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.OrderGateway;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.snapshot.StateCopy;
import io.ringmaster.pipeline.snapshot.UnknownStateException;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.HaltOnFailure;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.util.List;
import java.util.function.BiFunction;
import org.agrona.DirectBuffer;

/**
 * The pipeline: inputs go in, outputs go to a sink, orders wait on the order ring until the publisher hands them to a gateway.
 *
 * <p>One thread publishes, drains and closes. Its outputs are a function of its {@link EngineConfig} and of the inputs; logs, topology and timing do
 * not affect them.
 */
public final class Engine implements InputSink, AutoCloseable {

    private static final int ORDER_RING_BYTES = 1 << 18;

    private final EngineParts parts;
    private final Configurations configurations;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReconfiguredDecoder reconfigured = new ReconfiguredDecoder();
    private final OrderRing orders;
    private final EngineStatus status;
    private final LatencyRecorder latency = new LatencyRecorder();
    private final boolean timing;
    private final long[] publishedTimesNs;
    private long sequence;
    private long lastTimeNs = Long.MIN_VALUE;
    private long settled = -1;
    private boolean hasLast;
    /** Inputs behind an event that waits. */
    private final Backlog backlog = new Backlog();
    private volatile Pipeline pipeline;
    private volatile EventRing ring;
    private String reconfiguredTo = "";
    private int rebuilds;
    /** Null until challengers are started. */
    private ChallengerLog challengerLog;

    /** An engine that keeps its first configuration. */
    public Engine(final EngineConfig config, final TopologySettings topology, final Connections connections) {
        this(config, topology, connections, Configurations.NONE);
    }

    /**
     * @param topology       resolved, without AUTO: see {@link TopologySettings#on}
     * @param configurations finds the later configurations of the session
     */
    public Engine(
        final EngineConfig config, final TopologySettings topology, final Connections connections, final Configurations configurations) {
        this(config, topology, connections, configurations, StrategyCatalog::create);
    }

    /** @param factory creates strategies that are not in the catalog */
    public Engine(
        final EngineConfig config, final TopologySettings topology, final Connections connections, final Configurations configurations,
        final BiFunction<StrategySpec, IndicatorSource, Strategy> factory) {
        this.configurations = configurations;
        timing = topology.timing();
        orders = new OrderRing(ORDER_RING_BYTES, timing || connections.times() != EventTimes.NONE);
        publishedTimesNs = new long[topology.ringSize()];
        status = new EngineStatus(config.risk(), config.instruments().size());
        parts = new EngineParts(
            topology, connections, orders, new HaltOnFailure(connections.emergency()), new EngineParts.Figures(status, latency),
            configurations != Configurations.NONE, factory);
        use(new Pipeline(config, parts, null));
    }

    private void use(final Pipeline next) {
        next.wire(parts);
        rebuilds++;
        pipeline = next;
        ring = next.ring();
        settled = -1;
    }

    /**
     * Publishes one input; waits for room on the ring. While an event {@linkplain #isWaiting waits} for its model, the input waits behind it.
     *
     * @throws InvalidInputException                                        if its time is before the time of the previous input
     * @throws io.ringmaster.pipeline.topology.HandlerFailedException if a stage has failed
     */
    @Override
    public void onInput(final DirectBuffer buffer, final int offset, final int length) {
        if (ring.isWaiting()) {
            backlog.add(buffer, offset, length);
        } else {
            publish(buffer, offset, length);
        }
    }

    /** Whether the last event waits for the answer of its model: see {@link io.ringmaster.inference.model.engine.ModelEngine#isWaiting}. */
    public boolean isWaiting() {
        return ring.isWaiting();
    }

    /** Goes on with the event that waits, and with the inputs behind it until one waits again. The model has answered. */
    public void goOn() {
        ring.goOn();
        while (!ring.isWaiting() && backlog.hasNext()) {
            final int length = backlog.next();
            publish(backlog.buffer(), backlog.offset(), length);
        }
    }

    private void publish(final DirectBuffer buffer, final int offset, final int length) {
        final long timeNs = InputMessage.timeNs(buffer, offset);
        if (timeNs < lastTimeNs) {
            throw new InvalidInputException("event " + (sequence + 1) + " goes back in time: " + timeNs + " ns after " + lastTimeNs
                + " ns. Sort the data by receive time.");
        }
        lastTimeNs = timeNs;
        if (InputMessage.templateId(buffer, offset) == ReconfiguredDecoder.TEMPLATE_ID) {
            reconfigured.wrapAndApplyHeader(buffer, offset, header);
            reconfigure(reconfigured.configSha256(), reconfigured.scope());
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

    /** Refuses further inputs because a strategy does not return; threads that publish or wait get an exception. Any thread may call it. */
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

    /** Waits until the sequencer has finished every published event whose time is at most {@code timeNs}. */
    public void awaitSequencedUpTo(final long timeNs) {
        final long published = ring.published();
        final long before = settled;
        // A slot that the ring has reused since was finished long ago, so only the last ringSize times can matter.
        settled = Math.max(settled, published - publishedTimesNs.length);
        while (settled < published && publishedTimesNs[(int) (settled + 1) & (publishedTimesNs.length - 1)] <= timeNs) {
            settled++;
        }
        if (settled > before) {
            ring.awaitSequenced(settled);
        }
    }

    /** Waits until the sequencer has finished all published events. */
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

    /** Drops every waiting order intent: the recorded session sent it, or did not. */
    public void discardOrders() {
        orders.discard();
    }

    /** Lets journals use a quiet moment. */
    public void idle() {
        ring.idle();
    }

    /** Puts another configuration into force from the next input on: the account stays, and the parts whose configuration changed are built anew. */
    private void reconfigure(final String configSha256, final ReconfigurationScope scope) {
        final EngineConfig next = configurations.configuration(configSha256);
        if (scope == ReconfigurationScope.MODEL) {
            pipeline.swapModel(next, parts.connections().engines());
        } else {
            rebuild(next);
        }
        reconfiguredTo = configSha256;
    }

    private void rebuild(final EngineConfig next) {
        if (!next.instruments().equals(pipeline.config().instruments())) {
            throw new InvalidInputException("the instruments of a session that holds an account cannot be changed, but a configuration of the journal"
                + " has other instruments. Close the position and start another session.");
        }
        awaitAll();
        ring.close();
        final Pipeline before = pipeline;
        final Pipeline after = new Pipeline(next, parts, before);
        if (challengerLog != null) {
            after.startChallengers(challengerLog, before, sequence > 0);
        }
        use(after);
        before.closeModel(pipeline);
        before.closeChallengers(pipeline);
        next.served().closeUnused();
        parts.connections().timer().onStrategies(next.strategies());
    }

    /**
     * Starts with a later configuration of the session, because its state is about to be restored. Call it before the first input.
     *
     * @param configSha256 empty for the configuration the engine was built with
     */
    public void beginWith(final EngineConfig config, final String configSha256) {
        requireUnused();
        ring.close();
        pipeline.closeModel(null);
        use(new Pipeline(config, parts, null));
        parts.connections().timer().onStrategies(config.strategies());
        reconfiguredTo = configSha256;
    }

    /**
     * Lets the challengers of the configuration decide from the next input on, and those of later configurations. They know what the engine knows by
     * then; their accounts begin. Call it once, while the engine is at rest; an engine that only folds a session does not need it.
     */
    public void startChallengers(final ChallengerLog log) {
        challengerLog = log;
        if (pipeline.config().challengers().isEmpty()) {
            return;
        }
        awaitAll();
        ring.close();
        pipeline.startChallengers(log, null, sequence > 0);
        pipeline.wire(parts);
        ring = pipeline.ring();
        settled = -1;
    }

    /** Those that were started and are in force, in the order of the configuration. Any thread may call it. */
    public List<Challenger> challengers() {
        return pipeline.challengers();
    }

    private void requireUnused() {
        if (ring.published() >= 0) {
            throw new IllegalStateException("the engine has published already");
        }
    }

    /** SHA-256 of the session's latest configuration; empty while that is the configuration the engine was built with. */
    public String reconfiguredTo() {
        return reconfiguredTo;
    }

    /** How often the parts whose configuration changed were built anew; a swap of the model builds nothing. */
    public int rebuilds() {
        return rebuilds;
    }

    /** The configuration in force. */
    public EngineConfig config() {
        return pipeline.config();
    }

    /** The objects that hold the engine's state; read them while the engine is at rest. */
    public List<Object> state() {
        return pipeline.roots();
    }

    /** The state in parts, to save and restore while the engine is at rest; only for an engine with later configurations. */
    public List<ObjectGraph> graphs() {
        return pipeline.graphs();
    }

    /**
     * The state as it is now, to return to; only for an engine with later configurations, while it is at rest.
     *
     * @throws UnknownStateException if a part of the state cannot be restored
     */
    public Moment moment() {
        return new Moment(sequence, lastTimeNs, status.counts(), graphs().stream().map(ObjectGraph::copy).toList());
    }

    /** Returns to a moment of this engine, or of one with the same configuration, as if nothing had come after it. Call it while the engine is at rest. */
    public void returnTo(final Moment moment) {
        backlog.clear();
        discardOrders();
        final List<ObjectGraph> graphs = graphs();
        for (int i = 0; i < graphs.size(); i++) {
            graphs.get(i).restore(moment.states.get(i));
        }
        sequence = moment.sequence;
        lastTimeNs = moment.timeNs;
        status.restoreCounts(moment.counts);
    }

    /** The state of an engine between two inputs. */
    public record Moment(long sequence, long timeNs, long[] counts, List<StateCopy> states) { }

    /** Frees what only snapshots need; none is taken any more. */
    public void forgetGraphs() {
        pipeline.forgetGraphs();
    }

    /** Strategies that history has not warmed up, by index; call it while the engine is at rest. */
    public List<StrategyWarmup> warmingUp() {
        return pipeline.warmingUp();
    }

    /**
     * Continues after an input of another engine, whose state was restored into this one. Call it before the first input.
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

    /** Level changes, trades and tickers so far; read it while the engine is at rest. */
    public long points() {
        return pipeline.market.points();
    }

    public EngineStatus status() {
        pipeline.showOnRequest();
        return status;
    }

    /** Latency figures; read them while the engine is at rest. */
    public LatencyRecorder latency() {
        return latency;
    }

    /** The sequencer's state; read it while the engine is at rest. */
    public SequencerCore sequencer() {
        return pipeline.sequencer;
    }

    /** Finishes all published events, then stops. */
    @Override
    public void close() {
        ring.close();
        pipeline.closeModel(null);
        pipeline.closeChallengers(null);
    }
}
