package io.ringmaster.inference.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** Writes a feed-forward network as an ONNX file, layer after layer. The same calls give the same bytes. */
public final class OnnxWriter {

    private static final int OPSET = 17;
    /** The first with {@code Gelu}. */
    private static final int OPSET_OF_GELU = 20;
    private static final int FORMAT = 8;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private String last;
    private int lastSize;
    private int made;
    private int opset = OPSET;

    /** @param features numbers in an observation */
    public OnnxWriter(final String name, final String input, final int features) {
        graph.setName(name).addInput(port(input, features));
        last = input;
        lastSize = features;
    }

    /** {@code clip((x - mean) * scale, -limit, limit)}. */
    public OnnxWriter standardise(final float[] mean, final float[] scale, final float limit) {
        node("Sub", last, row("mean", mean));
        node("Mul", last, row("scale", scale));
        return clip(-limit, limit);
    }

    /** {@code min(highest, max(lowest, x))}. */
    public OnnxWriter clip(final float lowest, final float highest) {
        return node("Clip", last, constant("lowest", new float[] {lowest}), constant("highest", new float[] {highest}));
    }

    /**
     * {@code x weights + bias}.
     *
     * @param weights a row for each input, a column for each output
     */
    public OnnxWriter dense(final float[][] weights, final float[] bias) {
        final float[] flat = new float[weights.length * bias.length];
        for (int i = 0; i < weights.length; i++) {
            System.arraycopy(weights[i], 0, flat, i * bias.length, bias.length);
        }
        lastSize = bias.length;
        return node("Gemm", last, constant("weights", flat, weights.length, bias.length), constant("bias", bias, bias.length));
    }

    public OnnxWriter tanh() {
        return node("Tanh", last);
    }

    public OnnxWriter relu() {
        return node("Relu", last);
    }

    /** With the exact distribution function. */
    public OnnxWriter gelu() {
        opset = OPSET_OF_GELU;
        return node("Gelu", last);
    }

    /** The file: its output is the result of the last layer. */
    public byte[] bytes(final String output, final Map<String, String> metadata) {
        final GraphProto.Builder whole = graph.clone();
        whole.addNode(NodeProto.newBuilder().setOpType("Identity").addInput(last).addOutput(output)).addOutput(port(output, lastSize));
        final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(FORMAT).setProducerName("ringmaster").setGraph(whole)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset));
        metadata.forEach((key, value) -> model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    /**
     * A file with more metadata.
     *
     * @param file as {@link #bytes} gave it
     * @param more keys that it does not have yet
     */
    public static byte[] withMetadata(final byte[] file, final Map<String, String> more) {
        try {
            final ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
            more.forEach((key, value) -> model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
            return model.build().toByteArray();
        } catch (final InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not an ONNX file: " + e.getMessage(), e);
        }
    }

    private OnnxWriter node(final String operator, final String... inputs) {
        last = operator.toLowerCase(java.util.Locale.ROOT) + made++;
        graph.addNode(NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs)).addOutput(last));
        return this;
    }

    private String row(final String name, final float[] values) {
        return constant(name, values, 1, values.length);
    }

    private String constant(final String name, final float[] values, final long... dims) {
        final ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (final float value : values) {
            raw.putFloat(value);
        }
        final TensorProto.Builder tensor = TensorProto.newBuilder()
            .setName(name + made++).setDataType(TensorProto.DataType.FLOAT.getNumber()).setRawData(ByteString.copyFrom(raw.flip()));
        for (final long dim : dims) {
            tensor.addDims(dim);
        }
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    private static ValueInfoProto port(final String name, final int size) {
        final TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimValue(1);
        shape.addDimBuilder().setDimValue(size);
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
            TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()).setShape(shape))).build();
    }
}
