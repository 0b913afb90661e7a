package io.ringmaster.inference.model.exact;

import io.ringmaster.inference.model.graph.Graph;
import io.ringmaster.inference.model.graph.Node;
import io.ringmaster.inference.model.graph.Port;
import io.ringmaster.inference.model.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Turns a graph into steps on fixed arrays. What depends on constants only is computed here, and what no output needs is left out. */
final class Compilation {

    private final Graph graph;
    private final int opset;
    private final SortedMap<String, Value> values = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<float[]> gradients = new ArrayList<>();

    /** @throws NotKnownException if the exact engine cannot compute the graph */
    Compilation(final Graph graph, final int opset) {
        this.graph = graph;
        this.opset = opset;
        final Value input = Value.variable(dims(graph.input()));
        gradients.add(input.gradients());
        values.put(graph.input().name(), input);
        needed().forEach(node -> values.put(node.outputs().getFirst(), Operators.of(node).compile(node, this)));
        for (final Port output : graph.outputs()) {
            if (value(output.name()).size() != output.size()) {
                throw new NotKnownException("output " + output + ", which has " + value(output.name()).size() + " numbers,");
            }
        }
    }

    private static int[] dims(final Port port) {
        return port.dims().stream().mapToInt(Integer::intValue).toArray();
    }

    private List<Node> needed() {
        final SortedSet<String> names = new TreeSet<>();
        graph.outputs().forEach(output -> names.add(output.name()));
        final List<Node> nodes = new ArrayList<>();
        for (final Node node : graph.nodes().reversed()) {
            if (!node.outputs().isEmpty() && node.outputs().stream().anyMatch(names::contains)) {
                if (!names.contains(node.outputs().getFirst())) {
                    throw new NotKnownException("the second output of " + node.label());
                }
                names.addAll(node.inputs());
                nodes.addFirst(node);
            }
        }
        return nodes;
    }

    int opset() {
        return opset;
    }

    List<Step> steps() {
        return steps;
    }

    /** The arrays of gradients, each once. */
    List<float[]> gradients() {
        return gradients;
    }

    /** A computed value or a constant. */
    Value value(final String name) {
        final Value computed = values.get(name);
        if (computed != null) {
            return computed;
        }
        final Tensor constant = graph.constants().get(name);
        if (constant == null) {
            throw new NotKnownException("value \"" + name + "\", which nothing before it computes,");
        }
        return constant(constant);
    }

    static Value constant(final Tensor tensor) {
        if (tensor.floats() == null && tensor.integers() == null) {
            throw new NotKnownException("a constant that is neither float32 nor an integer");
        }
        return new Value(tensor.dims(), tensor.floats(), null, tensor.integers());
    }

    /** A float32 input of a node. */
    Value input(final Node node, final int index) {
        final Value value = value(node.input(index));
        if (value.data() == null) {
            throw new NotKnownException("operator " + node.label() + " on integers");
        }
        return value;
    }

    /** A float32 input that must be constant, such as weights. */
    Value constantInput(final Node node, final int index) {
        final Value value = input(node, index);
        if (!value.isConstant()) {
            throw new NotKnownException("operator " + node.label() + " whose input " + index + " is computed");
        }
        return value;
    }

    /** A constant input of integers, such as a shape. */
    long[] integers(final Node node, final int index) {
        final Value value = value(node.input(index));
        if (value.integers() == null) {
            throw new NotKnownException("operator " + node.label() + " whose input " + index + " is computed");
        }
        return value.integers();
    }

    /** Adds a step, or runs it now if everything it reads is constant. */
    Value emit(final List<Value> inputs, final int[] dims, final Function<Value, Step> step) {
        final Value out = Value.variable(dims);
        final Step made = step.apply(out);
        if (inputs.stream().allMatch(Value::isConstant)) {
            made.forward();
            return Value.constant(out.data(), dims);
        }
        steps.add(made);
        gradients.add(out.gradients());
        return out;
    }
}
