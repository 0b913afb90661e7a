package io.ringmaster.lab.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.lab.learning.network.Parameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** PyTorch's answers, as rows of numbers with names. {@code scripts/torch-answers} makes the files again. */
public final class TorchAnswers {

    private final String file;
    private final Map<String, float[]> rows = new TreeMap<>();

    public TorchAnswers(final String file) {
        this.file = file;
        try (BufferedReader lines = new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(TorchAnswers.class.getResourceAsStream("/torch/" + file)), StandardCharsets.US_ASCII))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::read);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(final String line) {
        final String[] parts = line.split(" ");
        final float[] values = new float[parts.length - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(parts[i + 1]);
        }
        rows.put(parts[0], values);
    }

    public float[] row(final String name) {
        return Objects.requireNonNull(rows.get(name), () -> file + " has no row " + name);
    }

    /** A part of a row. */
    public float[] row(final String name, final int from, final int count) {
        return Arrays.copyOfRange(row(name), from, from + count);
    }

    /** Sets parameters from a row. */
    public void fill(final Parameters parameters, final String name) {
        final float[] values = row(name);
        assertEquals(parameters.size(), values.length, () -> file + " " + name);
        int next = 0;
        for (int i = 0; i < parameters.rows(); i++) {
            System.arraycopy(values, next, parameters.row(i), 0, parameters.row(i).length);
            next += parameters.row(i).length;
        }
    }

    /** Compares all numbers with a row; an error counts in relation to the largest number of the row. */
    public void assertClose(final String name, final float[] actual, final double most) {
        final float[] expected = row(name);
        assertEquals(expected.length, actual.length, () -> file + " " + name);
        double largest = 0;
        for (final float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            final int place = i;
            final double error = Math.abs(actual[i] - (double) expected[i]) / largest;
            assertTrue(error <= most, () -> file + " " + name + "[" + place + "]: PyTorch has " + expected[place] + ", this learner " + actual[place]);
        }
    }

    public void assertClose(final String name, final Parameters actual, final double most) {
        assertClose(name, flat(actual), most);
    }

    /** All numbers in one row. */
    public static float[] flat(final Parameters parameters) {
        final float[] flat = new float[parameters.size()];
        int next = 0;
        for (int i = 0; i < parameters.rows(); i++) {
            System.arraycopy(parameters.row(i), 0, flat, next, parameters.row(i).length);
            next += parameters.row(i).length;
        }
        return flat;
    }
}
