package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.inference.contract.ContractException;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Feature;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Network;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Output;
import io.ringmaster.schema.DecisionReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What the model of a decision saw and said, by the record. Of a record without outputs, it runs the model again. */
final class ModelRun {

    private static final String LATE = "the model takes longer than its time budget";

    private ModelRun() {
    }

    /**
     * @param seen the recorded observation; empty if no model observed
     * @param said the recorded outputs
     */
    static Network of(final Roster roster, final DecisionReason reason, final List<Double> seen, final RecordedAnswer said) {
        if (seen.isEmpty()) {
            return Network.NONE;
        }
        final Model model = roster.model();
        if (said.isThere() && !roster.modelSha256().isEmpty()) {
            return recorded(roster, model, reason, seen, said);
        }
        if (model == null || model.graph().input().size() != seen.size()) {
            return new Network("", roster.modelSha256(), List.of(), features(places(seen.size()), seen, List.of()), "");
        }
        final List<String> names = names(model, seen.size());
        if (!roster.policySettings().isModel()) {
            return again(roster, model, names, seen);
        }
        return switch (reason) {
            case MODEL, MODEL_INVALID, MODEL_SKIP -> again(roster, model, names, seen);
            case MODEL_UNKNOWN -> new Network("", model.sha256(), List.of(), features(names, seen, List.of()),
                "the model was not asked: more features are unknown than policy.model.maxUnknown, " + roster.policySettings().model().maxUnknown());
            case MODEL_LATE -> new Network("", model.sha256(), List.of(), features(names, seen, List.of()), LATE);
            default -> new Network("", model.sha256(), List.of(), features(names, seen, List.of()), "the model was not asked");
        };
    }

    /** @param model null if its file is missing */
    private static Network recorded(
        final Roster roster, final Model model, final DecisionReason reason, final List<Double> seen, final RecordedAnswer said) {
        final List<Output> outputs =
            IntStream.range(0, said.models()).mapToObj(i -> outputs(roster, said.ofModel(i), said.models(), i)).flatMap(List::stream).toList();
        final boolean isOne = said.models() == 1;
        final String meaning = reason == DecisionReason.MODEL_LATE ? LATE
            : isOne ? OutputMeaning.of(roster.policySettings(), outputs) : OutputMeaning.ofEnsemble(roster.policySettings(), said.models());
        final List<float[]> gradients = model != null && isOne ? gradients(model, seen, outputs.size()) : List.of();
        final List<String> names = roster.observedNames();
        return new Network(
            said.engine(), roster.modelSha256(), outputs, features(names.size() == seen.size() ? names : places(seen.size()), seen, gradients), meaning);
    }

    private static Network again(final Roster roster, final Model model, final List<String> names, final List<Double> seen) {
        try (ModelEngine engine = roster.openEngine()) {
            final int count = run(engine, seen).length;
            final List<Output> outputs = IntStream.range(0, roster.models()).mapToObj(i -> outputs(roster, engine.output(i), roster.models(), i)).flatMap(List::stream).toList();
            final boolean isOne = roster.models() == 1;
            return new Network(
                engine.name(), model.sha256(), outputs, features(names, seen, isOne ? gradients(model, seen, count) : List.of()),
                isOne ? OutputMeaning.of(roster.policySettings(), outputs) : OutputMeaning.ofEnsemble(roster.policySettings(), roster.models()));
        }
    }

    /** The numbers of one model; those of an ensemble begin with its place. */
    private static List<Output> outputs(final Roster roster, final float[] values, final int models, final int place) {
        final List<String> names = OutputMeaning.names(roster.policySettings(), values.length);
        final String prefix = models == 1 ? "" : place + 1 + ".";
        return IntStream.range(0, values.length).mapToObj(i -> new Output(prefix + names.get(i), values[i])).toList();
    }

    private static float[] run(final ModelEngine engine, final List<Double> seen) {
        for (int i = 0; i < seen.size(); i++) {
            engine.input()[i] = seen.get(i).floatValue();
        }
        engine.run();
        return engine.output(0);
    }

    /** By output, the derivatives by each feature; empty if the exact engine does not know the model. */
    private static List<float[]> gradients(final Model model, final List<Double> seen, final int outputs) {
        final List<float[]> gradients = new ArrayList<>();
        if (ExactEngine.obstacle(model) == null) {
            try (ExactEngine exact = ExactEngine.of(model)) {
                run(exact, seen);
                for (int output = 0; output < outputs; output++) {
                    final float[] gradient = new float[seen.size()];
                    exact.gradient(0, output, gradient);
                    gradients.add(gradient);
                }
            }
        }
        return gradients;
    }

    private static List<Feature> features(final List<String> names, final List<Double> seen, final List<float[]> gradients) {
        final List<Feature> features = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            final int place = i;
            features.add(new Feature(i, names.get(i), seen.get(i), gradients.stream().map(gradient -> gradient[place] * seen.get(place)).toList()));
        }
        features.sort(Comparator.comparingDouble(ModelRun::size).reversed());
        return features;
    }

    private static double size(final Feature feature) {
        return feature.effects().stream().mapToDouble(Math::abs).reduce(0, Math::max);
    }

    private static List<String> names(final Model model, final int values) {
        try {
            final List<String> names = ObservationContract.parse(model.metadata().getOrDefault(Model.CONTRACT_KEY, "")).names();
            return names.size() == values ? names : places(values);
        } catch (final ContractException e) {
            return places(values);
        }
    }

    private static List<String> places(final int values) {
        return IntStream.range(0, values).mapToObj(Integer::toString).toList();
    }
}
