package io.ringmaster.lab.learning.network;

import io.ringmaster.inference.model.onnx.OnnxWriter;
import java.util.Arrays;
import java.util.Map;

/** Writes a trained network as an ONNX file, which the exact engine runs with the bits of the training. */
public final class NetworkFile {

    private NetworkFile() {
    }

    /**
     * The file: {@code observation [1, features]} to an output of the first outputs of the network.
     *
     * @param outputs how many: a network may have a value beside its policy
     * @param isTanh  whether a tanh follows the last layer, as for a policy with squashed actions
     */
    public static byte[] of(final Network network, final int outputs, final boolean isTanh, final String output, final Map<String, String> metadata) {
        final NetworkShape shape = network.shape();
        final OnnxWriter file = new OnnxWriter("policy", "observation", shape.inputs());
        final int last = shape.layers() - 1;
        for (int k = 0; k < last; k++) {
            file.dense(network.weights(k), network.bias(k));
            switch (shape.nonlinearity()) {
                case RELU -> file.relu();
                case TANH -> file.tanh();
                case GELU -> file.gelu();
            }
        }
        final float[][] weights = network.weights(last).clone();
        Arrays.setAll(weights, i -> Arrays.copyOf(weights[i], outputs));
        file.dense(weights, Arrays.copyOf(network.bias(last), outputs));
        if (isTanh) {
            file.tanh();
        }
        return file.bytes(output, metadata);
    }
}
