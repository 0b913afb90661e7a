package io.ringmaster.inference.model.graph;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a model computes.
 *
 * @param input     the observation
 * @param outputs   in the order of the model
 * @param nodes     in the order of the model: every value is computed before it is used
 * @param constants weights and other fixed tensors by name
 */
public record Graph(Port input, List<Port> outputs, List<Node> nodes, SortedMap<String, Tensor> constants) {

    public Graph {
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
        constants = Collections.unmodifiableSortedMap(new TreeMap<>(constants));
    }

    /** How many numbers all outputs have together. */
    public int outputSize() {
        return outputs.stream().mapToInt(Port::size).sum();
    }

    /** How many float32 numbers the constants have. */
    public long parameters() {
        return constants.values().stream().filter(tensor -> tensor.floats() != null).mapToLong(tensor -> tensor.floats().length).sum();
    }

    /** The operators by name, each once. */
    public SortedSet<String> operators() {
        final SortedSet<String> operators = new TreeSet<>();
        nodes.forEach(node -> operators.add(node.operator()));
        return operators;
    }
}
