package io.ringmaster.lab.learning.network;

import io.ringmaster.inference.model.onnx.OnnxWriter;
import java.util.Arrays;
import java.util.Map;

/** Writes a trained network as an ONNX file, which the exact engine runs with the bits of the training. */
public final class NetworkFile {

    private NetworkFile() {
    }

    /** What follows the last layer. */
    public enum Ending {
        /** Nothing, as for logits. */
        NONE,
        /** A tanh, as for a policy with squashed actions. */
        TANH,
        /** A clip to -1 and 1, as for a policy whose actions count so beyond these. */
        CLIP
    }

    /**
     * The file: {@code observation [1, features]} to an output of the first outputs of the network.
     *
     * @param outputs how many: a network may have a value beside its policy
     */
    public static byte[] of(final Network network, final int outputs, final Ending ending, final String output, final Map<String, String> metadata) {
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
        switch (ending) {
            case NONE -> { }
            case TANH -> file.tanh();
            case CLIP -> file.clip(-1, 1);
        }
        return file.bytes(output, metadata);
    }
}
