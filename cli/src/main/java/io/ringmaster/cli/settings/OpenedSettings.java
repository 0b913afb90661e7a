package io.ringmaster.cli.settings;

import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.pipeline.engine.ChallengerConfig;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The settings that a session begins with, or continues with. The engine of each model is chosen, checked with the golden vectors beside the model, and
 * open; the settings name it instead of {@code auto}, so that a replay and a restart decide with the same one.
 *
 * @param given        the settings as they were before the engines were chosen
 * @param engine       the settings that determine the engine's outputs
 * @param whyTheEngine why {@code auto} chose the engine that the settings name; empty if the settings name it themselves
 */
public record OpenedSettings(Settings given, Settings settings, EngineConfig engine, String whyTheEngine) {

    /**
     * Reads the models, and opens their engines.
     *
     * @throws io.ringmaster.config.InvalidInputException              if the model does not fit the configuration, or no engine runs it
     * @throws io.ringmaster.inference.model.GoldenDifferenceException if it computes something else than its golden vectors
     */
    public static OpenedSettings of(final Settings given) {
        final EngineConfig engine = given.engine();
        boolean isOpen = false;
        try {
            final String why = engine.model() == null ? "" : SessionModel.open(engine.model()).reason();
            for (int i = 0; i < engine.challengers().size(); i++) {
                if (engine.challengers().get(i).model() != null) {
                    SessionModel.open(engine.challengers().get(i).model(), i);
                }
            }
            final Settings settings = given.withPolicies(
                chosen(given.policy(), engine.model()), engine.challengers().stream().map(each -> chosen(each.policy(), each.model())).toList());
            final boolean isChosen = engine.model() != null && given.policy().model().engine() == EngineChoice.AUTO;
            isOpen = true;
            return new OpenedSettings(given, settings, settings.engine(engine), isChosen ? why : "");
        } finally {
            if (!isOpen) {
                close(engine);
            }
        }
    }

    /** The policy with the engine that was opened for its model. */
    private static PolicySettings chosen(final PolicySettings policy, final ServedModel model) {
        return model == null ? policy : policy.withModel(policy.model().with(model.open().choice()));
    }

    /** The settings with {@code auto} for the engines, where that was given. */
    public Settings asGiven() {
        return given;
    }

    /** Copies all models into the directory of a session, before the configuration that names them is stored there. */
    public void keepModel(final SessionDirectory session) {
        models(engine).flatMap(each -> each.models().stream()).forEach(each -> session.writeModel(each.sha256(), each.bytes()));
    }

    /** Gives back the engines of models that do not decide after all. */
    public void close() {
        close(engine);
    }

    private static void close(final EngineConfig engine) {
        models(engine).forEach(ServedModel::close);
    }

    private static Stream<ServedModel> models(final EngineConfig engine) {
        return Stream.concat(Stream.of(engine).map(EngineConfig::model), engine.challengers().stream().map(ChallengerConfig::model))
            .filter(Objects::nonNull);
    }
}
