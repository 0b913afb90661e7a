package io.ringmaster.signals;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads lines of UTF-8 from an untrusted source: a malformed line does not affect other lines, and no line fills the memory. One thread. */
final class LineReader {

    private static final int MAX_BYTES = 65_536;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isInsideLine;

    LineReader(final InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * The next line without its line break; null at the end.
     *
     * @throws MalformedSignalException if it is too long or not UTF-8; the next call continues after it
     */
    String next() throws IOException {
        while (isInsideLine) {
            isInsideLine = isOfLine(in.read());
        }
        line.reset();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; isOfLine(next); next = in.read()) {
            if (line.size() == MAX_BYTES) {
                isInsideLine = true;
                throw new MalformedSignalException("it is longer than " + MAX_BYTES + " bytes");
            }
            line.write(next);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
        } catch (final CharacterCodingException e) {
            throw new MalformedSignalException("it is not UTF-8", e);
        }
    }

    private static boolean isOfLine(final int next) {
        return next >= 0 && next != '\n';
    }

    /** Whether the rest of the last line is still unread because it is too long. */
    boolean isInsideLine() {
        return isInsideLine;
    }

    /** The part of the last line that was read, with a replacement character for invalid bytes. */
    String asRead() {
        return line.toString(StandardCharsets.UTF_8);
    }
}
