package io.ringmaster.pipeline.snapshot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte buffer, big endian. */
final class ImageBytes {

    private byte[] bytes;
    private ByteBuffer buffer;

    ImageBytes(final int capacity) {
        bytes = new byte[capacity];
        buffer = ByteBuffer.wrap(bytes);
    }

    /** Makes room for more bytes. */
    private ByteBuffer room(final long more) {
        if (buffer.remaining() < more) {
            final int used = buffer.position();
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(2L * bytes.length, used + more)));
            buffer = ByteBuffer.wrap(bytes);
            buffer.position(used);
        }
        return buffer;
    }

    void putByte(final int value) {
        room(1).put((byte) value);
    }

    void putBoolean(final boolean value) {
        putByte(value ? 1 : 0);
    }

    void putInt(final int value) {
        room(Integer.BYTES).putInt(value);
    }

    void putLong(final long value) {
        room(Long.BYTES).putLong(value);
    }

    void putDouble(final double value) {
        // Writes the raw bits, so that every NaN keeps its payload.
        putLong(Double.doubleToRawLongBits(value));
    }

    void putLongs(final long[] values) {
        final ByteBuffer at = room((long) values.length * Long.BYTES);
        at.asLongBuffer().put(values);
        at.position(at.position() + values.length * Long.BYTES);
    }

    void putDoubles(final double[] values) {
        final ByteBuffer at = room((long) values.length * Double.BYTES);
        at.asDoubleBuffer().put(values);
        at.position(at.position() + values.length * Double.BYTES);
    }

    void putFloats(final float[] values) {
        final ByteBuffer at = room((long) values.length * Float.BYTES);
        at.asFloatBuffer().put(values);
        at.position(at.position() + values.length * Float.BYTES);
    }

    void putInts(final int[] values) {
        final ByteBuffer at = room((long) values.length * Integer.BYTES);
        at.asIntBuffer().put(values);
        at.position(at.position() + values.length * Integer.BYTES);
    }

    void putBytes(final byte[] values, final int length) {
        room(length).put(values, 0, length);
    }

    /** Preceded by its length as int32. */
    void putText(final String text) {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        putBytes(utf8, utf8.length);
    }

    void putAll(final ImageBytes other) {
        putBytes(other.bytes, other.buffer.position());
    }

    int size() {
        return buffer.position();
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, buffer.position());
    }
}
