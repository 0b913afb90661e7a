package io.ringmaster.pipeline.engine;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.AskedModel;
import io.ringmaster.inference.ConfluencePolicy;
import io.ringmaster.inference.ExpertsPolicy;
import io.ringmaster.inference.ModelPolicy;
import io.ringmaster.inference.ModelTimer;
import io.ringmaster.inference.Observation;
import io.ringmaster.inference.Policy;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.RegimeWeights;
import io.ringmaster.inference.SingleStrategyPolicy;
import io.ringmaster.inference.Tallies;
import io.ringmaster.inference.Voters;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.drift.DriftMonitor;
import io.ringmaster.inference.drift.DriftSettings;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.core.account.PolicyAccount;
import io.ringmaster.pipeline.core.account.VirtualAccounts;
import io.ringmaster.pipeline.core.challenger.ChallengerScore;
import io.ringmaster.pipeline.core.decision.DecisionCore;
import io.ringmaster.pipeline.core.decision.PolicyContext;
import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.handler.Challenger;
import io.ringmaster.pipeline.handler.Challengers;
import io.ringmaster.pipeline.handler.DecisionHandler;
import io.ringmaster.pipeline.handler.EventSlot;
import io.ringmaster.pipeline.handler.InputJournalHandler;
import io.ringmaster.pipeline.handler.MarketHandler;
import io.ringmaster.pipeline.handler.SequencerHandler;
import io.ringmaster.pipeline.handler.ShardHandler;
import io.ringmaster.pipeline.handler.SwappableEngine;
import io.ringmaster.pipeline.market.BarHistory;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.port.ChallengerLog;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.snapshot.StateCarry;
import io.ringmaster.pipeline.snapshot.UnknownStateException;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.Stages;
import io.ringmaster.pipeline.topology.Topology;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.RegimeFactors;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects built from one configuration: the state, and the ring in front of it. The state consists of parts that share no mutable data: market,
 * bars and sequencer are one part, because they survive a change of the configuration together; the decision and each shard are one part each.
 */
final class Pipeline {

    private volatile EngineConfig config;
    final SequencerCore sequencer;
    final MarketState market;
    final BarHistory history;
    final DecisionCore decision;
    final List<ShardHandler> shards = new ArrayList<>();
    /** Those that decide beside the main policy; empty until they are started. */
    private Challengers challengers = Challengers.NONE;
    private EventRing ring;
    private final Completion completion;
    /** Runs the model that decides; null if none does. */
    private final SwappableEngine engine;
    /** The model as the policy asks it; null if none is asked. */
    private final AskedModel model;
    /** Null if the configuration never changes and no snapshot is taken. */
    private final ObjectGraph account;
    private final List<Object> accountRoots;
    private final ObjectGraph decisionAccount;
    private final Stages stages;
    private ObjectGraph decisionGraph;
    private List<ObjectGraph> shardGraphs = List.of();
    /** Why no snapshot can be taken; null if one can. Strategies outside the catalog may keep state that the walk does not know. */
    private UnknownStateException unsavable;

