package io.ringmaster.journal;

import io.airlift.compress.zstd.ZstdCompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Replaces a finished data file by a {@link CompressedFile}. The copy is durable and read back before the original is deleted. */
final class FileCompressor {

    private static final int FRAME_BYTES = 1 << 20;

    private final ZstdCompressor zstd = new ZstdCompressor();
    private final CRC32C crc = new CRC32C();
    private final byte[] plain = new byte[FRAME_BYTES];
    private final byte[] packed = new byte[zstd.maxCompressedLength(FRAME_BYTES)];

    /** @param file a file that no process writes */
    void compress(final Path file) throws IOException {
        final Path target = file.resolveSibling(file.getFileName() + CompressedFile.SUFFIX);
        final Path partial = file.resolveSibling(target.getFileName() + ".tmp");
        Files.deleteIfExists(partial);
        PrivateFiles.createFile(partial);
        try {
            final long checksum = write(file, partial);
            try (CompressedFile written = new CompressedFile(partial)) {
                if (written.length() != Files.size(file) || written.checksum() != checksum) {
                    throw new IOException(file + " differs from its compressed copy");
                }
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        PrivateFiles.forceDirectory(file.toAbsolutePath().getParent());
        Files.delete(file);
        PrivateFiles.forceDirectory(file.toAbsolutePath().getParent());
    }

    private long write(final Path from, final Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ); FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            final long length = in.size();
            final int frames = Math.toIntExact((length + FRAME_BYTES - 1) / FRAME_BYTES);
            final int bytes = CompressedFile.HEAD_BYTES + frames * CompressedFile.ENTRY_BYTES + CompressedFile.TAIL_BYTES;
            final ByteBuffer table = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            table.putInt(CompressedFile.SKIPPABLE).putInt(bytes - 8).putInt(FRAME_BYTES).putInt(frames).putLong(length);
            final CRC32C whole = new CRC32C();
            for (int frame = 0; frame < frames; frame++) {
                final ByteBuffer next = ByteBuffer.wrap(plain, 0, (int) Math.min(FRAME_BYTES, length - (long) frame * FRAME_BYTES));
                while (next.hasRemaining()) {
                    if (in.read(next) < 0) {
                        throw new IOException(from + " became shorter while it was compressed");
                    }
                }
                whole.update(plain, 0, next.limit());
                final int size = zstd.compress(plain, 0, next.limit(), packed, 0, packed.length);
                table.putInt(size).putInt(checksum(packed, size));
                writeFully(out, ByteBuffer.wrap(packed, 0, size));
            }
            table.putInt(checksum(table.array(), bytes - CompressedFile.TAIL_BYTES)).putInt(bytes);
            writeFully(out, table.flip());
            out.force(true);
            return whole.getValue();
        }
    }

    private int checksum(final byte[] bytes, final int length) {
        crc.reset();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static void writeFully(final FileChannel out, final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
