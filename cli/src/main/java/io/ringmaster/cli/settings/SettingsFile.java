package io.ringmaster.cli.settings;

import io.ringmaster.config.binding.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A configuration file whose text is parsed once, for a command that reads it again with more overrides: parsing takes longer than the rest if there are
 * many strategies.
 */
public final class SettingsFile {

    private final Path file;
    private final Configuration.Document document;
    private final Map<String, Registry.Reading> registries = new TreeMap<>();

    private SettingsFile(final Path file) {
        this.file = file;
        document = Configuration.read(file.toString(), Settings.readText(file));
    }

    /** @throws io.ringmaster.config.InvalidInputException if it cannot be read; a fault in its text is found when the settings are read */
    public static SettingsFile of(final Path file) {
        return new SettingsFile(file);
    }

    /** Reads the settings, with overrides from the command line and from the environment, the command line first. */
    public Settings read(final Map<String, String> overrides) {
        return readWithoutModels(overrides).withModelsBeside(file);
    }

    /** The same; the files of models are not looked for. */
    Settings readWithoutModels(final Map<String, String> overrides) {
        final Map<String, String> all = Settings.withEnvironment(overrides);
        final String registry = all.getOrDefault("registry", document.text("registry"));
        final Registry.Reading reading =
            registry.isEmpty() ? null : registries.computeIfAbsent(registry, name -> Registry.begin(file.resolveSibling(name)));
        final Settings settings = Settings.bind(document, all);
        return reading == null ? settings : settings.with(reading.finish(settings.symbols()));
    }

    /**
     * Returns which of the given settings neither the file nor an override sets.
     *
     * @param paths dotted
     */
    public List<String> notGiven(final Map<String, String> overrides, final List<String> paths) {
        return document.notGiven(Settings.withEnvironment(overrides), paths);
    }
}
