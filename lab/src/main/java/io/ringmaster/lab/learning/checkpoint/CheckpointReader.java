package io.ringmaster.lab.learning.checkpoint;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Reads what {@link CheckpointWriter} wrote. A checkpoint that is damaged, or of a learner with other settings, gives an error that names the place. */
public final class CheckpointReader {

    private final String origin;
    private final ByteBuffer in;

    /**
     * @param origin where the bytes come from, for messages
     * @throws CheckpointException if the bytes are not a whole checkpoint
     */
    public CheckpointReader(final String origin, final byte[] bytes) {
        this.origin = origin;
        final int body = bytes.length - Integer.BYTES;
        final byte[] magic = CheckpointWriter.MAGIC.getBytes(StandardCharsets.US_ASCII);
        if (body < magic.length || !new String(bytes, 0, magic.length, StandardCharsets.US_ASCII).equals(CheckpointWriter.MAGIC)) {
            throw new CheckpointException(origin + " is not a checkpoint of this version.");
        }
        final CRC32C sum = new CRC32C();
        sum.update(bytes, 0, body);
        if ((int) sum.getValue() != ByteBuffer.wrap(bytes).getInt(body)) {
            throw new CheckpointException(origin + " is damaged: its checksum is wrong.");
        }
        in = ByteBuffer.wrap(bytes, magic.length, body - magic.length);
    }

    /** @throws CheckpointException if the file is not a whole checkpoint */
    public static CheckpointReader of(final Path file) throws IOException {
        return new CheckpointReader(file.toString(), Files.readAllBytes(file));
    }

    /** Expects a name. */
    public CheckpointReader name(final String name) {
        expect("part", name, text());
        return this;
    }

    /** Reads a part with its own state. */
    public CheckpointReader part(final String name, final Saved part) {
        name(name);
        part.load(this);
        return this;
    }

    /** Expects a text, such as settings. */
    public CheckpointReader same(final String what, final String value) {
        expect(what, value, text());
        return this;
    }

    /** Expects a number of things. */
    public CheckpointReader sameCount(final String what, final long count) {
        expect(what, String.valueOf(count), String.valueOf(integer()));
        return this;
    }

    private void expect(final String what, final String expected, final String found) {
        if (!expected.equals(found)) {
            throw new CheckpointException(origin + " has " + what + " \"" + found + "\", but this learner has \"" + expected
                + "\". Resume with the settings of the checkpoint.");
        }
    }

    public String text() {
        return read(() -> {
            final byte[] text = new byte[in.getShort() & 0xffff];
            in.get(text);
            return new String(text, StandardCharsets.UTF_8);
        });
    }

    public long integer() {
        return read(in::getLong);
    }

    public double real() {
        return read(in::getDouble);
    }

    /** Reads an array into one of the same length. */
    public CheckpointReader row(final float[] into) {
        final int length = read(in::getInt);
        if (length != into.length) {
            expect("an array of length", String.valueOf(into.length), String.valueOf(length));
        }
        read(() -> {
            in.asFloatBuffer().get(into);
            return in.position(in.position() + length * Float.BYTES);
        });
        return this;
    }

    /** Reads an array into one of the same length. */
    public CheckpointReader flags(final boolean[] into) {
        final int length = read(in::getInt);
        if (length != into.length) {
            expect("an array of length", String.valueOf(into.length), String.valueOf(length));
        }
        for (int i = 0; i < length; i++) {
            into[i] = read(in::get) != 0;
        }
        return this;
    }

    public byte[] block() {
        final int length = read(in::getInt);
        return read(() -> {
            if (length < 0 || length > in.remaining()) {
                throw new BufferUnderflowException();
            }
            final byte[] value = new byte[length];
            in.get(value);
            return value;
        });
    }

    private <T> T read(final java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (final BufferUnderflowException e) {
            throw new CheckpointException(origin + " ends before its learner's state does: it is of a learner with other settings.");
        }
    }
}
