package io.ringmaster.lab.learning.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of named rows of numbers. */
final class Answers {

    private final List<String> lines = new ArrayList<>();

    Answers(final String about) {
        lines.add("# " + about);
        lines.add("# PyTorch's answers. 'scripts/torch-answers' makes them again.");
    }

    Answers row(final String name, final float[] values) {
        final StringBuilder line = new StringBuilder(name);
        for (final float value : values) {
            line.append(' ').append(value);
        }
        lines.add(line.toString());
        return this;
    }

    Answers row(final String name, final float[][] values) {
        return row(name, flat(values));
    }

    Answers row(final String name, final NDArray values) {
        return row(name, values.toType(DataType.FLOAT32, true).toFloatArray());
    }

    static float[] flat(final float[][] values) {
        int size = 0;
        for (final float[] row : values) {
            size += row.length;
        }
        final float[] flat = new float[size];
        int next = 0;
        for (final float[] row : values) {
            System.arraycopy(row, 0, flat, next, row.length);
            next += row.length;
        }
        return flat;
    }

    void write(final Path file) throws IOException {
        Files.write(file, lines);
    }
}
