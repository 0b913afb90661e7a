package io.ringmaster.lab.learning.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Writes a checkpoint: names, each with its values, then a checksum over everything. Numbers are big-endian.
 *
 * <pre>
 *   "RMCHKPT1"   { name (UTF), values } ...   CRC32C (4 bytes)
 * </pre>
 */
public final class CheckpointWriter {

    static final String MAGIC = "RMCHKPT1";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** Begins an empty checkpoint. */
    public CheckpointWriter() {
        write(() -> out.writeBytes(MAGIC));
    }

    /** An action that writes to memory, where no error can happen. */
    private interface Write {
        void run() throws IOException;
    }

    private static void write(final Write write) {
        try {
            write.run();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of what follows; the reader expects the same. */
    public CheckpointWriter name(final String name) {
        write(() -> out.writeUTF(name));
        return this;
    }

    /** A part with its own state. */
    public CheckpointWriter part(final String name, final Saved part) {
        name(name);
        part.save(this);
        return this;
    }

    public CheckpointWriter text(final String value) {
        write(() -> out.writeUTF(value));
        return this;
    }

    public CheckpointWriter integer(final long value) {
        write(() -> out.writeLong(value));
        return this;
    }

    public CheckpointWriter real(final double value) {
        write(() -> out.writeDouble(value));
        return this;
    }

    /** An array, with its length. */
    public CheckpointWriter row(final float[] values) {
        write(() -> {
            out.writeInt(values.length);
            final ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
            buffer.asFloatBuffer().put(values);
            out.write(buffer.array());
        });
        return this;
    }

    /** An array, with its length. */
    public CheckpointWriter flags(final boolean[] values) {
        write(() -> {
            out.writeInt(values.length);
            for (final boolean value : values) {
                out.writeBoolean(value);
            }
        });
        return this;
    }

    /** Bytes, with their number. */
    public CheckpointWriter block(final byte[] value) {
        write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
        return this;
    }

    /** The checkpoint so far, with its checksum. */
    public byte[] bytes() {
        final CRC32C sum = new CRC32C();
        final byte[] body = bytes.toByteArray();
        sum.update(body);
        return ByteBuffer.allocate(body.length + Integer.BYTES).put(body).putInt((int) sum.getValue()).array();
    }

    /** Writes the file. A kill at any moment leaves the old file or the new one, never a part of one. */
    public void writeTo(final Path file) throws IOException {
        final Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
            beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            final ByteBuffer all = ByteBuffer.wrap(bytes());
            while (all.hasRemaining()) {
                channel.write(all);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
