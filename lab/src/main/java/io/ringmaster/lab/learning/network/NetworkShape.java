package io.ringmaster.lab.learning.network;

import java.util.List;

/**
 * What a network consists of: a product with weights and a bias for each layer, and a function behind all but the last.
 *
 * @param inputs  numbers of an observation
 * @param hidden  numbers of each hidden layer; may be empty
 * @param outputs numbers of the result
 */
public record NetworkShape(int inputs, List<Integer> hidden, int outputs, Nonlinearity nonlinearity) {

    /** @throws IllegalArgumentException if a layer has no numbers */
    public NetworkShape {
        hidden = List.copyOf(hidden);
        if (inputs < 1 || outputs < 1 || hidden.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("Every layer needs at least 1 number: inputs=" + inputs + " hidden=" + hidden + " outputs=" + outputs);
        }
    }

    int layers() {
        return hidden.size() + 1;
    }

    int inputsOf(final int layer) {
        return layer == 0 ? inputs : hidden.get(layer - 1);
    }

    int outputsOf(final int layer) {
        return layer == hidden.size() ? outputs : hidden.get(layer);
    }
}
