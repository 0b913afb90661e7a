package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The last durable record of a segment of format 1; later formats use an {@link Anchor}. Two slots are written alternately, each with a
 * checksum, so that one of them survives a crash during a write.
 *
 * <pre>
 *   slot, 512 bytes:  0 generation int64 | 8 durable sequence int64 | 16 CRC32C int32 | rest 0
 * </pre>
 */
final class Watermark {

    private static final int SLOT_BYTES = 512;
    private static final int CRC_OFFSET = 16;

    private Watermark() {
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
}
