package io.ringmaster.inference.model;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.Port;
import io.ringmaster.inference.model.onnx.OnnxReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Observations with the outputs that the trained network gave for them, recorded where the model was exported. They prove that a model computes here
 * what it computed there. The file is CSV:
 *
 * <pre>
 *   # model 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08   optional: SHA-256 of the model
 *   observation[0],observation[1],action[0]                                   the model's input and outputs, number by number
 *   0.25,-1.5,0.125                                                           one observation and its outputs
 * </pre>
 *
 * @param sha256 of the file, in lower-case hexadecimal
 * @param rows   observation and outputs of each row, behind each other
 * @param first  line of the first row, from 1
 */
public record GoldenVectors(String name, String sha256, List<float[]> rows, int first) {

    /** The most rows a file may have. */
    public static final int MOST = 100_000;

    private static final String MODEL = "# model ";

    /**
     * Reads a file.
     *
     * @param name  of the file, for messages
     * @param bytes its whole content
     * @throws InvalidInputException if it belongs to another model or a row is wrong
     */
    public static GoldenVectors read(final String name, final byte[] bytes, final Model model) {
        final List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        final boolean isBound = !lines.isEmpty() && lines.getFirst().startsWith("#");
        if (isBound && !lines.getFirst().strip().equals(MODEL + model.sha256())) {
            throw new InvalidInputException(name + " line 1: expected '" + MODEL + model.sha256() + "'. Give the golden vectors of this model.");
        }
        final int header = isBound ? 1 : 0;
        final String expected = header(model);
        if (lines.size() <= header || !lines.get(header).strip().equals(expected)) {
            throw new InvalidInputException(
                name + " line " + (header + 1) + ": expected the model's input and outputs: " + shortened(expected) + ". Give the golden vectors of this model.");
        }
        final int columns = model.graph().input().size() + model.graph().outputSize();
        final List<float[]> rows = new ArrayList<>();
        for (int i = header + 1; i < lines.size(); i++) {
            rows.add(row(name + " line " + (i + 1), lines.get(i), columns));
        }
        if (rows.isEmpty() || rows.size() > MOST) {
            throw new InvalidInputException(name + ": it has " + rows.size() + " rows. Give between 1 and " + MOST + ".");
        }
        return new GoldenVectors(name, OnnxReader.sha256(bytes), rows, header + 2);
    }

    /**
     * The text of a file for a model.
     *
     * @param rows observation and outputs of each row, behind each other
     */
    public static String text(final Model model, final List<float[]> rows) {
        final StringBuilder text = new StringBuilder(MODEL).append(model.sha256()).append('\n').append(header(model)).append('\n');
        for (final float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                text.append(i == 0 ? "" : ",").append(row[i]);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String header(final Model model) {
        return Stream.concat(Stream.of(model.graph().input()), model.graph().outputs().stream()).flatMap(GoldenVectors::columns)
            .reduce((a, b) -> a + "," + b).orElseThrow();
    }

    private static Stream<String> columns(final Port port) {
        return IntStream.range(0, port.size()).mapToObj(i -> port.name() + "[" + i + "]");
    }

    private static String shortened(final String header) {
        return header.length() <= 80 ? header : header.substring(0, 38) + " … " + header.substring(header.length() - 38);
    }

    private static float[] row(final String place, final String line, final int columns) {
        final String[] fields = line.split(",", -1);
        if (fields.length != columns) {
            throw new InvalidInputException(place + ": it has " + fields.length + " columns, expected " + columns + ". Fix or remove the line.");
        }
        final float[] row = new float[columns];
        for (int i = 0; i < columns; i++) {
            row[i] = number(place, fields[i].strip());
        }
        return row;
    }

    private static float number(final String place, final String field) {
        try {
            final float number = Float.parseFloat(field);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (final NumberFormatException e) {
            throw new InvalidInputException(place + ": '" + field + "' is not a number. Fix or remove the line.", e);
        }
        throw new InvalidInputException(place + ": '" + field + "' is not finite. Fix or remove the line.");
    }

    /** The largest difference between the recorded outputs and those of an engine. Add {@link #first} to its row for the line of the file. */
    public Difference compare(final ModelEngine engine, final Model model) {
        final int features = engine.input().length;
        Difference worst = Difference.NONE;
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, engine.input(), 0, features);
            engine.run();
            int column = features;
            for (int output = 0; output < engine.outputs(); output++) {
                final Port port = model.graph().outputs().get(output);
                for (int i = 0; i < port.size(); i++) {
                    worst = worst.or(Difference.of(row, port, i, rows.get(row)[column++], engine.output(output)[i]));
                }
            }
        }
        return worst;
    }

    /** Where a difference is, and what differs: {@code line 3: y[1] was -0.75, and is -0.7615942; allowed: 1.0E-6}. */
    public String describe(final Difference worst) {
        return "line " + (first + worst.row()) + ": " + worst.place() + " was " + worst.expected() + ", and is " + worst.found() + "; allowed: "
            + Engines.TOLERANCE;
    }
}
