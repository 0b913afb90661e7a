package io.ringmaster.lab.backtest;

import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.graph.Attributes;
import io.ringmaster.inference.model.graph.Graph;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.Node;
import io.ringmaster.inference.model.graph.Port;
import io.ringmaster.inference.model.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A model in memory for the exact engine: {@code tanh(x w)} with two outputs and random weights, under a contract. */
final class LinearModel {

    private LinearModel() {
    }

    static ServedModel of(final ObservationContract contract, final long seed) {
        return of(contract, seed, Map.of());
    }

    /** @param more properties of its metadata */
    static ServedModel of(final ObservationContract contract, final long seed, final Map<String, String> more) {
        final SplittableRandom random = new SplittableRandom(seed);
        final float[] weights = new float[2 * contract.length()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextDouble(-1, 1);
        }
        return of(contract, weights, more);
    }

    /** One whose weights are all the same. */
    static ServedModel ofWeight(final ObservationContract contract, final float weight) {
        final float[] weights = new float[2 * contract.length()];
        Arrays.fill(weights, weight);
        return of(contract, weights, Map.of());
    }

    private static ServedModel of(final ObservationContract contract, final float[] weights, final Map<String, String> more) {
        final int values = contract.length();
        final Attributes none = new Attributes(new TreeMap<>());
        final Graph graph = new Graph(
            new Port("x", List.of(1, values)), List.of(new Port("y", List.of(1, 2))),
            List.of(new Node("MatMul", "", List.of("x", "w"), List.of("h"), none), new Node("Tanh", "", List.of("h"), List.of("y"), none)),
            new TreeMap<>(Map.of("w", Tensor.of(weights, values, 2))));
        final TreeMap<String, String> metadata = new TreeMap<>(more);
        metadata.put(Model.CONTRACT_KEY, contract.canonical());
        final Model model = new Model("memory", new byte[0], "0".repeat(64), 17, graph, metadata);
        return new ServedModel(model, null, EngineChoice.EXACT, Engines.NO_CLOCK);
    }
}
