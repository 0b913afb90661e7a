package io.ringmaster.inference.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.ringmaster.inference.model.graph.Model;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A network of dense layers with random weights, for measurements: a {@code Gemm} for each layer and an activation behind each but the last. The same
 * seed gives the same file.
 */
public final class RandomNetwork {

    private static final int FORMAT = 8;
    private static final int OPSET = 17;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");
    private final SplittableRandom random;

    private RandomNetwork(final long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * @param sizes      numbers of the input, of each hidden layer and of the output
     * @param activation ONNX's operator, such as {@code Relu}
     */
    public static Model of(final List<Integer> sizes, final String activation, final long seed) {
        final String name = String.join("-", sizes.stream().map(String::valueOf).toList());
        return OnnxReader.read(name, new RandomNetwork(seed).file(sizes, activation), OnnxReader.MOST_BYTES);
    }

    private byte[] file(final List<Integer> sizes, final String activation) {
        graph.addInput(port("observation", sizes.getFirst()));
        String value = "observation";
        for (int layer = 1; layer < sizes.size(); layer++) {
            final boolean isLast = layer == sizes.size() - 1;
            final String sum = isLast ? "action" : "sum" + layer;
            dense(value, sum, layer, sizes.get(layer - 1), sizes.get(layer));
            value = "hidden" + layer;
            if (!isLast) {
                graph.addNode(NodeProto.newBuilder().setOpType(activation).addInput(sum).addOutput(value));
            }
        }
        graph.addOutput(port("action", sizes.getLast()));
        return ModelProto.newBuilder().setIrVersion(FORMAT).setGraph(graph)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET)).build().toByteArray();
    }

    private void dense(final String from, final String to, final int layer, final int inputs, final int outputs) {
        final double largest = 1 / Math.sqrt(inputs);
        graph.addInitializer(tensor("weights" + layer, inputs * outputs, largest).addDims(inputs).addDims(outputs));
        graph.addInitializer(tensor("bias" + layer, outputs, largest).addDims(outputs));
        graph.addNode(NodeProto.newBuilder().setOpType("Gemm").addAllInput(List.of(from, "weights" + layer, "bias" + layer)).addOutput(to));
    }

    private TensorProto.Builder tensor(final String name, final int count, final double largest) {
        final ByteBuffer raw = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (raw.hasRemaining()) {
            raw.putFloat((float) random.nextDouble(-largest, largest));
        }
        return TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber()).setRawData(ByteString.copyFrom(raw.flip()));
    }

    private static ValueInfoProto port(final String name, final int size) {
        final TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimValue(1);
        shape.addDimBuilder().setDimValue(size);
        final TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()).setShape(shape).build();
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)).build();
    }
}
