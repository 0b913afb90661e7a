package io.ringmaster.pipeline.feed.recorded;

import io.ringmaster.config.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads a text file line by line as bytes, plain or gzipped. Counts lines for error messages. */
public final class Lines implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_LINE_BYTES = 1 << 24;

    private final String file;
    private final InputStream in;
    private final List<String> notes;
    private final byte[] block = new byte[BUFFER_BYTES];
    private byte[] line = new byte[1 << 12];
    private int blockLength;
    private int blockNext;
    private int length;
    private long number;

    /** @param file name for messages */
    public Lines(final String file, final InputStream raw) {
        this.file = file;
        final Unpacked text = Unpacked.open(file, raw);
        in = text.in();
        notes = text.hasByteOrderMark() ? List.of(file + " " + Unpacked.BYTE_ORDER_MARK_NOTE) : List.of();
    }

    /** Moves to the next line; false at the end. */
    public boolean next() {
        length = 0;
        boolean hasAny = false;
        while (true) {
            if (blockNext == blockLength && !fill()) {
                number += hasAny ? 1 : 0;
                return hasAny;
            }
            hasAny = true;
            final int end = endOfLine();
            append(end);
            if (end < blockLength) {
                blockNext = end + 1;
                number++;
                if (length > 0 && line[length - 1] == '\r') {
                    length--;
                }
                return true;
            }
            blockNext = end;
        }
    }

    private int endOfLine() {
        int i = blockNext;
        while (i < blockLength && block[i] != '\n') {
            i++;
        }
        return i;
    }

    private void append(final int end) {
        final int bytes = end - blockNext;
        if (length + bytes > line.length) {
            if (length + bytes > MAX_LINE_BYTES) {
                throw invalid("it is longer than " + MAX_LINE_BYTES + " bytes; this is not the expected format");
            }
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + bytes));
        }
        System.arraycopy(block, blockNext, line, length, bytes);
        length += bytes;
    }

    private boolean fill() {
        try {
            blockNext = 0;
            blockLength = Math.max(0, in.read(block));
            return blockLength > 0;
        } catch (final IOException e) {
            throw new InvalidInputException(file + " breaks off after line " + number + ": " + Unpacked.reason(e) + ". Fetch it again.", e);
        }
    }

    /** Contains the current line's bytes, up to {@link #length}; valid until the next call of {@link #next}. */
    public byte[] bytes() {
        return line;
    }

    public int length() {
        return length;
    }

    public String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    /** A note for the user about how the file was read. */
    public List<String> notes() {
        return notes;
    }

    /** Number of the current line, from 1. */
    public long number() {
        return number;
    }

    /** An exception that names file and line. */
    public InvalidInputException invalid(final String fault) {
        return invalidAt(number, fault, null);
    }

    /** An exception that names file and line. */
    public InvalidInputException invalid(final String fault, final Throwable cause) {
        return invalidAt(number, fault, cause);
    }

    /** An exception that names file and that line. */
    public InvalidInputException invalidAt(final long line, final String fault, final Throwable cause) {
        return new InvalidInputException(file + " line " + line + ": " + printable(fault), cause);
    }

    /** Removes control characters, so that the file cannot move the terminal's cursor or change its colours. */
    public static String printable(final String text) {
        return text.codePoints().map(c -> Character.isISOControl(c) || c == 0xFFFD ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
