package io.ringmaster.cli.settings;

import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.EngineSelection;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.replay.SessionDirectory;

/**
 * The settings that a session begins with, or continues with. The engine of the model is chosen, checked with the golden vectors beside the model, and
 * open; the settings name it instead of {@code auto}, so that a replay and a restart decide with the same one.
 *
 * @param engine       the settings that determine the engine's outputs
 * @param whyTheEngine why {@code auto} chose the engine that the settings name; empty if the settings name it themselves
 */
public record OpenedSettings(Settings settings, EngineConfig engine, String whyTheEngine) {

    /**
     * Reads the model, and opens its engine.
     *
     * @throws io.ringmaster.config.InvalidInputException              if the model does not fit the configuration, or no engine runs it
     * @throws io.ringmaster.inference.model.GoldenDifferenceException if it computes something else than its golden vectors
     */
    public static OpenedSettings of(final Settings given) {
        final EngineConfig engine = given.engine();
        if (engine.model() == null) {
            return new OpenedSettings(given, engine, "");
        }
        final EngineSelection selection = SessionModel.open(engine.model());
        final boolean isChosen = given.policy().model().engine() == EngineChoice.AUTO;
        final Settings settings = given.with(given.policy().withModel(given.policy().model().with(selection.choice())));
        return new OpenedSettings(settings, engine.with(settings.policy()), isChosen ? selection.reason() : "");
    }

    /** The settings with {@code auto} for the engine, if that was given. */
    public Settings asGiven() {
        return whyTheEngine.isEmpty() ? settings : settings.with(settings.policy().withModel(settings.policy().model().with(EngineChoice.AUTO)));
    }

    /** Copies the model into the directory of a session, before the configuration that names it is stored there. */
    public void keepModel(final SessionDirectory session) {
        if (engine.model() != null) {
            engine.model().models().forEach(each -> session.writeModel(each.sha256(), each.bytes()));
        }
    }

    /** Gives back the engine of the model if it does not decide after all. */
    public void close() {
        if (engine.model() != null) {
            engine.model().close();
        }
    }
}
