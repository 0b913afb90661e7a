package io.ringmaster.lab.backtest;

import io.ringmaster.units.FixedPoint;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A CSV file of numbers and plain words, none of which needs quotes. */
final class CsvFile implements AutoCloseable {

    private static final int BUFFER_CHARS = 1 << 16;

    private final Path file;
    private final BufferedWriter out;
    private final StringBuilder row = new StringBuilder(256);

    CsvFile(final Path file, final String header) {
        this.file = file;
        try {
            out = new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.US_ASCII), BUFFER_CHARS);
            out.write(header);
            out.write('\n');
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    CsvFile put(final long value) {
        separate().append(value);
        return this;
    }

    CsvFile put(final String word) {
        separate().append(word);
        return this;
    }

    /** The exact decimal value. */
    CsvFile putE8(final long valueE8) {
        separate();
        FixedPoint.append(row, valueE8);
        return this;
    }

    private StringBuilder separate() {
        return row.isEmpty() ? row : row.append(',');
    }

    void endRow() {
        try {
            out.append(row).append('\n');
        } catch (final IOException e) {
            throw failed(e);
        }
        row.setLength(0);
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
