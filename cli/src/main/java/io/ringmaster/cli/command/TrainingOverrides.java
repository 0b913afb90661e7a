package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.lab.training.TrainingSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that {@code --set} overrides, for a command that takes those of a session and those of a training.
 *
 * @param training by their keys without {@code training.}
 * @param session  by their dotted paths
 */
record TrainingOverrides(Map<String, String> training, Map<String, String> session) {

    private static final String TRAINING = "training.";

    static TrainingOverrides of(final Map<String, String> all) {
        final Map<String, String> training = new TreeMap<>();
        final Map<String, String> session = new TreeMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(TRAINING)) {
                training.put(key.substring(TRAINING.length()), value);
            } else {
                session.put(key, value);
            }
        });
        return new TrainingOverrides(training, session);
    }

    /** The same with another setting of the training. */
    TrainingOverrides with(final String key, final String value) {
        final Map<String, String> more = new TreeMap<>(training);
        more.put(key, value);
        return new TrainingOverrides(more, session);
    }

    /**
     * The settings of a training.
     *
     * @param file null if none was given
     * @param more overrides that those of {@link #training} override in turn
     */
    TrainingSettings settings(final Path file, final Map<String, String> more) {
        final Map<String, String> own = new TreeMap<>(more);
        own.putAll(training);
        return Configuration.bind(
            TrainingSettings.class, file == null ? "training" : file.toString(), file == null ? "{}" : Settings.readText(file), own);
    }
}
