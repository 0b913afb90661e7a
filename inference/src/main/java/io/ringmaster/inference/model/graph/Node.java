package io.ringmaster.inference.model.graph;

import java.util.List;

/**
 * One operation of a graph.
 *
 * @param operator name in ONNX's default domain, such as {@code Gemm}
 * @param name     name in the model; may be empty
 * @param inputs   names of values; an optional input that is left out is empty
 * @param outputs  names of values
 */
public record Node(String operator, String name, List<String> inputs, List<String> outputs, Attributes attributes) {

    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** For messages: {@code Gemm "/net/0/Gemm"}. */
    public String label() {
        return name.isEmpty() ? operator : operator + " \"" + name + '"';
    }

    /** The name of an input; empty if the node leaves it out. */
    public String input(final int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }
}
