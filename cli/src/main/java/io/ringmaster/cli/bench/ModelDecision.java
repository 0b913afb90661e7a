package io.ringmaster.cli.bench;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.inference.AccountSettings;
import io.ringmaster.inference.AskedModel;
import io.ringmaster.inference.ConfluencePolicy;
import io.ringmaster.inference.ModelPolicy;
import io.ringmaster.inference.ModelTimer;
import io.ringmaster.inference.Observation;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.Tallies;
import io.ringmaster.inference.Target;
import io.ringmaster.inference.Voters;
import io.ringmaster.inference.contract.DecidesOn;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.pipeline.core.account.VirtualAccounts;
import io.ringmaster.pipeline.core.decision.DecisionCore;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The decision stage of a session in which a model decides on every event of a random market. It observes {@code micro30} on bars of one second, so that
 * the longest window, of 1,440 bars, fills soon.
 */
final class ModelDecision implements AutoCloseable {

    /** Values that it observes: the size of the model's input. */
    static final int VALUES = 30;

    private static final long SEED = 71;
    private static final long BEGIN_NS = 1_700_000_000_000_000_000L;
    private static final long MAX_AGE_NS = 60_000_000_000L;
    private static final int MOST_EVENTS = 200_000;
    private static final InstrumentDefinition INSTRUMENT = InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10);
    private static final PolicySettings POLICY = Configuration.bind(
        PolicySettings.class, "bench", """
            {type: model, trigger: event, observation: [micro30], observationTimeframe: 1s, model: {head: buy_sell_hold, maxUnknown: 30}}""", Map.of());

    private final ModelEngine engine;
    private final DecisionCore core;
    private final Observation observation;
    private final Target target = new Target(VALUES, 1);
    private final MarketDataSource market = new RandomMarket(INSTRUMENT, 0, 1_000 * FixedPoint.ONE, BEGIN_NS, SEED);
    private final MarketState state = new MarketState(1);
    private final MarketView view = new MarketView();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
    private final float[] observed = new float[VALUES];
    private long timeNs;

    ModelDecision(final Model model, final EngineChoice choice) {
        engine = Engines.open(model, null, choice).engine();
        final List<InstrumentDefinition> instruments = List.of(INSTRUMENT);
        final Voters noStrategies = new Voters(List.of(), List.of(), List.of(), List.of(), List.of());
        final ObservationContract contract = POLICY.observation().contract("bench:X", DecidesOn.EVENT, List.of());
        observation = new Observation(new Tallies(noStrategies, POLICY.filter(), 1), contract.length());
        core = new DecisionCore(
            new ModelPolicy(
                POLICY, new AskedModel(engine, POLICY.model().maxUnknown(), ModelTimer.NONE), new ConfluencePolicy(POLICY, noStrategies, null), null, null),
            null, observation,
            new Ledger(instruments, 100_000 * FixedPoint.ONE), new VirtualAccounts(AccountSettings.defaults(), instruments, new int[0]),
            new DecisionCore.Asking(MAX_AGE_NS, true), contract);
    }

    /** Plays the market until every value is known. */
    void warmUp() {
        int events = 0;
        do {
            advance();
            decide();
            events++;
        } while (observation.unknown > 0 && events < MOST_EVENTS);
        if (observation.unknown > 0) {
            throw new IllegalStateException(observation.unknown + " values are unknown after " + MOST_EVENTS + " events");
        }
        System.arraycopy(observation.values, 0, observed, 0, observed.length);
    }

    /** Takes the next event of the market, without a decision. */
    void advance() {
        market.next(buffer);
        final int templateId = InputMessage.templateId(buffer, 0);
        timeNs = InputMessage.timeNs(buffer, 0);
        core.onInput(buffer, templateId, timeNs);
        if (state.onInput(buffer, 0, templateId, view)) {
            core.onMarket(view);
        }
    }

    /** Encodes the observation, asks the model and reads the target. */
    void decide() {
        core.decide(0, timeNs, target);
    }

    /** Whether the latest decision is the model's: what stands in its way would be measured instead. */
    boolean isDecided() {
        return target.reason == DecisionReason.MODEL;
    }

    /** Only asks the model, with an observation of before. */
    void infer() {
        System.arraycopy(observed, 0, engine.input(), 0, observed.length);
        engine.run();
    }

    @Override
    public void close() {
        market.close();
        engine.close();
    }
}
