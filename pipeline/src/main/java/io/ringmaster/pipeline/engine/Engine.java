package io.ringmaster.pipeline.engine;

import com.lmax.disruptor.EventHandler;
import io.ringmaster.inference.ConfluencePolicy;
import io.ringmaster.inference.Observation;
import io.ringmaster.inference.Policy;
import io.ringmaster.inference.RegimeWeights;
import io.ringmaster.inference.SingleStrategyPolicy;
import io.ringmaster.pipeline.core.decision.DecisionCore;
import io.ringmaster.pipeline.core.decision.PolicyContext;
import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.core.market.MarketState;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.handler.DecisionHandler;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.InputJournalHandler;
import io.ringmaster.pipeline.handler.MarketHandler;
import io.ringmaster.pipeline.handler.SequencerHandler;
import io.ringmaster.pipeline.handler.ShardHandler;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.pipeline.port.OrderGateway;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.HaltOnFailure;
import io.ringmaster.pipeline.topology.Stages;
import io.ringmaster.pipeline.topology.Topology;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.RegimeFactors;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategyCatalog;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
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
    private static final int SHARD_CELL_CAPACITY = 16;

    private static final OrderGateway NOWHERE = (buffer, offset, length) -> { };

    private final EventRing ring;
    private final HaltOnFailure halt;
    private final OrderRing orders = new OrderRing(ORDER_RING_BYTES);
    private final EngineStatus status;
    private final LatencyRecorder latency = new LatencyRecorder();
    private final SequencerCore sequencer;
    private final MarketState market;
    private final List<Object> state = new ArrayList<>();
    private final boolean timing;
    private final long[] publishedTimesNs;
    private long sequence;
    private long lastTimeNs = Long.MIN_VALUE;
    private long settled = -1;
    private boolean hasLast;

    /**
     * @param topology  with nothing left to decide: see {@link TopologySettings#on}
     * @param inputLog  records inputs before anything that follows from them leaves
     * @param outputs   takes what the engine says
     * @param timer     watches how long strategies take; {@link StrategyTimer#NONE} where nobody asks
     * @param emergency run when a stage fails, on the failing thread, to alert; the publisher learns of it as an exception and cancels
     */
    public Engine(
        final EngineConfig config, final TopologySettings topology, final InputLog inputLog, final OutputSink outputs,
        final StrategyTimer timer, final Runnable emergency) {
        this(config, topology, inputLog, outputs, timer, emergency, StrategyCatalog::create);
    }

    /** @param factory makes the strategies, where they are not those of the catalog */
    public Engine(
        final EngineConfig config, final TopologySettings topology, final InputLog inputLog, final OutputSink outputs,
        final StrategyTimer timer, final Runnable emergency, final BiFunction<StrategySpec, IndicatorSource, Strategy> factory) {
        timing = topology.timing();
        halt = new HaltOnFailure(emergency);
        publishedTimesNs = new long[topology.ringSize()];
        status = new EngineStatus(config.risk());
        final int instruments = config.instruments().size();
        final OutputWriter writer = new OutputWriter(outputs, orders::write);
        sequencer = new SequencerCore(
            config.instruments(), config.execution(), config.risk(), config.session().initialCashE8(), writer);
        final DecisionCore decision = decision(config);
        market = new MarketState(instruments);
        final List<EventHandler<EventSlot>> shards = new ArrayList<>();
        for (int i = 0; i < topology.shards(); i++) {
            shards.add(new ShardHandler(i, new StrategyShard(
                config.strategies(), i, topology.shards(), instruments, config::instrumentId,
                instrument -> config.instruments().get(instrument).roundTripFee(), timer, factory), instruments, timing));
        }
        final Stages stages = new Stages(
            new InputJournalHandler(inputLog),
            new MarketHandler(market),
            shards,
            new DecisionHandler(decision, timing),
            new SequencerHandler(sequencer, writer, topology.shards(),
                new Completion(status, timing ? latency : null, sequencer), outputs::idle));
        ring = Topology.wire(
            topology,
            () -> new EventSlot(topology.shards(), SHARD_CELL_CAPACITY, instruments, decision.observationLength()),
            stages, halt);
        state.addAll(List.of(market, decision, sequencer, writer));
        state.addAll(shards);
    }

    private static PolicyContext context(final EngineConfig config) {
        return config.policy().usesContext() ? new PolicyContext(config.policy().regime(), config.contextTimeframesNs()) : null;
    }

    private static DecisionCore decision(final EngineConfig config) {
        final Observation observation = new Observation(
            config.strategies().stream().map(StrategySpec::id).toList(),
            config.strategies().stream().mapToDouble(StrategySpec::weight).toArray(),
            config.strategies().stream().mapToLong(StrategySpec::timeframeNs).toArray(),
            config.strategies().stream().map(RegimeFactors::of)
                .map(by -> new RegimeWeights(by.trend(), by.range(), by.high(), by.low())).toList());
        final Policy policy = switch (config.policy().type()) {
            case CONFLUENCE -> new ConfluencePolicy(config.policy());
            case SINGLE -> new SingleStrategyPolicy(config.policy());
        };
        return new DecisionCore(
            policy, context(config), observation, new Ledger(config.instruments(), config.session().initialCashE8()), config.instruments().size(),
            config.risk().maxReferenceAgeNs());
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
        final EventSlot slot = ring.claim();
        slot.claimedNs = timing ? System.nanoTime() : 0;
        slot.put(++sequence, buffer, offset, length);
        publishedTimesNs[(int) (ring.published() + 1) & (publishedTimesNs.length - 1)] = timeNs;
        ring.publish();
    }

    /** @throws io.ringmaster.pipeline.topology.HandlerFailedException if a stage has failed, or hangs */
    public void requireHealthy() {
        halt.check();
    }

    /** Takes nothing more because a strategy does not return; whoever publishes or waits learns of it. From any thread. */
    public void hang(final String message) {
        halt.hang(message);
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

    /** The objects that hold what the engine knows; to be looked at when it is at rest. */
    public List<Object> state() {
        return List.copyOf(state);
    }

    /**
     * Continues behind an input of another engine, whose state was restored into this one. Before the first input.
     *
     * @param inputSequence of that input
     * @param inputTimeNs   its event time
     */
    public void continueBehind(final long inputSequence, final long inputTimeNs) {
        if (ring.published() >= 0) {
            throw new IllegalStateException("the engine has published already");
        }
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
        return market.points();
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
        return sequencer;
    }

    /** Lets everything published run through, then stops. */
    @Override
    public void close() {
        ring.close();
    }
}
