package io.ringmaster.cli.settings;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.model.GoldenVectors;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads models and their golden vectors. Each file is read once, and never more of it than its limit allows. */
public final class ModelFiles {

    /** Names the example model, which is part of the program. */
    public static final String BUNDLED = "bundled";

    /** Where the example model is. */
    public static final String BUNDLED_RESOURCE = "/demo/example.onnx";

    private static final String MODEL = "an .onnx file";
    private static final String MODEL_END = ".onnx";
    private static final String GOLDEN_END = ".golden.csv";
    private static final int MOST_GOLDEN_BYTES = 256 << 20;

    private ModelFiles() {
    }

    static boolean isBundled(final String file) {
        return BUNDLED.equals(file);
    }

    /** @throws io.ringmaster.inference.model.graph.ModelRefusedException if the model must not decide */
    public static Model model(final Path file) {
        return model(file, OnnxReader.MOST_BYTES);
    }

    /** @throws io.ringmaster.inference.model.graph.ModelRefusedException if the model must not decide */
    static Model model(final Path file, final long mostBytes) {
        return OnnxReader.read(file.toString(), bytes(file, MODEL, Math.toIntExact(mostBytes)), mostBytes);
    }

    /** The hash of a model's file, without reading what it means; of a file that is too large, the hash of something else. */
    static String sha256(final Path file, final long mostBytes) {
        return Sha256.of(bytes(file, MODEL, Math.toIntExact(mostBytes)));
    }

    /** {@code policy.golden.csv} beside {@code policy.onnx}; null if there is no such file. */
    public static Path goldenBeside(final Path model) {
        final Path golden = placeOfGolden(model);
        return Files.exists(golden) ? golden : null;
    }

    private static Path placeOfGolden(final Path model) {
        final String name = model.getFileName().toString();
        final String stem = name.endsWith(MODEL_END) ? name.substring(0, name.length() - MODEL_END.length()) : name;
        return model.resolveSibling(stem + GOLDEN_END);
    }

    /** Writes a model, and its golden vectors where {@link #goldenBeside} finds them. */
    public static void write(final Path model, final byte[] onnx, final String golden) throws IOException {
        Files.write(model, onnx);
        Files.writeString(placeOfGolden(model), golden);
    }

    public static GoldenVectors golden(final Path file, final Model model) {
        final byte[] bytes = bytes(file, "a file of golden vectors", MOST_GOLDEN_BYTES);
        if (bytes.length > MOST_GOLDEN_BYTES) {
            throw new InvalidInputException(file + ": it has more than 256 MiB. Give fewer golden vectors.");
        }
        return GoldenVectors.read(file.toString(), bytes, model);
    }

    /** @return at most one byte more than the limit, so that the reader can tell */
    private static byte[] bytes(final Path file, final String what, final int most) {
        try (InputStream in = isBundled(file.toString()) ? ModelFiles.class.getResourceAsStream(BUNDLED_RESOURCE) : Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        } catch (final NoSuchFileException e) {
            throw new InvalidInputException(file + " does not exist. Give " + what + ".", e);
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + IoReason.of(e) + ". Give " + what + ".", e);
        }
    }
}
