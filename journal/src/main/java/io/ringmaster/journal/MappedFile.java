package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** A read-only window on a file of any size, which may be growing. Moves when what is asked for lies outside; one thread. */
final class MappedFile implements AutoCloseable {

    private static final long WINDOW_BYTES = 1L << 30;
    private static final long PAGE_BYTES = 1L << 16;
    private static final long SCAN_BYTES = 1L << 20;

    private final Path path;
    private final FileChannel channel;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final CRC32C crc = new CRC32C();
    private MappedByteBuffer window;
    private long windowStart;
    private long windowEnd;

    private MappedFile(final Path path) throws IOException {
        this.path = path;
        channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    static MappedFile open(final Path path) {
        try {
            return new MappedFile(path);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    Path path() {
        return path;
    }

    long length() {
        try {
            return channel.size();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the size of " + path, e);
        }
    }

    /** Makes a range readable through {@link #buffer}; false if the file ends before it. */
    boolean cover(final long position, final long bytes) {
        return (position >= windowStart && position + bytes <= windowEnd) || move(position, bytes);
    }

    private boolean move(final long position, final long bytes) {
        final long length = length();
        if (position + bytes > length) {
            return false;
        }
        final long start = position & -PAGE_BYTES;
        final long end = Math.min(length, start + Math.max(WINDOW_BYTES, bytes + PAGE_BYTES));
        unmap();
        try {
            // No memory segment: a checksum over one would take its session and give it back, which costs as much as the checksum.
            window = channel.map(FileChannel.MapMode.READ_ONLY, start, end - start);
            window.order(ByteOrder.LITTLE_ENDIAN);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot map " + path, e);
        }
        buffer.wrap(window);
        windowStart = start;
        windowEnd = end;
        return true;
    }

    /** The window; only what was {@linkplain #cover covered} may be read. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Where a position of the file lies in {@link #buffer}. */
    int index(final long position) {
        return (int) (position - windowStart);
    }

    /** Four covered bytes. */
    int getInt(final long position) {
        return window.getInt(index(position));
    }

    /** Eight covered bytes. */
    long getLong(final long position) {
        return window.getLong(index(position));
    }

    /** Four bytes that another process may be writing, with what was written before them. */
    int intAcquire(final long position) {
        return buffer.getIntVolatile(index(position));
    }

    /** CRC32C of a covered range. */
    int checksum(final long position, final int bytes) {
        final int at = index(position);
        window.limit(at + bytes).position(at);
        crc.reset();
        crc.update(window);
        window.clear();
        return (int) crc.getValue();
    }

    /** CRC32C of the whole file. */
    long checksum() {
        final CRC32C whole = new CRC32C();
        final long length = length();
        long position = 0;
        while (position < length) {
            cover(position, 1);
            final long bytes = Math.min(length, windowEnd) - position;
            window.limit((int) (index(position) + bytes)).position(index(position));
            whole.update(window);
            window.clear();
            position += bytes;
        }
        return whole.getValue();
    }

    /** Position of the first byte that is not 0 from a position on, or -1. */
    long firstNonZero(final long from) {
        final long length = length();
        long position = from;
        while (position < length) {
            cover(position, 1);
            final long end = Math.min(length, windowEnd);
            while (position + Long.BYTES <= end && buffer.getLong(index(position)) == 0) {
                position += Long.BYTES;
            }
            while (position < end && buffer.getByte(index(position)) == 0) {
                position++;
                if ((position & (Long.BYTES - 1)) == 0) {
                    break;
                }
            }
            if (position < end && buffer.getByte(index(position)) != 0) {
                return position;
            }
        }
        return -1;
    }

    /** Position of the last byte that is not 0, or -1. */
    long lastNonZero() {
        long end = length();
        while (end > 0) {
            final long start = Math.max(0, end - SCAN_BYTES);
            cover(start, end - start);
            for (long position = end - 1; position >= start; position--) {
                if (buffer.getByte(index(position)) != 0) {
                    return position;
                }
            }
            end = start;
        }
        return -1;
    }

    private void unmap() {
        if (window != null) {
            IoUtil.unmap(window);
            window = null;
        }
        windowStart = 0;
        windowEnd = 0;
    }

    @Override
    public void close() {
        unmap();
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }
}
