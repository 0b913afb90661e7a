package io.ringmaster.lab.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.feed.recorded.Lines;
import io.ringmaster.pipeline.feed.recorded.Unpacked;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a CSV file row by row and skips empty lines. Rows keep their line numbers for messages. */
final class CsvTable implements AutoCloseable {

    private final String file;
    private final long linesBefore;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private CsvRecord row;

    /**
     * @param file name for messages
     * @param in   text in UTF-8; closed with the table
     */
    CsvTable(final String file, final InputStream in, final char separator) {
        this(file, in, separator, 0);
    }

    /** @param linesBefore lines of the file that were read before */
    CsvTable(final String file, final InputStream in, final char separator, final long linesBefore) {
        this.file = file;
        this.linesBefore = linesBefore;
        reader = CsvReader.builder()
            .fieldSeparator(separator)
            .allowUnclosedQuote(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(in, StandardCharsets.UTF_8);
        records = reader.iterator();
    }

    /** Moves to the next row; false at the end. */
    boolean next() {
        try {
            if (!records.hasNext()) {
                return false;
            }
            row = records.next();
            return true;
        } catch (final CsvParseException e) {
            throw broken(e, e.getCause() instanceof IOException || e.getCause() instanceof UncheckedIOException);
        } catch (final UncheckedIOException e) {
            throw broken(e, true);
        }
    }

    private InvalidInputException broken(final RuntimeException e, final boolean isCutShort) {
        final String after = file + (isCutShort ? " breaks off" : " is no CSV") + " after line " + line() + ": ";
        // The reader counts lines from where it began to read.
        final String reason = rootMessage(e).replaceAll(" \\(record starting at line \\d+\\)", "");
        return new InvalidInputException(after + reason + (isCutShort ? ". Fetch it again." : "; fix the line"), e);
    }

    private static String rootMessage(final Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Unpacked.reason(root);
    }

    List<String> fields() {
        return row.getFields();
    }

    int size() {
        return row.getFieldCount();
    }

    String field(final int column) {
        return row.getField(column);
    }

    /** Line of the current row, from 1; before the first, the last line that was read before. */
    long line() {
        return linesBefore + (row == null ? 0 : row.getStartingLineNumber());
    }

    /** An exception that names file and line. */
    InvalidInputException invalid(final String fault, final Throwable cause) {
        return new InvalidInputException(file + " line " + line() + ": " + Lines.printable(fault), cause);
    }

    /** An exception that names file and line. */
    InvalidInputException invalid(final String fault) {
        return invalid(fault, null);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
