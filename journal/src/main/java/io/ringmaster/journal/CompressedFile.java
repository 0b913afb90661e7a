package io.ringmaster.journal;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A finished data file after compression: zstd frames of equal uncompressed length, so that a reader can start at any of them, followed by a
 * table of the frames in a skippable frame. {@code zstd -d} restores the original file.
 *
 * <pre>
 *   frame 0 | frame 1 | … | skippable frame, little endian:
 *     0x184D2A50 int32 | bytes of what follows int32
 *     frame bytes before compression int32 | frames int32 | length before compression int64
 *     for each frame: compressed bytes int32 | their CRC32C int32
 *     CRC32C of the table from its first byte int32 | bytes of the whole skippable frame int32
 * </pre>
 */
final class CompressedFile implements DataFile {

    static final String SUFFIX = ".zst";
    static final int SKIPPABLE = 0x184D2A50;
    /** The skippable header and the fields before the list of frames. */
    static final int HEAD_BYTES = 24;
    static final int ENTRY_BYTES = 8;
    static final int TAIL_BYTES = 8;

    private final Path path;
    private final FileChannel channel;
    private final ZstdDecompressor zstd = new ZstdDecompressor();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final CRC32C crc = new CRC32C();
    private final int frameBytes;
    private final long length;
    private final long[] starts;
    private final int[] crcs;
    private ByteBuffer compressed = ByteBuffer.allocate(0);
    private ByteBuffer window = direct(0);
    private int firstFrame;
    private int endFrame;

    /** @throws JournalDamagedException if its table is damaged */
    CompressedFile(final Path path) {
        this.path = path;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            final ByteBuffer table = readTable();
            frameBytes = table.getInt(8);
            length = table.getLong(16);
            final int frames = table.getInt(12);
            starts = new long[frames + 1];
            crcs = new int[frames];
            for (int i = 0; i < frames; i++) {
                starts[i + 1] = starts[i] + table.getInt(HEAD_BYTES + i * ENTRY_BYTES);
                crcs[i] = table.getInt(HEAD_BYTES + i * ENTRY_BYTES + Integer.BYTES);
            }
            if (starts[frames] + table.capacity() != channel.size() || frames != (length + frameBytes - 1) / frameBytes) {
                throw damaged("its frames do not fill it");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private ByteBuffer readTable() throws IOException {
        final long size = channel.size();
        final ByteBuffer last = littleEndian(Integer.BYTES);
        if (size < HEAD_BYTES + TAIL_BYTES) {
            throw damaged("it is too short");
        }
        readFully(last, size - Integer.BYTES);
        final int bytes = last.getInt(0);
        if (bytes < HEAD_BYTES + TAIL_BYTES || bytes > size) {
            throw damaged("its table is not as it was written");
        }
        final ByteBuffer table = littleEndian(bytes);
        readFully(table, size - bytes);
        crc.reset();
        crc.update(table.array(), 0, bytes - TAIL_BYTES);
        if (table.getInt(0) != SKIPPABLE || table.getInt(4) != bytes - 8 || table.getInt(bytes - TAIL_BYTES) != (int) crc.getValue()) {
            throw damaged("its table is not as it was written");
        }
        return table;
    }

    private static ByteBuffer littleEndian(final int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer direct(final int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void readFully(final ByteBuffer target, final long from) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, from + target.position()) < 0) {
                throw damaged("it is too short");
            }
        }
    }

    private JournalDamagedException damaged(final String reason) {
        return new JournalDamagedException(new JournalVerification.Damage(path, 0, reason));
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean cover(final long position, final long bytes) {
        if (position + bytes > length) {
            return false;
        }
        final int first = (int) (position / frameBytes);
        final int end = (int) ((position + bytes + frameBytes - 1) / frameBytes);
        if (first < firstFrame || end > endFrame) {
            move(first, Math.max(end, first + 1));
        }
        return true;
    }

    /** Moves bytes that are already decompressed, so that a walk from start to end decompresses each frame only once. */
    private void move(final int first, final int end) {
        final int kept = first >= firstFrame && first < endFrame ? endFrame - first : 0;
        final ByteBuffer target = window.capacity() >= (end - first) * frameBytes ? window : direct((end - first) * frameBytes);
        if (kept > 0) {
            final int from = (first - firstFrame) * frameBytes;
            target.put(0, window, from, Math.min(kept * frameBytes, window.capacity() - from));
        }
        window = target;
        buffer.wrap(window);
        firstFrame = first;
        endFrame = first + kept;
        while (endFrame < end) {
            decompress(endFrame, (endFrame - first) * frameBytes);
            endFrame++;
        }
    }

    private void decompress(final int frame, final int at) {
        final int bytes = (int) (starts[frame + 1] - starts[frame]);
        if (compressed.capacity() < bytes) {
            compressed = ByteBuffer.allocate(bytes);
        }
        compressed.clear().limit(bytes);
        try {
            readFully(compressed, starts[frame]);
            compressed.flip();
            crc.reset();
            crc.update(compressed.array(), 0, bytes);
            if ((int) crc.getValue() != crcs[frame]) {
                throw damaged("the checksum of its frame " + frame + " differs");
            }
            final int plain = (int) Math.min(frameBytes, length - (long) frame * frameBytes);
            zstd.decompress(compressed, window.duplicate().limit(at + plain).position(at));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        } catch (final MalformedInputException e) {
            throw damaged("its frame " + frame + " can't be decompressed: " + e.getMessage());
        }
    }

    @Override
    public UnsafeBuffer buffer() {
        return buffer;
    }

    @Override
    public int index(final long position) {
        return (int) (position - (long) firstFrame * frameBytes);
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
        return getInt(position);    // A finished file never changes.
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
        for (int frame = 0; frame < crcs.length; frame++) {
            final long start = (long) frame * frameBytes;
            final int bytes = (int) Math.min(frameBytes, length - start);
            cover(start, bytes);
            whole.update(window.duplicate().limit(index(start) + bytes).position(index(start)));
        }
        return whole.getValue();
    }

    @Override
    public long firstNonZero(final long from) {
        long position = from;
        while (position < length) {
            cover(position, 1);
            final long end = Math.min(length, (long) endFrame * frameBytes);
            while (position < end && buffer.getByte(index(position)) == 0) {
                position++;
            }
            if (position < end) {
                return position;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }
}
