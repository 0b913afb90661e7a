package io.ringmaster.pipeline.engine;

import io.ringmaster.inference.ModelSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.contract.ContractException;
import io.ringmaster.inference.contract.DecidesOn;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.pipeline.core.observation.ListedStrategies;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.ModelOutputEncoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The contract of what a model observes in a session, and whether the model and the session fit it. */
public final class ModelContract {

    private static final long SECOND_NS = 1_000_000_000L;
    /** Of a record of the models' outputs, all but the outputs. */
    private static final int RECORD_BYTES =
        MessageHeaderEncoder.ENCODED_LENGTH + ModelOutputEncoder.BLOCK_LENGTH + ModelOutputEncoder.NumbersEncoder.sbeHeaderSize();

    private ModelContract() {
    }

    /**
     * The contract that the settings make. A model decides on the first instrument.
     *
     * @param strategies enabled ones, in the order of the configuration
     * @throws ContractException        with every fault by the feature's name
     * @throws IllegalArgumentException if an observed strategy is not enabled
     */
    public static ObservationContract of(
        final List<InstrumentDefinition> instruments, final List<StrategySpec> strategies, final PolicySettings policy) {
        return policy.observation().contract(
            policy.model().venue() + ":" + instruments.getFirst().symbol(), decidesOn(policy.triggers()), ListedStrategies.of(strategies));
    }

    /** Whether experts run beside the model: they propose what it scales, or it observes their weights. */
    static boolean weighsExperts(final PolicySettings policy, final ObservationContract contract) {
        return policy.model().scalesExperts() || contract.readsWeights();
    }

    private static DecidesOn decidesOn(final PolicySettings.Triggers triggers) {
        return switch (triggers.trigger()) {
            case EVENT -> DecidesOn.EVENT;
            case BAR -> triggers.claims().isEmpty() ? DecidesOn.BAR : DecidesOn.CLAIM;
        };
    }

    /** Why models cannot decide under these settings; empty if they can, or if no model is asked. */
    static List<String> faults(
        final List<InstrumentDefinition> instruments, final List<StrategySpec> strategies, final PolicySettings policy, final ServedModel served) {
        if (!policy.usesModel() || instruments.isEmpty()) {
            return List.of();
        }
        if (served == null) {
            return List.of("policy.model.file: name the model (.onnx) that decides");
        }
        final List<Model> models = served.models();
        final List<String> faults = new ArrayList<>(asked(instruments.getFirst().symbol(), strategies, policy));
        if (!models.isEmpty()) {
            faults.addAll(ensembleFaults(policy, models));
        }
        try {
            final ObservationContract session = of(instruments, strategies, policy);
            for (int i = 0; i < models.size(); i++) {
                faults.addAll(faults(session, policy, models.get(i), ModelSettings.keyOf(i)));
            }
            if (weighsExperts(policy, session)) {
                faults.addAll(new PolicyFaults(instruments.getFirst().symbol(), strategies, policy).ofExperts());
            }
        } catch (final IllegalArgumentException e) {
            faults.add("policy.observation: " + e.getMessage());
        }
        return faults;
    }

    /** A model is asked when the bars of the contract close: with the strategies that decide on them. */
    private static List<String> asked(final String symbol, final List<StrategySpec> strategies, final PolicySettings policy) {
        final List<String> faults = new ArrayList<>();
        final long wantedNs = policy.observation().observationTimeframeNs();
        final long shortestNs = strategies.stream().mapToLong(StrategySpec::timeframeNs).min().orElse(0);
        if (policy.triggers().trigger() == PolicySettings.Trigger.BAR && shortestNs != wantedNs) {
            faults.add("policy.observationTimeframe: the model is asked when bars of an enabled strategy close, and the shortest are "
                + (shortestNs == 0 ? "none" : "of " + shortestNs / SECOND_NS + " s") + ", not of " + wantedNs / SECOND_NS
                + " s. Enable a strategy on such bars, or change the setting");
        }
        strategies.stream().filter(spec -> !spec.symbol().isEmpty() && !spec.symbol().equals(symbol)).findFirst().ifPresent(spec -> faults.add(
            "policy.type: a model decides on the first instrument, " + symbol + ", but strategy '" + spec.id() + "' trades " + spec.symbol()
                + ". Disable it"));
        return faults;
    }

