package io.ringmaster.inference.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.ringmaster.inference.model.graph.Attributes;
import io.ringmaster.inference.model.graph.Graph;
import io.ringmaster.inference.model.graph.Node;
import io.ringmaster.inference.model.graph.Tensor;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns a checked graph of protobuf messages into plain values. */
final class GraphReader {

    private final String model;
    private final TensorReader tensors;

    GraphReader(final String model, final TensorReader tensors) {
        this.model = model;
        this.tensors = tensors;
    }

    Graph read(final GraphProto graph) {
        final PortReader ports = new PortReader(model, graph);
        final SortedMap<String, Tensor> constants = new TreeMap<>();
        graph.getInitializerList().forEach(constant -> constants.put(constant.getName(), tensors.read(constant)));
        return new Graph(ports.input(), ports.outputs(), graph.getNodeList().stream().map(this::node).toList(), constants);
    }

    private Node node(final NodeProto node) {
        final SortedMap<String, Object> attributes = new TreeMap<>();
        for (final AttributeProto attribute : node.getAttributeList()) {
            final Object value = value(attribute);
            if (value != null) {
                attributes.put(attribute.getName(), value);
            }
        }
        return new Node(node.getOpType(), node.getName(), node.getInputList(), node.getOutputList(), new Attributes(attributes));
    }

    /** Null for a type that no operator of the exact engine has. */
    private Object value(final AttributeProto attribute) {
        return switch (attribute.getType()) {
            case INT -> attribute.getI();
            case FLOAT -> attribute.getF();
            case STRING -> attribute.getS().toStringUtf8();
            case TENSOR -> tensors.read(attribute.getT());
            case INTS -> attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
            case FLOATS -> floats(attribute.getFloatsList());
            default -> null;
        };
    }

    private static float[] floats(final List<Float> values) {
        final float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
