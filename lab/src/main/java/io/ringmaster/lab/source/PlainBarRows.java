package io.ringmaster.lab.source;

import io.ringmaster.pipeline.feed.recorded.MessageFields;
import io.ringmaster.units.FixedPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bars of a file with Ringmaster's own header. As long as rows consist of plain numbers, it reads them from bytes, without texts in between: a year of
 * minutes is half a million rows. From the first other row on, {@link CsvBarRows} reads the rest, because it knows every form and explains every fault.
 */
final class PlainBarRows implements BarRows {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int TIME_DIGITS = 13;
    /** So many fit a fixed-point number whatever they are. */
    private static final int WHOLE_DIGITS = 10;
    private static final int PLACES = 8;
    /** Longer than any plain row. */
    private static final int ROW_BYTES = 1 << 7;
    private static final int NOT_PLAIN = -1;

    private final String file;
    private final InputStream in;
    private final List<String> notes;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    /** Of the row that comes next, and of what was read. */
    private int at;
    private int end;
    /** Where the row that is being read stands. */
    private int cursor;
    private boolean isWhole;
    private IOException failure;
    private long lines = 1;
    /** Reads the rows from the first one on that is not plain; null before. */
    private CsvBarRows rest;

    /** @param in behind the header; closed with the rows */
    PlainBarRows(final String file, final InputStream in, final List<String> notes) {
        this.file = file;
        this.in = in;
        this.notes = notes;
    }

    /** Whether a text begins with the header that such a file has. */
    static boolean isHeader(final String start) {
        return start.startsWith(BarColumns.HEADER + '\n');
    }

    @Override
    public boolean next(final BarRow row) {
        if (rest != null) {
            return rest.next(row);
        }
        if (end - at < ROW_BYTES && !isWhole) {
            fill();
        }
        if (at == end && failure == null) {
            return false;
        }
        if (!read(row)) {
            rest = rest();
            return rest.next(row);
        }
        at = cursor;
        row.line = ++lines;
        return true;
    }

    private void fill() {
        System.arraycopy(bytes, at, bytes, 0, end - at);
        end -= at;
        at = 0;
        try {
            while (end < ROW_BYTES && !isWhole) {
                final int read = in.read(bytes, end, BUFFER_BYTES - end);
                end += Math.max(0, read);
                isWhole = read < 0;
            }
        } catch (final IOException e) {
            failure = e;
            isWhole = true;
        }
    }

    /** Reads the row at {@link #at}; false if it is not plain. */
    private boolean read(final BarRow row) {
        cursor = at;
        final long timeMs = time();
        final long openE8 = decimalE8(',');
        final long highE8 = decimalE8(',');
        final long lowE8 = decimalE8(',');
        final long closeE8 = decimalE8(',');
        final long volumeE8 = volumeE8();
        if (volumeE8 == NOT_PLAIN) {
            return false;
        }
        row.timeMs = timeMs;
        row.openE8 = openE8;
        row.highE8 = highE8;
        row.lowE8 = lowE8;
        row.closeE8 = closeE8;
        row.volumeE8 = volumeE8;
        return true;
    }

    private long time() {
        final int from = cursor;
        final long timeMs = digits();
        return cursor > from && cursor - from <= TIME_DIGITS && isFollowedBy(',') && timeMs < MessageFields.END_MS ? timeMs : notPlain();
    }

    /** The digits at the cursor as a number, which means nothing if they are too many. */
    private long digits() {
        long value = 0;
        while (cursor < end && bytes[cursor] >= '0' && bytes[cursor] <= '9') {
            value = 10 * value + bytes[cursor++] - '0';
        }
        return value;
    }

    private long decimalE8(final char last) {
        final int from = cursor;
        final long whole = digits();
        final int length = cursor - from;
        if (length == 0 || length > WHOLE_DIGITS) {
            return notPlain();
        }
        final long fractionE8 = isFollowedBy('.') ? fractionE8() : 0;
        return fractionE8 >= 0 && isFollowedBy(last) ? whole * FixedPoint.ONE + fractionE8 : notPlain();
    }

    /** Programs write a small volume with an exponent, such as 4.2e-05, or a sum with more places than eight. */
    private long volumeE8() {
        final int from = cursor;
        final long volumeE8 = decimalE8('\n');
        return volumeE8 == NOT_PLAIN ? ofText(from) : volumeE8;
    }

    private long ofText(final int from) {
        int to = from;
        while (to < end && bytes[to] != '\n') {
            to++;
        }
        try {
            final long valueE8 = to < end ? FixedPoint.parseHalfEven(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)) : NOT_PLAIN;
            cursor = to + 1;
            return valueE8 < 0 ? notPlain() : valueE8;
        } catch (final NumberFormatException e) {
            return notPlain();
        }
    }

    private long fractionE8() {
        final int from = cursor;
        long fraction = digits();
        final int length = cursor - from;
        if (length == 0 || length > PLACES) {
            return notPlain();
        }
        for (int i = length; i < PLACES; i++) {
            fraction *= 10;
        }
        return fraction;
    }

    private boolean isFollowedBy(final char symbol) {
        if (cursor < end && bytes[cursor] == symbol) {
            cursor++;
            return true;
        }
        return false;
    }

    /** Puts the cursor where no number stands, so that the rest of the row is not plain either. */
    private long notPlain() {
        cursor = end;
        return NOT_PLAIN;
    }

    private CsvBarRows rest() {
        final InputStream after = failure == null ? in : new BrokenInput(failure, in);
        final InputStream unread = new SequenceInputStream(new ByteArrayInputStream(bytes, at, end - at), after);
        return new CsvBarRows(new CsvTable(file, unread, ',', lines), BarColumns.inOrder(OhlcvFile.OWN), BarTime.MILLISECONDS, 0, false, notes);
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        if (rest == null) {
            new CsvTable(file, in, ',', lines).close();
        } else {
            rest.close();
        }
    }

    /** Fails again as the input did. */
    private static final class BrokenInput extends InputStream {

        private final IOException failure;
        private final InputStream in;

        private BrokenInput(final IOException failure, final InputStream in) {
            this.failure = failure;
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