    /** @param before the pipeline whose strategies and decision are taken over if their configuration is the same; null to build everything */
    Pipeline(final EngineConfig config, final EngineParts parts, final Pipeline before) {
        this.config = config;
        final int instruments = config.instruments().size();
        final OutputWriter writer = new OutputWriter(parts.connections().outputs(), parts.orders()::write);
        sequencer = new SequencerCore(
            config.instruments(), config.execution(), config.risk(), config.session().initialCashE8(), writer);
        market = new MarketState(instruments);
        history = new BarHistory(instruments);
        accountRoots = List.of(market, history, sequencer, writer);
        account = parts.keepsGraphs() ? ObjectGraph.of(accountRoots) : null;
        final boolean keepsStrategies = before != null && before.config.strategies().equals(config.strategies());
        final boolean keepsDecision = keepsStrategies && before.config.decidesAs(config)
            && before.config.risk().reference().maxReferenceAgeNs() == config.risk().reference().maxReferenceAgeNs();
        if (keepsStrategies) {
            shards.addAll(before.shards);
            shardGraphs = before.shardGraphs;
            unsavable = before.unsavable;
        } else {
            buildShards(parts);
        }
        if (keepsDecision) {
            decision = before.decision;
            engine = before.engine;
            model = before.model;
            decisionAccount = before.decisionAccount;
            decisionGraph = before.decisionGraph;
        } else {
            engine = config.model() == null ? null : new SwappableEngine(parts.connections().engines().open(config));
            model = engine == null ? null : new AskedModel(engine, config.policy().model().maxUnknown(), parts.connections().model());
            decision = decision(config, model);
            decisionAccount = parts.keepsGraphs() ? ObjectGraph.of(decision.account()) : null;
            decisionGraph = parts.keepsGraphs() ? ObjectGraph.of(List.of(decision)) : null;
        }
        if (before != null) {
            takeOver(before, keepsStrategies, keepsDecision);
        }
        completion = new Completion(
            parts.figures().status(), parts.topology().timing() ? parts.figures().latency() : null, parts.orders(), parts.connections().times(), sequencer, writer);
        stages = stages(parts, writer);
    }

    /** Shows the state in the figures, if that does not happen after each event. */
    void showOnRequest() {
        completion.showOnRequest();
    }

    /** Puts a ring in front of the state, with the challengers that were started. */
    void wire(final EngineParts parts) {
        final int instruments = config.instruments().size();
        final AccountTrades.Store accountTrades = new AccountTrades.Store();
        final int observed = engine == null ? 0 : engine.input().length;
        final int models = engine == null ? 0 : config.policy().model().members();
        ring = Topology.wire(
            parts.topology(),
            () -> new EventSlot(parts.topology().shards(), instruments, accountTrades, observed, models),
            stages.with(challengers), parts.halt());
    }

    EventRing ring() {
        return ring;
    }

    /**
     * Lets the challengers of the configuration begin, or go on. Call it while the engine is at rest, and {@link #wire} after it.
     *
     * @param before  the pipeline whose challengers go on if nothing that concerns them has changed; null if there is none
     * @param isBegun whether there were events: a new challenger then takes over what the main decision knows
     */
    void startChallengers(final ChallengerLog log, final Pipeline before, final boolean isBegun) {
        final List<Challenger> all = new ArrayList<>();
        for (final ChallengerConfig each : config.challengers()) {
            final Challenger known = before == null || !config.goesOn(each, before.config) ? null : before.challenger(each.id());
            all.add(known != null && known.canGoOn() ? known : challenger(each, log, isBegun));
        }
        challengers = new Challengers(all, config.instruments().size(), log.areAwaited());
    }

    private Challenger challenger(final String id) {
        return challengers.all().stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    }

    private Challenger challenger(final ChallengerConfig own, final ChallengerLog log, final boolean isBegun) {
        final EngineConfig decided = config.decidedBy(own);
        final ModelEngine runs = own.model() == null ? null : own.model().take();
        final DecisionCore core = decision(
            decided, runs == null ? null : new AskedModel(runs, own.policy().model().maxUnknown(), ModelTimer.NONE));
        if (isBegun) {
            core.takeOver(decision, history);
            for (int i = 0; i < config.strategies().size(); i++) {
                shards.get(i % shards.size()).tell(i, core);
            }
        }
        final int instruments = config.instruments().size();
        final PolicyAccount.Rules rules = new PolicyAccount.Rules(config.policy().accounts(), config.execution().sizing().deadBandE8());
        final Ledger mains = new Ledger(config.instruments(), config.session().initialCashE8());
        final ChallengerScore score = new ChallengerScore(
            new PolicyAccount(rules, config.instruments(), core.ledger(), core::onFill),
            new PolicyAccount(rules, config.instruments(), mains,
                (id, side, qtyE8, priceE8, feeE8, timeNs, isStop) -> mains.onFill(id, side, qtyE8, priceE8, feeE8)),
            instruments, log.of(own.id()));
        return new Challenger(own.id(), core, score, runs, instruments, runs == null ? 0 : runs.input().length);
    }

