package io.ringmaster.lab.csv;

import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.ExpandableArrayBuffer;

/**
 * A CSV file of numbers and texts in UTF-8. A text with a comma, a quote or a line break is quoted. Numbers become bytes at once, without a text in
 * between, because a backtest writes a row for each bar.
 */
public final class CsvFile implements AutoCloseable {

    /** Rows are written when this many bytes have come together. */
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int PLACES = 8;

    private final Path file;
    private final OutputStream out;
    private final ExpandableArrayBuffer rows = new ExpandableArrayBuffer(2 * BLOCK_BYTES);
    private int used;
    /** End of the last whole row. */
    private int ended;
    private boolean hasCells;

    /** Creates the file with a header, which is written unchanged. */
    public CsvFile(final Path file, final String header) {
        this.file = file;
        try {
            out = Files.newOutputStream(file);
        } catch (final IOException e) {
            throw failed(e);
        }
        text(header);
        endRow();
    }

    public CsvFile put(final long value) {
        separate();
        used += rows.putLongAscii(used, value);
        return this;
    }

    public CsvFile put(final String word) {
        separate();
        text(quoted(word));
        return this;
    }

    /** The shortest decimal that reads back as the same number; empty for NaN. */
    public CsvFile put(final double value) {
        separate();
        if (!Double.isNaN(value)) {
            text(Double.toString(value));
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

    /** The exact decimal value, as {@link FixedPoint#format} writes it. */
    public CsvFile putE8(final long valueE8) {
        separate();
        if (valueE8 < 0) {
            ascii('-');
        }
        used += rows.putLongAscii(used, Math.abs(valueE8 / FixedPoint.ONE));
        final int fraction = (int) Math.abs(valueE8 % FixedPoint.ONE);
        if (fraction != 0) {
            ascii('.');
            rows.putNaturalPaddedIntAscii(used, PLACES, fraction);
            used += PLACES;
            while (rows.getByte(used - 1) == '0') {
                used--;
            }
        }
        return this;
    }

    private void separate() {
        if (hasCells) {
            ascii(',');
        }
        hasCells = true;
    }

    private void ascii(final char symbol) {
        rows.putByte(used++, (byte) symbol);
    }

    private void text(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        rows.putBytes(used, bytes);
        used += bytes.length;
    }

    /** Ends the row; it is written with those beside it. */
    public void endRow() {
        ascii('\n');
        hasCells = false;
        ended = used;
        if (ended >= BLOCK_BYTES) {
            write();
        }
    }

    private void write() {
        try {
            out.write(rows.byteArray(), 0, ended);
            used = 0;
            ended = 0;
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    /** A row that has not ended is not written. */
    @Override
    public void close() {
        try (out) {
            write();
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(final IOException cause) {
        return new UncheckedIOException("cannot write " + file, cause);
    }
}
