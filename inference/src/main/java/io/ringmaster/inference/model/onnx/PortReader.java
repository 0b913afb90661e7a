package io.ringmaster.inference.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.inference.model.graph.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The input and outputs of a policy: one row of features in, a few numbers out, all float32. */
final class PortReader {

    /** The most numbers that one input or output may have. */
    static final int MOST = 4_096;

    private static final String INPUT = "A policy has one input: float32 with the shape [1, features] or [batch, features], at most 4096 features.";
    private static final String OUTPUT = "Every output is float32 with a known shape for one observation, such as [batch, 3], at most 4096 numbers.";

    private final String model;
    private final GraphProto graph;

    PortReader(final String model, final GraphProto graph) {
        this.model = model;
        this.graph = graph;
    }

    Port input() {
        // Files of the first ONNX versions list constants among the inputs.
        final SortedSet<String> constants = new TreeSet<>();
        graph.getInitializerList().forEach(constant -> constants.add(constant.getName()));
        final List<ValueInfoProto> found = graph.getInputList().stream().filter(input -> !constants.contains(input.getName())).toList();
        if (found.size() != 1) {
            throw refused("it has " + found.size() + " inputs. " + INPUT);
        }
        final Port port = port(found.getFirst(), "input", INPUT);
        if (port.dims().size() != 2) {
            throw refused("input " + described(found.getFirst()) + " does not fit. " + INPUT);
        }
        return port;
    }

    List<Port> outputs() {
        if (graph.getOutputCount() == 0) {
            throw refused("it has no output. " + OUTPUT);
        }
        return graph.getOutputList().stream().map(output -> port(output, "output", OUTPUT)).toList();
    }

    private Port port(final ValueInfoProto value, final String what, final String needed) {
        final TypeProto.Tensor type = value.getType().getTensorType();
        if (!value.getType().hasTensorType() || type.getElemType() != TensorProto.DataType.FLOAT.getNumber() || !type.hasShape()) {
            throw refused(what + " " + described(value) + " does not fit. " + needed);
        }
        final List<Integer> dims = new ArrayList<>();
        long size = 1;
        for (int i = 0; i < type.getShape().getDimCount(); i++) {
            final Dimension dim = type.getShape().getDim(i);
            final long length = i == 0 && !dim.hasDimValue() ? 1 : dim.getDimValue();
            // With two dimensions, the first one is the batch.
            final boolean isBatchOfMany = i == 0 && type.getShape().getDimCount() > 1 && length != 1;
            if (length < 1 || length > MOST || isBatchOfMany || (size *= length) > MOST) {
                throw refused(what + " " + described(value) + " does not fit. " + needed);
            }
            dims.add((int) length);
        }
        return new Port(value.getName(), dims);
    }

    /** {@code "action" int64 [batch, 3]}. */
    private static String described(final ValueInfoProto value) {
        if (!value.getType().hasTensorType()) {
            return '"' + value.getName() + "\", which is no tensor,";
        }
        final TypeProto.Tensor type = value.getType().getTensorType();
        final TensorProto.DataType element = TensorProto.DataType.forNumber(type.getElemType());
        final String name = element == null ? "type " + type.getElemType()
            : element == TensorProto.DataType.FLOAT ? "float32" : element.name().toLowerCase(java.util.Locale.ROOT);
        if (!type.hasShape()) {
            return '"' + value.getName() + "\" " + name + " without a shape";
        }
        final List<String> dims = type.getShape().getDimList().stream()
            .map(dim -> dim.hasDimValue() ? Long.toString(dim.getDimValue()) : dim.getDimParam().isEmpty() ? "?" : dim.getDimParam()).toList();
        return '"' + value.getName() + "\" " + name + " [" + String.join(", ", dims) + "]";
    }

    private ModelRefusedException refused(final String why) {
        return new ModelRefusedException(model + ": " + why);
    }
}
