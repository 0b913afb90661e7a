package io.ringmaster.gateway.parse;

import java.io.InputStream;
import java.io.OutputStream;

/** Frames, one after the other, as one stream. The stream ends with each frame and continues with the next one. */
final class FrameStream extends InputStream {

    private final OutputStream nowhere = OutputStream.nullOutputStream();
    private byte[] bytes = {};
    private int next;
    private int end;

    void wrap(final byte[] newBytes, final int offset, final int length) {
        bytes = newBytes;
        next = offset;
        end = offset + length;
        // White space may follow an object and nothing else may: what is left over is simply not empty.
        while (end > next && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
            end--;
        }
    }

    /** Where a reader may put what it took too much. */
    OutputStream rest() {
        return nowhere;
    }

    @Override
    public int available() {
        return end - next;
    }

    @Override
    public int read() {
        return next == end ? -1 : bytes[next++] & 0xFF;
    }

    @Override
    public int read(final byte[] to, final int offset, final int length) {
        if (next == end) {
            return -1;
        }
        final int count = Math.min(length, end - next);
        System.arraycopy(bytes, next, to, offset, count);
        next += count;
        return count;
    }
}
