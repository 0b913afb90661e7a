package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.config.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a training was asked for, beside its settings. The file {@code resume.json} in its directory holds it, so that the training can be resumed.
 *
 * @param data    absolute
 * @param columns of the data, as {@code --columns} names them
 */
record TrainingRequest(Path data, Map<String, String> columns, Times times, Hashes hashes) {

    static final String FILE = "resume.json";

    TrainingRequest {
        columns = Map.copyOf(columns);
    }

    /** Times as they were given; null if they were not. */
    record Times(String from, String to, String testFrom) {
    }

    /**
     * What must not change.
     *
     * @param data     of the market that the data hold
     * @param config   of the session's settings, without a model
     * @param training of the settings of the training, without those that change no bit
     * @param build    version of the program
     */
    record Hashes(String data, String config, String training, String build) {
    }

    String text() {
        return new JsonLine()
            .put("data", data.toString())
            .putObject("columns", object -> new TreeMap<>(columns).forEach(object::put))
            .put("from", times.from).put("to", times.to).put("testFrom", times.testFrom)
            .put("dataSha256", hashes.data).put("configSha256", hashes.config).put("trainingSha256", hashes.training).put("build", hashes.build)
            .text() + "\n";
    }

    /** @throws InvalidInputException if the directory has none */
    static TrainingRequest read(final Path directory) {
        final Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(directory + " holds no training that can be resumed: " + FILE + " is missing. Give the directory of an"
                + " interrupted training, or begin one with --out.");
        }
        try {
            final Map<String, Object> values = JsonTree.of(Files.readString(file));
            final Map<String, String> columns = new TreeMap<>();
            ((Map<?, ?>) values.get("columns")).forEach((what, column) -> columns.put(String.valueOf(what), String.valueOf(column)));
            return new TrainingRequest(
                Path.of(text(values, "data")), columns, new Times(text(values, "from"), text(values, "to"), text(values, "testFrom")),
                new Hashes(text(values, "dataSha256"), text(values, "configSha256"), text(values, "trainingSha256"), text(values, "build")));
        } catch (final IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        } catch (final RuntimeException e) {
            throw new InvalidInputException(file + " is damaged. Begin the training again with --out.", e);
        }
    }

    private static String text(final Map<String, Object> values, final String key) {
        return (String) values.get(key);
    }
}
