package io.ringmaster.journal;

import io.ringmaster.journal.AppendedTail.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Positions in a segment from which records can be read without walking the earlier ones: one at the start of each data file, and one every few
 * megabytes. It only saves time: a missing or wrong position is skipped, and the chain proves that a position is right.
 *
 * <pre>
 *   entry, 32 bytes, big endian:
 *     0 sequence int64 | 8 its chain int32 | 12 data file, from 0, int32 | 16 position of the next record int64 | 24 0 int32 | 28 CRC32C int32
 * </pre>
 */
final class SegmentIndex implements AutoCloseable {

    /** Reading this much takes a few milliseconds. */
    private static final long SPACING_BYTES = 1L << 22;
    private static final int ENTRY_BYTES = 32;
    private static final int CRC_OFFSET = 28;

    private final FileChannel channel;
    private final ByteBuffer entry = ByteBuffer.allocateDirect(ENTRY_BYTES);
    private final CRC32C crc = new CRC32C();
    private int lastFile = -1;
    private long lastPosition;
    private long end;

    SegmentIndex(final Path file) throws IOException {
        PrivateFiles.createFile(file);
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        end = channel.size() / ENTRY_BYTES * ENTRY_BYTES;
    }

    /** Adds a durable position if the last one is far enough away. If the disk is full, readers walk a little further. */
    void note(final Point point) {
        if (point.file() == lastFile && point.position() < lastPosition + SPACING_BYTES) {
            return;
        }
        try {
            write(point);
            lastFile = point.file();
            lastPosition = point.position();
        } catch (final IOException e) {
            // The next commit tries again at the same offset of the index file.
        }
    }

    private void write(final Point point) throws IOException {
        entry.clear();
        entry.putLong(point.sequence()).putInt(point.chain()).putInt(point.file()).putLong(point.position()).putInt(0);
        crc.reset();
        crc.update(entry.flip());
        entry.clear().putInt(CRC_OFFSET, (int) crc.getValue());
        while (entry.hasRemaining()) {
            channel.write(entry, end + entry.position());
        }
        end += ENTRY_BYTES;
    }

    /** @return the last position at or before a record, or null if there is none */
    static Point find(final Path file, final long sequence) {
        if (!Files.exists(file)) {
            return null;
        }
        final byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        Point best = null;
        final CRC32C crc = new CRC32C();
        for (int at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
            crc.reset();
            crc.update(bytes, at, CRC_OFFSET);
            final ByteBuffer entry = ByteBuffer.wrap(bytes, at, ENTRY_BYTES).slice();
            if (entry.getInt(CRC_OFFSET) == (int) crc.getValue() && entry.getLong(0) <= sequence) {
                best = new Point(entry.getLong(), entry.getInt(), entry.getInt(), entry.getLong());
            }
        }
        return best;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close the index of a segment", e);
        }
    }
}