    private static List<String> faults(final ObservationContract session, final PolicySettings policy, final Model model, final String key) {
        final String place = key + ": " + model.name() + ": ";
        final String text = model.metadata().get(Model.CONTRACT_KEY);
        if (text == null) {
            return List.of(place + "it carries no contract. Export it with the metadata property " + Model.CONTRACT_KEY);
        }
        final String difference;
        try {
            difference = ObservationContract.parse(text).firstDifference(session).orElse(null);
        } catch (final ContractException e) {
            return List.of(place + "its contract is not valid: " + e.getMessage());
        }
        if (difference != null) {
            return List.of(place + difference + ". Configure what it was trained on, or train another model");
        }
        final int inputs = model.graph().input().size();
        final int outputs = numbers(model);
        final int maxUnknown = policy.model().maxUnknown();
        return Stream.of(
            referenceFault(place, model),
            inputs == session.length() ? null : place + "it takes " + inputs + " values, but its contract has " + session.length(),
            outputFault(policy, model.name(), outputs),
            maxUnknown <= session.length() || maxUnknown == ModelSettings.ANY_UNKNOWN ? null
                : "policy.model.maxUnknown: " + maxUnknown + " is more than the " + session.length() + " values of an observation. Give fewer, or "
                + ModelSettings.ANY_UNKNOWN + " for any number").filter(fault -> fault != null).toList();
    }

    private static String outputFault(final PolicySettings policy, final String name, final int outputs) {
        final ModelSettings.Head head = policy.model().head();
        final boolean fits = policy.isModelPredictor() ? outputs == 1 : head.takes(outputs);
        return fits ? null : (policy.isModelPredictor() ? "policy.predictor" : "policy.model.head") + ": the first output of " + name + " has " + outputs
            + " number(s). " + (policy.isModelPredictor() ? "A predictor needs 1: the chance that the price rises" : "This head needs " + head.numbers());
    }

    private static List<String> ensembleFaults(final PolicySettings policy, final List<Model> models) {
        final int numbers = numbers(models.getFirst());
        final List<String> faults = new ArrayList<>(voteFault(policy, numbers));
        final int recordBytes = RECORD_BYTES + models.size() * numbers * Float.BYTES;
        if (recordBytes > MarketDataSource.MAX_MESSAGE_BYTES) {
            faults.add("policy.model.ensemble: the outputs of " + models.size() + " models make a record of " + recordBytes + " bytes, and a record has at most "
                + MarketDataSource.MAX_MESSAGE_BYTES + ". Give at most " + (MarketDataSource.MAX_MESSAGE_BYTES - RECORD_BYTES) / (numbers * Float.BYTES)
                + " models");
        }
        models.stream().filter(each -> numbers(each) != numbers).forEach(each -> faults.add(
            "policy.model.ensemble: the first output of " + each.name() + " has " + numbers(each) + " number(s), and that of " + models.getFirst().name() + " "
                + numbers + ". Give models of one head"));
        return faults;
    }

    private static int numbers(final Model model) {
        return model.graph().outputs().getFirst().size();
    }

    private static List<String> voteFault(final PolicySettings policy, final int numbers) {
        final boolean votes = policy.model().members() > 1 && policy.model().file().combine() == ModelSettings.Combination.VOTE;
        final boolean hasActions = !policy.isModelPredictor() && switch (policy.model().head()) {
            case BUY_SELL_HOLD, ADJUST -> true;
            case SIZE_OR_SKIP -> numbers == 2;
            case CONTINUOUS -> false;
        };
        return !votes || hasActions ? List.of() : List.of(
            "policy.model.combine: models can vote on actions, and these models have none. Use mean or median, or a head with logits");
    }

    /** Null if the reference is right, or if there is none. */
    private static String referenceFault(final String place, final Model model) {
        try {
            DriftReference.of(model);
            return null;
        } catch (final IllegalArgumentException e) {
            return place + "its reference is not valid: " + e.getMessage() + ". Export it again, or without " + DriftReference.KEY;
        }
    }
}
