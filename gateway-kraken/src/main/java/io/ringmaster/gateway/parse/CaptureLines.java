package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.feed.recorded.ImportCounts;
import io.ringmaster.pipeline.feed.recorded.Lines;
import io.ringmaster.pipeline.feed.recorded.MessageFields;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The received messages of a capture as cryptofeed writes them: {@code <receive time s>: <message>} a line. Lines of what was sent begin with
 * the address and are passed over; other lines without a time are counted. Nothing is kept of a line when the next one is read.
 */
final class CaptureLines implements AutoCloseable {

    private static final int NANO_DIGITS = 9;
    private static final int SECOND_DIGITS = 10;
    private static final long[] POWERS_OF_10 = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000};

    private final Lines lines;
    private final ImportCounts counts;
    private int start;

    /**
     * @param file name for messages
     * @param in   plain or gzipped; closed with the capture
     */
    CaptureLines(final String file, final InputStream in, final ImportCounts counts) {
        lines = new Lines(file, in);
        this.counts = counts;
    }

    /** Moves to the next received message; false at the end. */
    boolean next() {
        while (lines.next()) {
            start = messageStart(lines.bytes(), lines.length());
            if (start >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Holds the line; the message begins at {@link #start} and ends at {@link #length}. */
    byte[] bytes() {
        return lines.bytes();
    }

    int start() {
        return start;
    }

    int length() {
        return lines.length();
    }

    /** The lines behind it, which name file and line in a message. */
    Lines lines() {
        return lines;
    }

    /** Where the message begins in a received line; -1 for other lines. */
    private int messageStart(final byte[] line, final int length) {
        for (int i = 0; i + 1 < length; i++) {
            if (line[i] == ':' && line[i + 1] == ' ') {
                return i > 0 && line[0] >= '0' && line[0] <= '9' ? i + 2 : -1;
            }
        }
        if (length > 0 && line[0] != 'w') {
            counts.countRejected();
        }
        return -1;
    }

    /** @throws io.ringmaster.config.InvalidInputException if it is no time in UTC seconds */
    long receiveTimeNs() {
        final byte[] line = lines.bytes();
        final int end = start - 2;
        long value = 0;
        int places = -1;
        for (int i = 0; i < end; i++) {
            if (line[i] == '.' && places < 0) {
                places = 0;
            } else if (line[i] >= '0' && line[i] <= '9' && places < NANO_DIGITS && (places >= 0 || i < SECOND_DIGITS)) {
                value = value * 10 + line[i] - '0';
                places += places >= 0 ? 1 : 0;
            } else {
                throw lines.invalid("the receive time is not one in UTC seconds: '"
                    + new String(line, 0, end, StandardCharsets.UTF_8) + "'; fix or remove the line");
            }
        }
        if (value <= 0 || value / POWERS_OF_10[Math.max(0, places)] >= MessageFields.END_MS / 1_000) {
            throw lines.invalid("the receive time is not one in UTC seconds: '" + new String(line, 0, end, StandardCharsets.UTF_8)
                + "'; check the unit");
        }
        return value * POWERS_OF_10[NANO_DIGITS - Math.max(0, places)];
    }

    @Override
    public void close() {
        lines.close();
    }
}
