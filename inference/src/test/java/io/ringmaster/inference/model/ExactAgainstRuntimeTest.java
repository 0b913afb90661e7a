package io.ringmaster.inference.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.runtime.OnnxRuntimeEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The exact engine against ONNX Runtime: 50 random networks, 10,000 random observations each with {@code -Dtimes=10}. */
class ExactAgainstRuntimeTest {

    private static final int NETWORKS = 50;
    private static final int OBSERVATIONS = Math.min(10_000, 1_000 * Integer.getInteger("times", 1));
    private static final long SEED = 91_000;

    @Test
    void shouldAgreeWithOnnxRuntimeWithinAMillionth() {
        Difference worst = Difference.NONE;
        for (long seed = SEED; seed < SEED + NETWORKS; seed++) {
            final Model model = ModelBuilder.read(RandomModels.bytes(seed));
            try (ModelEngine reference = OnnxRuntimeEngine.of(model); ModelEngine exact = ExactEngine.of(model)) {
                final Difference found = Engines.compare(model, reference, exact, observations(seed, model), Engines.NO_CLOCK);
                assertTrue(found.error() <= 1e-6, "seed=" + seed + ": " + found);
                worst = worst.or(found);
            }
        }
        // Two engines with different arithmetic: equal bits everywhere would mean that one was compared with itself.
        assertTrue(worst.error() > 0);
    }

    private static List<float[]> observations(final long seed, final Model model) {
        final SplittableRandom random = new SplittableRandom(seed);
        final List<float[]> observations = new ArrayList<>();
        for (int i = 0; i < OBSERVATIONS; i++) {
            final float[] observation = new float[model.graph().input().size()];
            for (int j = 0; j < observation.length; j++) {
                observation[j] = (float) random.nextDouble(-3, 3);
            }
            observations.add(observation);
        }
        return observations;
    }
}