    /** In the order of the configuration; empty until they are started. */
    List<Challenger> challengers() {
        return challengers.all();
    }

    /** Gives back what the models of challengers hold, unless the next pipeline goes on with them. {@code next} is null if there is none. */
    void closeChallengers(final Pipeline next) {
        challengers.all().stream().filter(each -> next == null || !next.challengers().contains(each)).forEach(Challenger::close);
    }

    private Stages stages(final EngineParts parts, final OutputWriter writer) {
        final TopologySettings topology = parts.topology();
        final EngineParts.Figures figures = parts.figures();
        final SequencerHandler.Completion shown = parts.connections().outputs().readsOnlyOrders()
            ? slot -> Completion.showMarket(slot, figures.status()) : completion;
        return new Stages(
            new InputJournalHandler(parts.connections().inputLog()),
            new MarketHandler(market, history),
            List.copyOf(shards),
            new DecisionHandler(decision, engine, model, topology.timing()),
            new SequencerHandler(sequencer, writer, topology.shards(), shown, parts.connections().outputs()::idle));
    }

    private void buildShards(final EngineParts parts) {
        final TopologySettings topology = parts.topology();
        final StrategyShard.Instruments instruments = new StrategyShard.Instruments(
            config.instruments().size(), config::instrumentId, instrument -> config.instruments().get(instrument).roundTripFee());
        for (int i = 0; i < topology.shards(); i++) {
            final StrategyShard strategies = new StrategyShard(
                config.strategies(), new StrategyShard.Share(i, topology.shards()), instruments, parts.connections().timer(), parts.factory());
            shards.add(new ShardHandler(i, strategies, instruments.count(), topology.timing()));
        }
        if (parts.keepsGraphs()) {
            try {
                shardGraphs = shards.stream().map(shard -> ObjectGraph.of(List.of(shard))).toList();
            } catch (final UnknownStateException e) {
                unsavable = e;
            }
        }
    }

    /** Takes over the account unchanged, under the limits of this configuration; new strategies are warmed up with the bars of the past. */
    private void takeOver(final Pipeline before, final boolean keepsStrategies, final boolean keepsDecision) {
        StateCarry.carry(before.account, account);
        sequencer.takeLimits(config.risk());
        if (!keepsStrategies) {
            shards.forEach(shard -> shard.warmUp(history));
            sequencer.forgetStrategies();
        }
        if (!keepsDecision) {
            StateCarry.carry(before.decisionAccount, decisionAccount);
            decision.takeOver(before.decision, history);
        }
    }

    private static PolicyContext context(final EngineConfig config) {
        final PolicySettings policy = config.policy();
        final PolicySettings.Context context = policy.confluence().context();
        return policy.usesContext()
            ? new PolicyContext(context.regime(), context.bookVote() > 0,
                policy.confluence().predictor() == PolicySettings.Prediction.HEURISTIC, policy.triggers().claims(), config.contextTimeframesNs()) : null;
    }

