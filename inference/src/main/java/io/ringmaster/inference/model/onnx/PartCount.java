package io.ringmaster.inference.model.onnx;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.ringmaster.inference.model.graph.ModelRefusedException;

/**
 * Counts the parts of a protobuf message without building it. A part of two bytes can become an object of a hundred, so a small file could fill
 * the memory while it is parsed. This walk needs no memory.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class PartCount {

    static final int MOST = 1_000_000;
    static final int DEEPEST = 32;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_VARINT = 10;

    private final String name;
    private final byte[] bytes;
    private int position;
    private int parts;

    private PartCount(final String name, final byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** @throws ModelRefusedException if there are too many parts, they are nested too deeply, or the bytes are no message */
    static void check(final String name, final byte[] bytes, final Descriptor type) {
        new PartCount(name, bytes).walk(bytes.length, type, 0);
    }

    private void walk(final int end, final Descriptor type, final int depth) {
        if (depth > DEEPEST) {
            throw new ModelRefusedException(name + ": its parts are nested more than " + DEEPEST + " deep, which no policy needs.");
        }
        while (position < end) {
            final long tag = varint(end);
            count(1);
            switch ((int) tag & 7) {
                case VARINT -> varint(end);
                case FIXED64 -> skip(Long.BYTES, end);
                case LENGTH -> enter(end, tag, type, depth);
                case FIXED32 -> skip(Integer.BYTES, end);
                default -> throw broken(name, null);
            }
        }
    }

    private void enter(final int end, final long tag, final Descriptor type, final int depth) {
        final long length = varint(end);
        if (length < 0 || length > end - position) {
            throw broken(name, null);
        }
        final FieldDescriptor field = type.findFieldByNumber((int) (tag >>> 3));
        if (field == null) {
            position += (int) length;
        } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            walk(position + (int) length, field.getMessageType(), depth + 1);
        } else {
            count(isPackedVarints(field) ? length : 1);
            position += (int) length;
        }
    }

    /** Packed integers of one byte each grow to eight. Packed floats keep their size. */
    private static boolean isPackedVarints(final FieldDescriptor field) {
        return switch (field.getType()) {
            case INT32, INT64, UINT32, UINT64, SINT32, SINT64, BOOL, ENUM -> true;
            default -> false;
        };
    }

    private void count(final long more) {
        if (more > MOST - parts) {
            throw new ModelRefusedException(
                name + ": it has more than 1,000,000 parts. Store weights as raw data, not as single numbers, and use a smaller network.");
        }
        parts += (int) more;
    }

    private long varint(final int end) {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT && position < end; i++) {
            final byte next = bytes[position++];
            value |= (long) (next & 0x7f) << 7 * i;
            if (next >= 0) {
                return value;
            }
        }
        throw broken(name, null);
    }

    private void skip(final int length, final int end) {
        if (length > end - position) {
            throw broken(name, null);
        }
        position += length;
    }

    /** Bytes that are no model. */
    static ModelRefusedException broken(final String name, final Throwable cause) {
        return new ModelRefusedException(name + ": it is not an ONNX model, or it is truncated. Give a complete .onnx file.", cause);
    }
}
