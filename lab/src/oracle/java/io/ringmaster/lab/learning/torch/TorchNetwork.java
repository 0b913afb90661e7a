package io.ringmaster.lab.learning.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.ringmaster.lab.learning.network.Generator;
import java.util.ArrayList;
import java.util.List;

/** A network of PyTorch's operators, with its weights in the learner's order: of each layer a row for each input, then the biases. */
final class TorchNetwork {

    private final List<NDArray> parameters = new ArrayList<>();
    private final String nonlinearity;

    TorchNetwork(final Generator random, final String nonlinearity, final int... sizes) {
        this.nonlinearity = nonlinearity;
        for (int k = 1; k < sizes.length; k++) {
            parameters.add(Torch.matrix(Torch.random(random, sizes[k - 1], sizes[k], 1.5 / Math.sqrt(sizes[k - 1]))));
            parameters.add(Torch.array(Torch.random(random, 1, sizes[k], 0.3)[0]));
        }
    }

    private TorchNetwork(final TorchNetwork other) {
        nonlinearity = other.nonlinearity;
        other.parameters.forEach(array -> parameters.add(array.duplicate()));
    }

    TorchNetwork copy() {
        return new TorchNetwork(this);
    }

    List<NDArray> parameters() {
        return parameters;
    }

    NDArray forward(final NDArray inputs) {
        NDArray values = inputs;
        for (int k = 0; k < parameters.size(); k += 2) {
            values = values.matMul(parameters.get(k)).add(parameters.get(k + 1));
            if (k + 2 < parameters.size()) {
                values = switch (nonlinearity) {
                    case "RELU" -> Activation.relu(values);
                    case "TANH" -> Activation.tanh(values);
                    case "GELU" -> Activation.gelu(values);
                    default -> throw new IllegalArgumentException(nonlinearity);
                };
            }
        }
        return values;
    }
}
