package io.ringmaster.lab.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Counts the bytes read. */
final class CountedInput extends FilterInputStream {

    private final LongConsumer progress;
    private long bytes;

    /** @param progress receives the number of bytes read so far */
    CountedInput(final InputStream in, final LongConsumer progress) {
        super(in);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        final int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(final byte[] target, final int offset, final int length) throws IOException {
        final int read = super.read(target, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(final int read) {
        bytes += read;
        progress.accept(bytes);
    }
}
