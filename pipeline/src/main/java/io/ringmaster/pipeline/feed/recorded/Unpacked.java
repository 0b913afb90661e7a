package io.ringmaster.pipeline.feed.recorded;

import io.ringmaster.config.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * The text of a file as bytes: unpacked if it is gzipped, and without a byte order mark.
 *
 * @param hasByteOrderMark whether the text had a UTF-8 byte order mark
 */
public record Unpacked(BufferedInputStream in, boolean hasByteOrderMark) {

    public static final String BYTE_ORDER_MARK_NOTE = "begins with a byte order mark (BOM); it is no part of the text and was left out";

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int UTF_16_BIG = 0xFEFF;
    private static final int UTF_16_LITTLE = 0xFFFE;

    /**
     * @param file name for messages
     * @param raw  plain or gzipped; closed with the result
     * @throws InvalidInputException if it cannot be read, or is UTF-16
     */
    public static Unpacked open(final String file, final InputStream raw) {
        try {
            final BufferedInputStream packed = new BufferedInputStream(raw, BUFFER_BYTES);
            final BufferedInputStream in = firstTwo(packed) == GZIP_MAGIC
                ? new BufferedInputStream(new GZIPInputStream(packed, BUFFER_BYTES), BUFFER_BYTES) : packed;
            final int first = firstTwo(in);
            if (first == UTF_16_BIG || first == UTF_16_LITTLE) {
                throw new InvalidInputException(
                    file + " begins with the byte order mark (BOM) of UTF-16. Save it as UTF-8, without a byte order mark.");
            }
            return new Unpacked(in, skipByteOrderMark(in));
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + reason(e), e);
        }
    }

    private static int firstTwo(final InputStream in) throws IOException {
        in.mark(2);
        final int first = in.read() << 8 | in.read();
        in.reset();
        return first;
    }

    private static boolean skipByteOrderMark(final InputStream in) throws IOException {
        in.mark(3);
        if (in.read() == 0xEF && in.read() == 0xBB && in.read() == 0xBF) {
            return true;
        }
        in.reset();
        return false;
    }

    /** An end-of-file exception has no message. */
    public static String reason(final Throwable e) {
        return e.getMessage() == null ? "it ends too early" : e.getMessage();
    }

    /** The first bytes, if there are as many; they will be read again. */
    public byte[] peek(final int bytes) throws IOException {
        in.mark(bytes);
        final byte[] first = in.readNBytes(bytes);
        in.reset();
        return first;
    }
}
