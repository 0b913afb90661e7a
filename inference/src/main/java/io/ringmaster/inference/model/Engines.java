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
import java.util.function.LongSupplier;

/** Opens the engine that runs a model, warmed up for its first decision. */
public final class Engines {

    /** The largest difference that counts as agreement; see {@link Difference#error}. */
    public static final double TOLERANCE = 1e-6;
    /** Runs before the first decision: the first ones are slow, while code is compiled and caches are cold. A slow model runs less often. */
    public static final int WARM_UP_RUNS = 10_000;
    /** A clock for those who wait as long as it takes. */
    public static final LongSupplier NO_CLOCK = () -> 0;

    private static final int OBSERVATIONS = 1_000;
    private static final long SEED = 2026;
    private static final float LARGEST = 3;
    private static final long LONGEST_WARM_UP_NS = 2_000_000_000L;
    private static final long LONGEST_COMPARISON_NS = 60_000_000_000L;

    private Engines() {
    }

    /** The engine for a model, however long a slow model takes to be opened. */
    public static EngineSelection open(final Model model, final GoldenVectors golden, final EngineChoice choice) {
        return open(model, golden, choice, NO_CLOCK);
    }

    /**
     * The engine for a model.
     *
     * @param golden   recorded outputs, whose observations {@link EngineChoice#AUTO} tries as well; null if there are none
     * @param nanoTime limits the time that a slow model takes here; it decides nothing else
     * @throws ModelRefusedException if the chosen engine cannot run the model, or takes too long
     */
    public static EngineSelection open(final Model model, final GoldenVectors golden, final EngineChoice choice, final LongSupplier nanoTime) {
        final EngineSelection selection = switch (choice) {
            case EXACT -> new EngineSelection(ExactEngine.of(model), choice, "policy.model.engine asks for it");
            case ONNXRUNTIME -> new EngineSelection(OnnxRuntimeEngine.of(model), choice, "policy.model.engine asks for it");
            case AUTO -> better(model, golden, nanoTime);
        };
        warmUp(selection.engine(), nanoTime);
        return selection;
    }

    private static EngineSelection better(final Model model, final GoldenVectors golden, final LongSupplier nanoTime) {
        final ModelEngine reference = OnnxRuntimeEngine.of(model);
        final String obstacle = ExactEngine.obstacle(model);
        if (obstacle != null) {
            return new EngineSelection(reference, EngineChoice.ONNXRUNTIME, "the exact engine does not know " + obstacle);
        }
        final ModelEngine exact = ExactEngine.of(model);
        final List<float[]> observations = observations(model, golden);
        final Difference worst = compare(model, reference, exact, observations, nanoTime);
        if (worst.error() <= TOLERANCE) {
            reference.close();
            return new EngineSelection(
                exact, EngineChoice.EXACT, "it agrees with ONNX Runtime within " + worst.magnitude() + " on " + observations.size() + " observations");
        }
        return new EngineSelection(
            reference, EngineChoice.ONNXRUNTIME,
            "the exact engine differs from it by " + worst.magnitude() + " at " + worst.place() + ", more than " + TOLERANCE);
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
    static Difference compare(
        final Model model, final ModelEngine reference, final ModelEngine other, final List<float[]> observations, final LongSupplier nanoTime) {
        final long beganNs = nanoTime.getAsLong();
        Difference worst = Difference.NONE;
        for (int row = 0; row < observations.size(); row++) {
            if (nanoTime.getAsLong() - beganNs > LONGEST_COMPARISON_NS) {
                throw new ModelRefusedException(model.name() + ": it is too slow: both engines took " + LONGEST_COMPARISON_NS / 1_000_000_000 + " s for "
                    + row + " of " + observations.size() + " observations. Use a smaller network, or set policy.model.engine.");
            }
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

    private static void warmUp(final ModelEngine engine, final LongSupplier nanoTime) {
        Arrays.fill(engine.input(), 0);
        final long beganNs = nanoTime.getAsLong();
        for (int i = 0; i < WARM_UP_RUNS && nanoTime.getAsLong() - beganNs < LONGEST_WARM_UP_NS; i++) {
            engine.run();
        }
    }
}
