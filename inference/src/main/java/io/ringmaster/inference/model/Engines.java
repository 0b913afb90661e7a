package io.ringmaster.inference.model;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.inference.model.graph.Port;
import io.ringmaster.inference.model.runtime.OnnxRuntimeEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Opens the engine that runs a model, warmed up for its first decision. */
public final class Engines {

    /** The largest difference that counts as agreement; see {@link Difference#error}. */
    public static final double TOLERANCE = 1e-6;
    /** Runs before the first decision: the first ones are slow, while code is compiled and caches are cold. */
    public static final int WARM_UP_RUNS = 10_000;

    private static final int OBSERVATIONS = 1_000;
    private static final long SEED = 2026;
    private static final float LARGEST = 3;

    private Engines() {
    }

    /**
     * The engine for a model.
     *
     * @param golden recorded outputs, whose observations {@link EngineChoice#AUTO} tries as well; null if there are none
     * @throws ModelRefusedException if the chosen engine cannot run the model
     */
    public static EngineSelection open(final Model model, final GoldenVectors golden, final EngineChoice choice) {
        final EngineSelection selection = switch (choice) {
            case EXACT -> new EngineSelection(ExactEngine.of(model), "policy.model.engine asks for it");
            case ONNXRUNTIME -> new EngineSelection(OnnxRuntimeEngine.of(model), "policy.model.engine asks for it");
            case AUTO -> better(model, golden);
        };
        warmUp(selection.engine());
        return selection;
    }

    private static EngineSelection better(final Model model, final GoldenVectors golden) {
        final ModelEngine reference = OnnxRuntimeEngine.of(model);
        final String obstacle = ExactEngine.obstacle(model);
        if (obstacle != null) {
            return new EngineSelection(reference, "the exact engine does not know " + obstacle);
        }
        final ModelEngine exact = ExactEngine.of(model);
        final List<float[]> observations = observations(model, golden);
        final Difference worst = compare(model, reference, exact, observations);
        if (worst.error() <= TOLERANCE) {
            reference.close();
            return new EngineSelection(exact, "it agrees with ONNX Runtime within " + worst.magnitude() + " on " + observations.size() + " observations");
        }
        return new EngineSelection(
            reference, "the exact engine differs from it by " + worst.magnitude() + " at " + worst.place() + ", more than " + TOLERANCE);
    }

    /** The golden observations, then random ones between -3 and 3, the same in every run. */
    private static List<float[]> observations(final Model model, final GoldenVectors golden) {
        final int features = model.graph().input().size();
        final List<float[]> observations = new ArrayList<>();
        if (golden != null) {
            golden.rows().forEach(row -> observations.add(Arrays.copyOf(row, features)));
        }
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < OBSERVATIONS; i++) {
            final float[] observation = new float[features];
            for (int j = 0; j < features; j++) {
                observation[j] = (float) random.nextDouble(-LARGEST, LARGEST);
            }
            observations.add(observation);
        }
        return observations;
    }

    /** The largest difference between two engines. */
    static Difference compare(final Model model, final ModelEngine reference, final ModelEngine other, final List<float[]> observations) {
        Difference worst = Difference.NONE;
        for (int row = 0; row < observations.size(); row++) {
            run(reference, observations.get(row));
            run(other, observations.get(row));
            for (int output = 0; output < reference.outputs(); output++) {
                final Port port = model.graph().outputs().get(output);
                for (int i = 0; i < port.size(); i++) {
                    worst = worst.or(Difference.of(row, port, i, reference.output(output)[i], other.output(output)[i]));
                }
            }
        }
        return worst;
    }

    private static void run(final ModelEngine engine, final float[] observation) {
        System.arraycopy(observation, 0, engine.input(), 0, observation.length);
        engine.run();
    }

    private static void warmUp(final ModelEngine engine) {
        Arrays.fill(engine.input(), 0);
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            engine.run();
        }
    }
}
