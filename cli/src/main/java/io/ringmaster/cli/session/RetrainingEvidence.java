package io.ringmaster.cli.session;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.Sha256;
import io.ringmaster.pipeline.engine.RetrainingResult;
import io.ringmaster.schema.RetrainingVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * The file {@code evidence.json} of a retraining: what {@code retrain} writes and a running session takes. The new model is {@code model.onnx} beside it.
 *
 * @param result       with the path and hash of this file
 * @param configSha256 of the session's configuration under which the models were compared
 */
public record RetrainingEvidence(RetrainingResult result, String configSha256) {

    /** Name of the file. */
    public static final String FILE = "evidence.json";
    /** Name of the new model beside it. */
    public static final String MODEL = "model.onnx";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_BYTES = 1 << 20;
    /** The record of a session must fit an event. */
    private static final int LONGEST_TEXT_BYTES = 1_000;

    /** The same facts as the first keys of a line of JSON. */
    public JsonLine json() {
        final JsonLine json = new JsonLine()
            .put("verdict", result.verdict().name().toLowerCase(Locale.ROOT))
            .put("reason", result.reason())
            .put("configSha256", configSha256)
            .put("newModelSha256", result.models().newSha256())
            .put("runningModelSha256", result.models().runningSha256());
        putTime(json, "dataFromNs", result.window().fromNs());
        putTime(json, "heldOutFromNs", result.window().heldOutFromNs());
        putTime(json, "dataToNs", result.window().toNs());
        return json
            .put("newReturn", result.figures().newReturn())
            .put("runningReturn", result.figures().runningReturn())
            .put("fixedShareReturn", result.figures().fixedShareReturn())
            .put("newDsr", result.figures().newDsr())
            .put("trials", result.figures().trials());
    }

    private static void putTime(final JsonLine json, final String key, final long timeNs) {
        if (timeNs == RetrainingResult.NO_TIME) {
            json.put(key, (String) null);
        } else {
            json.put(key, timeNs);
        }
    }

    public RetrainingVerdict verdict() {
        return result.verdict();
    }

    String newModelSha256() {
        return result.models().newSha256();
    }

    /** The new model. */
    Path model() {
        return Path.of(result.evidence()).resolveSibling(MODEL);
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if it is no file of evidence
     */
    static RetrainingEvidence read(final Path file) {
        if (!file.isAbsolute()) {
            throw new InvalidInputException("give the file of evidence with its absolute path, not '" + file + "'");
        }
        final byte[] bytes = bytes(file);
        try {
            return of(file, Sha256.of(bytes), JsonTree.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (final JacksonException | IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new InvalidInputException(file + " is no evidence of a retraining: " + e.getMessage() + ". Give the " + FILE + " that retrain wrote.", e);
        }
    }

    private static byte[] bytes(final Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe would hold up every other change of the session.
            throw new InvalidInputException(file + " is no regular file. Give the " + FILE + " that retrain wrote.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInputException(file + " is no evidence of a retraining: it has more than " + MOST_BYTES + " bytes.");
            }
            return bytes;
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + IoReason.of(e) + ".", e);
        }
    }

    private static RetrainingEvidence of(final Path file, final String sha256, final Map<String, Object> json) {
        final RetrainingResult result = new RetrainingResult(
            verdict(text(json, "verdict")),
            new RetrainingResult.Window(time(json, "dataFromNs"), time(json, "heldOutFromNs"), time(json, "dataToNs")),
            new RetrainingResult.Figures(
                number(json, "newReturn"), number(json, "runningReturn"), number(json, "fixedShareReturn"), number(json, "newDsr"),
                Long.parseLong(text(json, "trials"))),
            new RetrainingResult.Models(hash(json, "newModelSha256"), hash(json, "runningModelSha256")), requireShort("path", file.toString()), sha256,
            requireShort("reason", text(json, "reason")));
        return new RetrainingEvidence(result, hash(json, "configSha256"));
    }

    private static RetrainingVerdict verdict(final String text) {
        final RetrainingVerdict verdict = RetrainingVerdict.valueOf(text.toUpperCase(Locale.ROOT));
        if (verdict == RetrainingVerdict.NULL_VAL) {
            throw new IllegalArgumentException("verdict is '" + text + "'");
        }
        return verdict;
    }

    private static String hash(final Map<String, Object> json, final String key) {
        final String text = text(json, key);
        if (!text.isEmpty() && !HASH.matcher(text).matches()) {
            throw new IllegalArgumentException(key + " is no SHA-256 of 64 hexadecimal digits");
        }
        return text;
    }

    private static String text(final Map<String, Object> json, final String key) {
        if (json.get(key) instanceof final String text) {
            return text;
        }
        throw new IllegalArgumentException(key + " is missing");
    }

    private static double number(final Map<String, Object> json, final String key) {
        final double number = json.get(key) == null ? Double.NaN : Double.parseDouble(text(json, key));
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException(key + " is infinite");
        }
        return number;
    }

    private static long time(final Map<String, Object> json, final String key) {
        return json.get(key) == null ? RetrainingResult.NO_TIME : Long.parseLong(text(json, key));
    }

    private static String requireShort(final String what, final String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT_BYTES) {
            throw new IllegalArgumentException("its " + what + " has more than " + LONGEST_TEXT_BYTES + " bytes");
        }
        return text;
    }
}
