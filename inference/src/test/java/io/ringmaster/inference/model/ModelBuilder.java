package io.ringmaster.inference.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
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
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.onnx.OnnxReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Makes ONNX files for tests. */
public final class ModelBuilder {

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private final int opset;
    private int made;

    public ModelBuilder(final int opset) {
        this.opset = opset;
    }

    /** For what the other methods do not make. */
    public GraphProto.Builder graph() {
        return graph;
    }

    public String input(final String name, final Object... dims) {
        graph.addInput(port(name, TensorProto.DataType.FLOAT, dims));
        return name;
    }

    /** @param dims numbers, or names of symbolic dimensions */
    public ModelBuilder output(final String name, final Object... dims) {
        graph.addOutput(port(name, TensorProto.DataType.FLOAT, dims));
        return this;
    }

    public static ValueInfoProto port(final String name, final TensorProto.DataType type, final Object... dims) {
        final TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (final Object dim : dims) {
            final TensorShapeProto.Dimension.Builder one = shape.addDimBuilder();
            if (dim instanceof final Number number) {
                one.setDimValue(number.longValue());
            } else {
                one.setDimParam(dim.toString());
            }
        }
        return ValueInfoProto.newBuilder().setName(name)
            .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape))).build();
    }

    /** A float32 constant as raw data. */
    public String constant(final float[] values, final long... dims) {
        final ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (final float value : values) {
            raw.putFloat(value);
        }
        return add(TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT.getNumber()).setRawData(ByteString.copyFrom(raw.flip())), dims);
    }

    /** An int64 constant as single numbers. */
    public String integers(final long... values) {
        final TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(TensorProto.DataType.INT64.getNumber());
        for (final long value : values) {
            tensor.addInt64Data(value);
        }
        return add(tensor, values.length);
    }

    public String add(final TensorProto.Builder tensor, final long... dims) {
        final String name = "constant" + made++;
        tensor.setName(name);
        for (final long dim : dims) {
            tensor.addDims(dim);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** @return the name of the node's output */
    public String node(final String operator, final List<String> inputs, final AttributeProto... attributes) {
        final String name = operator.toLowerCase(java.util.Locale.ROOT) + made++;
        named(name, operator, inputs, attributes);
        return name;
    }

    /** A node whose output has this name. */
    public ModelBuilder named(final String output, final String operator, final List<String> inputs, final AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output).addAllAttribute(List.of(attributes)));
        return this;
    }

    public static AttributeProto attribute(final String name, final long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    public static AttributeProto attribute(final String name, final float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT).setF(value).build();
    }

    public static AttributeProto attribute(final String name, final String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(value)).build();
    }

    public static AttributeProto attribute(final String name, final long[] values) {
        final AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (final long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    public ModelProto.Builder proto() {
        return ModelProto.newBuilder().setIrVersion(opset < 20 ? 8 : 9).setProducerName("test").setGraph(graph)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
            .addMetadataProps(StringStringEntryProto.newBuilder().setKey("trainer").setValue("test"));
    }

    public byte[] bytes() {
        return proto().build().toByteArray();
    }

    public Model model() {
        return read(bytes());
    }

    public static Model read(final byte[] bytes) {
        return OnnxReader.read("m.onnx", bytes, OnnxReader.MOST_BYTES);
    }
}
