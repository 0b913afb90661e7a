package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.ModelFiles;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.journal.IoReason;
import io.ringmaster.lab.training.Checkpoints;
import io.ringmaster.lab.training.CurvePage;
import io.ringmaster.lab.training.Training;
import io.ringmaster.lab.training.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The files of one training.
 *
 * <pre>
 *   resume.json  session.yaml  training.yaml     before it learns
 *   checkpoints/                                 while it learns
 *   model.onnx  model.golden.csv  contract.json  observations.csv  curve.csv  curve.html
 *   backtests/validation/  backtests/test/
 *   metadata.json                                the last: the training is finished
 * </pre>
 *
 * With several seeds, each has such a directory, and the one around them has {@code summary.json} as the last.
 */
final class TrainingDirectory {

    static final String SESSION = "session.yaml";
    static final String TRAINING = "training.yaml";
    static final String MODEL = "model.onnx";
    private static final String METADATA = "metadata.json";
    private static final String SUMMARY = "summary.json";
    private static final String CURVE = "curve.html";
    private static final String BACKTESTS = "backtests";

    private final Path path;

    TrainingDirectory(final Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Path model() {
        return path.resolve(MODEL);
    }

    Path backtest(final String name) {
        return path.resolve(BACKTESTS).resolve(name);
    }

    /** The settings that the training began with. */
    String settings() {
        return Settings.readText(path.resolve(TRAINING));
    }

    Checkpoints checkpoints() {
        return new Checkpoints(path.resolve("checkpoints"));
    }

    boolean isFinished() {
        return Files.exists(path.resolve(METADATA)) || Files.exists(path.resolve(SUMMARY));
    }

    /**
     * Writes what is known before the training, so that a directory that cannot be written is found before and not after it. The request is the last: with
     * it, the training can be resumed. A directory that has it is left as it is.
     */
    void begin(final TrainingRequest request, final String session, final TrainingSettings settings) {
        if (Files.exists(path.resolve(TrainingRequest.FILE))) {
            return;
        }
        try {
            Files.createDirectories(path);
            Files.writeString(path.resolve(TRAINING), Configuration.render(settings));
            Files.writeString(path.resolve(SESSION), session);
            writeWhole(TrainingRequest.FILE, request.text());
        } catch (final IOException e) {
            throw new InvalidInputException(path + " cannot be written: " + IoReason.of(e) + ". Give another directory with --out.", e);
        }
    }

    /** Writes what was learned, and removes the backtests of an interrupted process. */
    void learned(final Training.Result result, final String contract, final String title) {
        Directories.delete(path.resolve(BACKTESTS));
        try {
            ModelFiles.write(model(), result.onnx(), result.golden());
            Files.writeString(path.resolve("contract.json"), contract);
            Files.writeString(path.resolve("observations.csv"), result.observed().csv());
            Files.writeString(path.resolve("curve.csv"), result.curve().csv());
            Files.writeString(path.resolve(CURVE), CurvePage.html(title, Map.of("training", result.curve())));
        } catch (final IOException e) {
            throw new UncheckedIOException(path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Marks the training as finished. */
    void finish(final String metadata) {
        write(METADATA, metadata + "\n");
    }

    /** Marks a training with several seeds as finished. */
    void finishAll(final String summary, final String curve) {
        write(CURVE, curve);
        write(SUMMARY, summary + "\n");
    }

    private void write(final String name, final String text) {
        try {
            writeWhole(name, text);
        } catch (final IOException e) {
            throw new UncheckedIOException(path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** A kill at any moment leaves the file whole or absent. */
    private void writeWhole(final String name, final String text) throws IOException {
        final Path beside = path.resolve(name + ".tmp");
        Files.writeString(beside, text);
        Files.move(beside, path.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
