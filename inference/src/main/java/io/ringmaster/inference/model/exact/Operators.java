package io.ringmaster.inference.model.exact;

import io.ringmaster.inference.model.graph.Node;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The operators that the exact engine knows. */
final class Operators {

    /** Adds the steps of a node. */
    @FunctionalInterface
    interface Operator {

        /** @return the node's first output */
        Value compile(Node node, Compilation to);
    }

    private static final int GELU_SINCE = 20;
    private static final int CLIP_BY_INPUTS_SINCE = 11;
    private static final int SOFTMAX_BY_AXIS_SINCE = 13;

    private static final SortedMap<String, Operator> ALL = all();

    private Operators() {
    }

    private static SortedMap<String, Operator> all() {
        final SortedMap<String, Operator> all = new TreeMap<>();
        for (final Arithmetic.Kind kind : Arithmetic.Kind.values()) {
            final String name = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(java.util.Locale.ROOT);
            all.put(name, (node, to) -> arithmetic(kind, node, to));
        }
        all.put("Gemm", Products::gemm);
        all.put("MatMul", Products::matMul);
        all.put("Relu", (node, to) -> activation(Activation.Kind.RELU, node, to));
        all.put("Tanh", (node, to) -> activation(Activation.Kind.TANH, node, to));
        all.put("Sigmoid", (node, to) -> activation(Activation.Kind.SIGMOID, node, to));
        all.put("Erf", (node, to) -> activation(Activation.Kind.ERF, node, to));
        all.put("LeakyRelu", Operators::leakyRelu);
        all.put("Gelu", Operators::gelu);
        all.put("Clip", Operators::clip);
        all.put("Softmax", Operators::softmax);
        all.put("Concat", Operators::concat);
        all.put("Constant", Shapes::constant);
        all.put("Identity", (node, to) -> to.value(node.input(0)));
        all.put("Reshape", Shapes::reshape);
        all.put("Flatten", Shapes::flatten);
        all.put("Squeeze", Shapes::squeeze);
        all.put("Unsqueeze", Shapes::unsqueeze);
        return all;
    }

    static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet((SortedSet<String>) ALL.keySet());
    }

    /** @throws NotKnownException if the node's operator is not known */
    static Operator of(final Node node) {
        final Operator operator = ALL.get(node.operator());
        if (operator == null) {
            throw new NotKnownException("operator " + node.label());
        }
        return operator;
    }

    private static Value arithmetic(final Arithmetic.Kind kind, final Node node, final Compilation to) {
        final Value left = to.input(node, 0);
        final Value right = to.input(node, 1);
        return to.emit(List.of(left, right), Operand.shape(left.dims(), right.dims()), out -> new Arithmetic(kind, left, right, out));
    }

    private static Value activation(final Activation.Kind kind, final Node node, final Compilation to) {
        final Value in = to.input(node, 0);
        return to.emit(List.of(in), in.dims(), out -> new Activation(kind, in, out));
    }

    private static Value leakyRelu(final Node node, final Compilation to) {
        final Value in = to.input(node, 0);
        final float slope = node.attributes().real("alpha", 0.01f);
        return to.emit(List.of(in), in.dims(), out -> new Activation(Activation.Kind.LEAKY_RELU, in, out, slope, 0));
    }

    private static Value gelu(final Node node, final Compilation to) {
        if (to.opset() < GELU_SINCE) {
            throw new NotKnownException("operator " + node.label() + " before opset " + GELU_SINCE);
        }
        return switch (node.attributes().text("approximate", "none")) {
            case "none" -> activation(Activation.Kind.GELU, node, to);
            case "tanh" -> activation(Activation.Kind.GELU_TANH, node, to);
            default -> throw new NotKnownException("the approximation of " + node.label());
        };
    }

    private static Value clip(final Node node, final Compilation to) {
        final Value in = to.input(node, 0);
        final boolean isByInputs = to.opset() >= CLIP_BY_INPUTS_SINCE;
        final float low = isByInputs ? limit(node, 1, -Float.MAX_VALUE, to) : node.attributes().real("min", -Float.MAX_VALUE);
        final float high = isByInputs ? limit(node, 2, Float.MAX_VALUE, to) : node.attributes().real("max", Float.MAX_VALUE);
        return to.emit(List.of(in), in.dims(), out -> new Activation(Activation.Kind.CLIP, in, out, low, high));
    }

    private static float limit(final Node node, final int index, final float otherwise, final Compilation to) {
        if (node.input(index).isEmpty()) {
            return otherwise;
        }
        final Value limit = to.constantInput(node, index);
        if (limit.size() != 1) {
            throw new NotKnownException("operator " + node.label() + " with " + limit.size() + " limits");
        }
        return limit.data()[0];
    }

    /** Before opset 13, the row is everything from the axis on; since then, it is the axis alone. */
    private static Value softmax(final Node node, final Compilation to) {
        final Value in = to.input(node, 0);
        final boolean isByAxis = to.opset() >= SOFTMAX_BY_AXIS_SINCE;
        final int axis = Shapes.axis(node.attributes().integer("axis", isByAxis ? -1 : 1), in.dims().length, node);
        int row = in.dims()[axis];
        for (int i = axis + 1; i < in.dims().length && !isByAxis; i++) {
            row *= in.dims()[i];
        }
        if (row != in.size() || row == 0) {
            throw new NotKnownException("operator " + node.label() + " over several rows");
        }
        return to.emit(List.of(in), in.dims(), out -> new Softmax(in, out));
    }

    private static Value concat(final Node node, final Compilation to) {
        final List<Value> in = java.util.stream.IntStream.range(0, node.inputs().size()).mapToObj(i -> to.input(node, i)).toList();
        final int[] dims = in.getFirst().dims().clone();
        final int axis = Shapes.axis(node.attributes().integer("axis", 1), dims.length, node);
        dims[axis] = 0;
        for (final Value value : in) {
            for (int i = 0; i < dims.length; i++) {
                if (value.dims().length != dims.length || i < axis && value.dims()[i] != 1 || i > axis && value.dims()[i] != dims[i]) {
                    throw new NotKnownException("operator " + node.label() + " over several rows");
                }
            }
            dims[axis] += value.dims()[axis];
        }
        return to.emit(in, dims, out -> new Concat(in, out));
    }
}
