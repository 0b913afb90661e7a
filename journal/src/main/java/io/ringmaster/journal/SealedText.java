package io.ringmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Small text files whose last line is the checksum of the others. They are written completely or not at all, and forced to disk. */
final class SealedText {

    private static final String SEAL = "crc32c=";

    private SealedText() {
    }

    static void write(final Path file, final List<String> lines) {
        final String body = String.join("\n", lines) + "\n";
        final Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(temporary);
            PrivateFiles.createFile(temporary);
            try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                final ByteBuffer bytes = ByteBuffer.wrap((body + SEAL + seal(body) + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.forceDirectory(file.toAbsolutePath().getParent());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** @return the lines, or null if the seal is broken */
    static List<String> read(final Path file) {
        try {
            // Latin-1 decodes any byte, so a flipped bit gives a broken seal, not an exception.
            final String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            final int sealAt = text.lastIndexOf(SEAL);
            if (sealAt < 0 || !text.substring(sealAt).equals(SEAL + seal(text.substring(0, sealAt)) + "\n")) {
                return null;
            }
            return new ArrayList<>(text.substring(0, sealAt).lines().toList());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String seal(final String body) {
        final CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
        return String.format("%08x", crc.getValue());
    }
}
