package io.ringmaster.pipeline.engine;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The configuration of the engine: its outputs are a function of this and of the inputs, and of nothing else.
 *
 * @param served what was read from files for the policy, and the policies that decide beside it
 */
public record EngineConfig(
    SessionSettings session,
    List<InstrumentDefinition> instruments,
    List<StrategySpec> strategies,
    PolicySettings policy,
    ExecutionSettings execution,
    RiskLimits risk,
    Served served) {

    /**
     * What the settings of policies name.
     *
     * @param model       the model that decides, read already, with the engine that runs it; null if no model is asked. An absent one can only be replayed
     * @param challengers the policies that decide beside it; they do not affect the outputs
     */
    public record Served(ServedModel model, List<ChallengerConfig> challengers) {

        public Served {
            challengers = List.copyOf(challengers);
        }

        /** Gives back the engines of models that were opened and not taken. */
        void closeUnused() {
            if (model != null) {
                model.close();
            }
            challengers.stream().filter(each -> each.model() != null).forEach(each -> each.model().close());
        }
    }

    private static final int MAX_INSTRUMENTS = 64;

    /** @throws InvalidInputException if the parts do not fit together; the message lists every fault */
    public EngineConfig {
        instruments = List.copyOf(instruments);
        strategies = strategies.stream().filter(StrategySpec::enabled).toList();
        final List<String> faults = new ArrayList<>(faults(instruments, strategies));
        faults.addAll(policyFaults(instruments, strategies, policy, served.model));
        faults.addAll(ChallengerConfig.faults(served.challengers));
        for (int i = 0; i < served.challengers.size(); i++) {
            final ChallengerConfig challenger = served.challengers.get(i);
            for (final String fault : policyFaults(instruments, strategies, challenger.policy(), challenger.model())) {
                faults.add(ChallengerConfig.inChallenger(i, fault));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException("the configuration has " + faults.size() + " fault(s):\n  " + String.join("\n  ", faults));
        }
    }

    /** Without challengers. */
    public EngineConfig(
        final SessionSettings session, final List<InstrumentDefinition> instruments, final List<StrategySpec> strategies, final PolicySettings policy,
        final ExecutionSettings execution, final RiskLimits risk, final ServedModel model) {
        this(session, instruments, strategies, policy, execution, risk, new Served(model, List.of()));
    }

    /** Without a model. */
    public EngineConfig(
        final SessionSettings session, final List<InstrumentDefinition> instruments, final List<StrategySpec> strategies, final PolicySettings policy,
        final ExecutionSettings execution, final RiskLimits risk) {
        this(session, instruments, strategies, policy, execution, risk, new Served(null, List.of()));
    }

    private static List<String> policyFaults(
        final List<InstrumentDefinition> instruments, final List<StrategySpec> strategies, final PolicySettings policy, final ServedModel model) {
        final List<String> faults = new ArrayList<>(
            new PolicyFaults(instruments.isEmpty() ? "" : instruments.getFirst().symbol(), strategies, policy).all());
        if (model == null || !model.isAbsent()) {
            faults.addAll(ModelContract.faults(instruments, strategies, policy, model));
        }
        return faults;
    }

    private static List<String> faults(final List<InstrumentDefinition> instruments, final List<StrategySpec> strategies) {
        final Set<String> symbols = new TreeSet<>();
        final List<String> faults = new ArrayList<>();
        if (instruments.isEmpty() || instruments.size() > MAX_INSTRUMENTS) {
            faults.add("instruments: give between 1 and " + MAX_INSTRUMENTS);
        }
        for (final InstrumentDefinition instrument : instruments) {
            if (!symbols.add(instrument.symbol())) {
                faults.add("instruments: " + instrument.symbol() + " is defined twice");
            }
            if (Math.multiplyHigh(instrument.tickE8(), instrument.lotE8()) != 0
                || instrument.tickE8() * instrument.lotE8() % FixedPoint.ONE != 0) {
                faults.add("instruments: tick times lot of " + instrument.symbol() + " must be a multiple of 0.00000001");
            }
        }
        StrategyCatalog.faults(strategies, symbols).forEach(fault -> faults.add(fault.toString()));
        faults.addAll(spotPairs(instruments, strategies));
        return faults;
    }

    /** A spot account cannot hold a short position, so what a strategy says of a spot pair would not be what is traded. */
    private static List<String> spotPairs(final List<InstrumentDefinition> instruments, final List<StrategySpec> strategies) {
        final List<String> faults = new ArrayList<>();
        for (final StrategySpec spec : strategies) {
            final String symbol = spec.symbol().isEmpty() && !instruments.isEmpty() ? instruments.getFirst().symbol() : spec.symbol();
            if (instruments.stream().anyMatch(each -> each.symbol().equals(symbol) && each.isSpotPair())) {
                faults.add("strategies: '" + spec.id() + "' decides on " + symbol + ", a spot pair, which is observed but not traded. Let it decide on a"
                    + " future, such as PF_XBTUSD");
            }
        }
        return faults;
    }

    /** The model that decides; null if no model is asked. */
    public ServedModel model() {
        return served.model;
    }

    /** The policies that decide beside the one that trades. */
    public List<ChallengerConfig> challengers() {
        return served.challengers;
    }

    /** The same configuration under another policy. */
    public EngineConfig with(final PolicySettings other) {
        return new EngineConfig(session, instruments, strategies, other, execution, risk, served);
    }

    /** The same configuration with other challengers. */
    public EngineConfig with(final List<ChallengerConfig> others) {
        return new EngineConfig(session, instruments, strategies, policy, execution, risk, new Served(model(), others));
    }

    /** The configuration as if a challenger decided. */
    EngineConfig decidedBy(final ChallengerConfig challenger) {
        return new EngineConfig(session, instruments, strategies, challenger.policy(), execution, risk, challenger.model());
    }

    /** Whether a challenger of another configuration with the same name goes on as it is under this one. */
    boolean goesOn(final ChallengerConfig challenger, final EngineConfig before) {
        return strategies.equals(before.strategies) && execution.sizing().equals(before.execution.sizing())
            && policy.accounts().equals(before.policy.accounts())
            && risk.reference().maxReferenceAgeNs() == before.risk.reference().maxReferenceAgeNs()
            && before.challengers().stream().anyMatch(each ->
                each.id().equals(challenger.id()) && decidedBy(challenger).decidesAs(before.decidedBy(each)));
    }

    /** The contract of what the model observes; null if no model is asked. */
    public ObservationContract contract() {
        return policy.usesModel() ? ModelContract.of(instruments, strategies, policy) : null;
    }

    /** Whether the same policy decides, with the same model. Where the file of the model is makes no difference. */
    boolean decidesAs(final EngineConfig other) {
        return policy.withoutModel().equals(other.policy.withoutModel()) && policy.model().engine() == other.policy.model().engine()
            && modelSha256s().equals(other.modelSha256s());
    }

    /** Whether another model decides, or another engine runs it, and all else is the same. */
    public boolean differsOnlyInModel(final EngineConfig other) {
        return model() != null && other.model() != null && session.equals(other.session) && instruments.equals(other.instruments)
            && strategies.equals(other.strategies) && execution.equals(other.execution) && risk.equals(other.risk)
            && policy.withoutModel().equals(other.policy.withoutModel()) && hasSameChallengers(other);
    }

    private boolean hasSameChallengers(final EngineConfig other) {
        return challengers().stream().map(ChallengerConfig::id).toList().equals(other.challengers().stream().map(ChallengerConfig::id).toList())
            && challengers().stream().allMatch(each -> goesOn(each, other));
    }

    private List<String> modelSha256s() {
        return model() == null ? List.of() : model().sha256s();
    }

    /** By instrument, the bars on which the policy's regime and book score are measured; 0 where no strategy looks at the instrument. */
    long[] contextTimeframesNs() {
        final long[] shortest = new long[instruments.size()];
        for (final StrategySpec spec : strategies) {
            final int id = instrumentId(spec.symbol());
            shortest[id] = shortest[id] == 0 ? spec.timeframeNs() : Math.min(shortest[id], spec.timeframeNs());
        }
        final long given = policy.confluence().context().contextTimeframeNs();
        for (int i = 0; i < shortest.length; i++) {
            shortest[i] = shortest[i] > 0 && given > 0 ? given : shortest[i];
        }
        return shortest;
    }

    /**
     * Id of a symbol; an empty symbol means the first instrument.
     *
     * @throws InvalidInputException if no instrument has it
     */
    public int instrumentId(final String symbol) {
        for (int i = 0; i < instruments.size(); i++) {
            if (symbol.isEmpty() || instruments.get(i).symbol().equals(symbol)) {
                return i;
            }
        }
        throw new InvalidInputException("unknown symbol: " + symbol);
    }
}
