package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The last record known to be durable. Two slots are written in turn, each with its own checksum, so that one of them always survives a
 * crash in the middle of a write.
 *
 * <pre>
 *   slot, 512 bytes:  0 generation int64 | 8 durable sequence int64 | 16 CRC32C int32 | rest 0
 * </pre>
 */
final class Watermark implements AutoCloseable {

    private static final int SLOT_BYTES = 512;
    private static final int CRC_OFFSET = 16;

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer slot = ByteBuffer.allocateDirect(SLOT_BYTES);
    private final CRC32C crc = new CRC32C();
    private long generation;

    Watermark(final Path path) {
        this.path = path;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot create " + path, e);
        }
    }

    void write(final long durableSequence) throws IOException {
        generation++;
        slot.clear();
        slot.putLong(0, generation).putLong(Long.BYTES, durableSequence);
        crc.reset();
        crc.update(slot.limit(CRC_OFFSET).position(0));
        slot.clear().putInt(CRC_OFFSET, (int) crc.getValue());
        final long at = generation % 2 * SLOT_BYTES;
        while (slot.hasRemaining()) {
            channel.write(slot, at + slot.position());
        }
        channel.force(false);
    }

    /** @return the durable sequence; -1 if there is no file or nothing was written yet; -2 if neither slot is sound */
    static long read(final Path path) {
        if (!Files.exists(path)) {
            return -1;
        }
        try {
            final byte[] bytes = Files.readAllBytes(path);
            long best = -2;
            long bestGeneration = -1;
            for (int at = 0; at + CRC_OFFSET + Integer.BYTES <= bytes.length; at += SLOT_BYTES) {
                final ByteBuffer one = ByteBuffer.wrap(bytes, at, CRC_OFFSET + Integer.BYTES).slice();
                final CRC32C crc = new CRC32C();
                crc.update(bytes, at, CRC_OFFSET);
                final boolean isSound = one.getLong(0) > 0 && one.getInt(CRC_OFFSET) == (int) crc.getValue();
                if (isSound && one.getLong(0) > bestGeneration) {
                    bestGeneration = one.getLong(0);
                    best = one.getLong(Long.BYTES);
                }
            }
            return bytes.length == 0 ? -1 : best;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
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
