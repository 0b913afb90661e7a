package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** A read-only window on a file of any size, which may grow. It moves if a requested range is outside. One thread. */
final class MappedFile implements DataFile {

    private static final long WINDOW_BYTES = 1L << 26;
    private static final long PAGE_BYTES = 1L << 16;
    private static final int SCAN_BYTES = 1 << 18;
    private static final int MAP_ATTEMPTS = 100;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(SCAN_BYTES);

    private final Path path;
    private final FileChannel channel;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final CRC32C crc = new CRC32C();
    private ByteBuffer scan;
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

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long length() {
        try {
            return channel.size();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the size of " + path, e);
        }
    }

    @Override
    public boolean cover(final long position, final long bytes) {
        return (position >= windowStart && position + bytes <= windowEnd) || move(position, bytes);
    }

    private boolean move(final long position, final long bytes) {
        final long start = position & -PAGE_BYTES;
        unmap();
        for (int attempt = 1;; attempt++) {
            final long length = length();
            if (position + bytes > length) {
                return false;
            }
            try {
                map(start, Math.min(length, start + Math.max(WINDOW_BYTES, bytes + PAGE_BYTES)));
                return true;
            } catch (final IOException e) {
                // Its writer shrinks a file when it finishes it, perhaps after this thread read the length.
                if (attempt == MAP_ATTEMPTS) {
                    throw new UncheckedIOException("cannot map " + path, e);
                }
            }
        }
    }

    private void map(final long start, final long end) throws IOException {
        // Not a memory segment: opening and closing its session for each checksum costs as much as the checksum.
        window = channel.map(FileChannel.MapMode.READ_ONLY, start, end - start);
        window.order(ByteOrder.LITTLE_ENDIAN);
        buffer.wrap(window);
        windowStart = start;
        windowEnd = end;
    }

    @Override
    public UnsafeBuffer buffer() {
        return buffer;
    }

    @Override
    public int index(final long position) {
        return (int) (position - windowStart);
    }

    @Override
    public int getInt(final long position) {
        return window.getInt(index(position));
    }

    @Override
    public long getLong(final long position) {
        return window.getLong(index(position));
    }

    @Override
    public int intAcquire(final long position) {
        return buffer.getIntVolatile(index(position));
    }

    @Override
    public int checksum(final long position, final int bytes) {
        final int at = index(position);
        window.limit(at + bytes).position(at);
        crc.reset();
        crc.update(window);
        window.clear();
        return (int) crc.getValue();
    }

    @Override
    public long checksum() {
        final CRC32C whole = new CRC32C();
        final long length = length();
        for (long position = 0; position < length; position += SCAN_BYTES) {
            whole.update(read(position, Math.min(length, position + SCAN_BYTES)));
        }
        return whole.getValue();
    }

    @Override
    public long firstNonZero(final long from) {
        final long length = length();
        for (long position = from; position < length; position += SCAN_BYTES) {
            final ByteBuffer bytes = read(position, Math.min(length, position + SCAN_BYTES));
            final int at = bytes.mismatch(ZEROS.duplicate().limit(bytes.remaining()));
            if (at >= 0) {
                return position + at;
            }
        }
        return -1;
    }

    /** Position of the last non-zero byte, or -1. */
    long lastNonZero() {
        for (long end = length(); end > 0; end -= SCAN_BYTES) {
            final long start = Math.max(0, end - SCAN_BYTES);
            final ByteBuffer bytes = read(start, end);
            if (bytes.mismatch(ZEROS.duplicate().limit(bytes.remaining())) >= 0) {
                int at = bytes.limit() - 1;
                while (bytes.get(at) == 0) {
                    at--;
                }
                return start + at;
            }
        }
        return -1;
    }

    /** Not through the window: on some file systems, reading a hole of a mapped file allocates a block, and the disk may be full. */
    private ByteBuffer read(final long from, final long to) {
        if (scan == null) {
            scan = ByteBuffer.allocateDirect(SCAN_BYTES);
        }
        scan.clear().limit((int) (to - from));
        try {
            while (scan.hasRemaining() && channel.read(scan, from + scan.position()) >= 0) {
                // Read to the end.
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        return scan.flip();
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
