package io.ringmaster.lab.csv;

import io.ringmaster.units.FixedPoint;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A CSV file of numbers and texts in UTF-8. A text with a comma, a quote or a line break is quoted. */
public final class CsvFile implements AutoCloseable {

    private static final int BUFFER_CHARS = 1 << 16;

    private final Path file;
    private final BufferedWriter out;
    private final StringBuilder row = new StringBuilder(256);
    private boolean hasCells;

    /** Creates the file with a header, which is written unchanged. */
    public CsvFile(final Path file, final String header) {
        this.file = file;
        try {
            out = new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), BUFFER_CHARS);
            out.write(header);
            out.write('\n');
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    public CsvFile put(final long value) {
        separate().append(value);
        return this;
    }

    public CsvFile put(final String word) {
        separate().append(quoted(word));
        return this;
    }

    /** The shortest decimal that reads back as the same number; empty for NaN. */
    public CsvFile put(final double value) {
        separate();
        if (!Double.isNaN(value)) {
            row.append(value);
        }
        return this;
    }

    /** An empty cell. */
    public CsvFile putNothing() {
        separate();
        return this;
    }

    /** A text as written in a cell. */
    public static String quoted(final String word) {
        return word.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') ? word : '"' + word.replace("\"", "\"\"") + '"';
    }

    /** The exact decimal value. */
    public CsvFile putE8(final long valueE8) {
        separate();
        FixedPoint.append(row, valueE8);
        return this;
    }

    private StringBuilder separate() {
        if (hasCells) {
            row.append(',');
        }
        hasCells = true;
        return row;
    }

    /** Writes the row. */
    public void endRow() {
        try {
            out.append(row).append('\n');
        } catch (final IOException e) {
            throw failed(e);
        }
        row.setLength(0);
        hasCells = false;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(final IOException cause) {
        return new UncheckedIOException("cannot write " + file, cause);
    }
}