    private static DecisionCore decision(final EngineConfig config, final AskedModel model) {
        final List<StrategySpec> strategies = config.strategies();
        final Voters voters = new Voters(
            strategies.stream().map(StrategySpec::id).toList(),
            strategies.stream().map(spec -> config.instrumentId(spec.symbol())).toList(),
            strategies.stream().map(StrategySpec::timeframeNs).toList(),
            strategies.stream().map(spec -> FixedPoint.fromDoubleHalfEven(spec.vote().weight())).toList(),
            strategies.stream().map(RegimeFactors::of).map(by -> new RegimeWeights(by.trend(), by.range(), by.high(), by.low())).toList());
        final int instruments = config.instruments().size();
        // A snapshot fits any process and any model, so the state does not name the files of the model.
        final PolicySettings settings = config.policy().withoutModel();
        final VirtualAccounts accounts = new VirtualAccounts(
            settings.accounts(), config.instruments(), voters.instrumentIds().stream().mapToInt(Integer::intValue).toArray());
        final Tallies tallies = new Tallies(voters, settings.filter(), instruments, readsVotes(settings));
        final ObservationContract contract = config.contract();
        final Policy policy = switch (settings.method().type()) {
            case CONFLUENCE -> new ConfluencePolicy(settings, voters, model);
            case EXPERTS -> new ExpertsPolicy(settings, tallies, instruments, accounts::netE8);
            case SINGLE -> new SingleStrategyPolicy(settings, voters);
            case MODEL -> {
                final ExpertsPolicy experts = ModelContract.weighsExperts(settings, contract)
                    ? new ExpertsPolicy(settings, tallies, instruments, accounts::netE8) : null;
                yield new ModelPolicy(
                    settings, model, settings.model().scalesExperts() ? experts : new ConfluencePolicy(settings, voters, null),
                    experts, drift(config, contract));
            }
        };
        return new DecisionCore(
            policy, context(config), new Observation(tallies, contract == null ? 0 : contract.length()),
            new Ledger(config.instruments(), config.session().initialCashE8()), accounts,
            new DecisionCore.Asking(
                config.risk().reference().maxReferenceAgeNs(), settings.triggers().trigger() == PolicySettings.Trigger.EVENT),
            contract);
    }

    /** Whether the votes of the strategies are read: by confluence, which may also propose to a model. */
    private static boolean readsVotes(final PolicySettings settings) {
        return switch (settings.method().type()) {
            case CONFLUENCE, MODEL -> true;
            case EXPERTS, SINGLE -> false;
        };
    }

    /** Null if the drift of the model is never measured. */
    private static DriftMonitor drift(final EngineConfig config, final ObservationContract contract) {
        final DriftSettings settings = config.policy().model().drift();
        if (settings.periodNs() == 0) {
            return null;
        }
        final DriftMonitor monitor = new DriftMonitor(contract.length(), settings);
        monitor.use(config.model().reference());
        return monitor;
    }

    /** The configuration in force. */
    EngineConfig config() {
        return config;
    }

    /** Lets the model of another configuration decide from the event on that is published next. Everything else goes on. */
    void swapModel(final EngineConfig next, final ModelEngines engines) {
        if (!next.differsOnlyInModel(config)) {
            throw new InvalidInputException("the journal swaps the model that decides, but its configuration differs in more than the model."
                + " Put the original files of the session back.");
        }
        engine.offer(engines.open(next), next.model().reference());
        config = next;
    }

    /** Gives back what the model holds, unless the next pipeline goes on with it. {@code next} is null if there is none. */
    void closeModel(final Pipeline next) {
        if (engine != null && (next == null || next.engine != engine)) {
            engine.close();
        }
    }

    /** The state, part by part, as it was built. */
    List<ObjectGraph> graphs() {
        if (unsavable != null) {
            throw unsavable;
        }
        final List<ObjectGraph> all = new ArrayList<>(List.of(account, decisionGraph));
        all.addAll(shardGraphs);
        return all;
    }

    /** Strategies that history has not warmed up, by index. */
    List<StrategyWarmup> warmingUp() {
        final List<StrategyWarmup> warming = new ArrayList<>();
        final List<StrategySpec> strategies = config.strategies();
        for (int i = 0; i < strategies.size(); i++) {
            final int missing = shards.get(i % shards.size()).missingBars(i);
            if (missing > 0) {
                warming.add(new StrategyWarmup(strategies.get(i).id(), missing, strategies.get(i).timeframeNs()));
            }
        }
        return warming;
    }

    /** Frees what only snapshots need; none is taken any more. */
    void forgetGraphs() {
        decisionGraph = null;
        shardGraphs = List.of();
    }

    /** All objects that hold state. */
    List<Object> roots() {
        final List<Object> all = new ArrayList<>(accountRoots);
        all.add(decision);
        all.addAll(shards);
        return all;
    }
}
