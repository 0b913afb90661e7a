package io.ringmaster.cli.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes ONNX files byte by byte, as protobuf encodes them: a tag, {@code field << 3 | wire type}, before each value. Field numbers are those of onnx.proto.
 */
public final class OnnxFile {

    private static final int VARINT = 0;
    private static final int LENGTH = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /**
     * {@code y = operator(x w)} with the shapes {@code x [N, inputs]} and {@code y [N, outputs]}.
     *
     * @param weights row after row
     */
    public static byte[] network(final int inputs, final int outputs, final String operator, final float[] weights, final String... metadata) {
        return model(inputs, outputs, node(operator, "y", "h"), weights(inputs, outputs, weights), metadata);
    }

    private static OnnxFile weights(final int inputs, final int outputs, final float[] weights) {
        final ByteBuffer raw = ByteBuffer.allocate(weights.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (final float weight : weights) {
            raw.putFloat(weight);
        }
        return new OnnxFile().number(1, inputs).number(1, outputs).number(2, 1).text(8, "w").part(9, raw.array());
    }

    private static byte[] model(final int inputs, final int outputs, final byte[] last, final OnnxFile weights, final String... metadata) {
        final OnnxFile graph = new OnnxFile()
            .part(1, node("MatMul", "h", "x", "w")).part(1, last)
            .text(2, "net").part(5, weights.bytes()).part(11, port("x", inputs)).part(12, port("y", outputs));
        final OnnxFile model = new OnnxFile().number(1, 8).part(7, graph.bytes()).part(8, new OnnxFile().text(1, "").number(2, 17).bytes());
        for (int i = 0; i < metadata.length; i += 2) {
            model.part(14, new OnnxFile().text(1, metadata[i]).text(2, metadata[i + 1]).bytes());
        }
        return model.bytes();
    }

    /** The same network, its weights in another file: {@code /etc/passwd}. */
    public static byte[] withExternalData(final int inputs, final int outputs, final String... metadata) {
        final OnnxFile location = new OnnxFile().text(1, "location").text(2, "/etc/passwd");
        final OnnxFile tensor =
            new OnnxFile().number(1, inputs).number(1, outputs).number(2, 1).text(8, "w").part(13, location.bytes()).number(14, 1);
        return model(inputs, outputs, node("Tanh", "y", "h"), tensor, metadata);
    }

    /** The same network with an operator of someone's own. */
    public static byte[] withCustomOperator(final int inputs, final int outputs, final String... metadata) {
        final byte[] custom = new OnnxFile().text(1, "h").text(2, "y").text(4, "Tanh").text(7, "com.example").bytes();
        return model(inputs, outputs, custom, weights(inputs, outputs, new float[inputs * outputs]), metadata);
    }

    /** A small file that would become millions of objects. */
    public static byte[] ofEmptyNodes(final int nodes) {
        final byte[] graph = new byte[2 * nodes];
        for (int i = 0; i < nodes; i++) {
            graph[2 * i] = 1 << 3 | LENGTH;
        }
        return new OnnxFile().number(1, 8).part(7, graph).bytes();
    }

    private static byte[] node(final String operator, final String output, final String... inputs) {
        final OnnxFile node = new OnnxFile();
        for (final String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator).bytes();
    }

    private static byte[] port(final String name, final int size) {
        final byte[] shape = new OnnxFile().part(1, new OnnxFile().text(2, "N").bytes()).part(1, new OnnxFile().number(1, size).bytes()).bytes();
        final byte[] tensor = new OnnxFile().number(1, 1).part(2, shape).bytes();
        return new OnnxFile().text(1, name).part(2, new OnnxFile().part(1, tensor).bytes()).bytes();
    }

    private OnnxFile number(final int field, final long value) {
        varint((long) field << 3 | VARINT);
        varint(value);
        return this;
    }

    private OnnxFile text(final int field, final String value) {
        return part(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private OnnxFile part(final int field, final byte[] value) {
        varint((long) field << 3 | LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void varint(final long value) {
        long rest = value;
        while (rest > 0x7f) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private byte[] bytes() {
        return bytes.toByteArray();
    }
}
