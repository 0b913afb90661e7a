package io.ringmaster.inference.model.exact;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.inference.model.graph.Port;
import io.ringmaster.schema.EngineKind;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

/**
 * Runs the operators of small networks in plain Java. Every sum has one order, no two operations are fused, and its functions are its own
 * ({@link FixedMath}), so a model gives the same bits on every machine and JVM. It computes in float32 and allocates nothing after construction.
 */
public final class ExactEngine implements ModelEngine {

    private final Value input;
    private final Value[] outputs;
    private final Step[] steps;
    private final float[][] gradients;

    private ExactEngine(final Value input, final Value[] outputs, final List<Step> steps, final List<float[]> gradients) {
        this.input = input;
        this.outputs = outputs;
        this.steps = steps.toArray(Step[]::new);
        this.gradients = gradients.toArray(float[][]::new);
    }

    /** @throws ModelRefusedException if it does not know an operator of the model */
    public static ExactEngine of(final Model model) {
        try {
            return compiled(model);
        } catch (final NotKnownException e) {
            throw new ModelRefusedException(
                model.name() + ": the exact engine does not know " + e.getMessage() + ". Take ONNX Runtime: policy.model.engine: onnxruntime.", e);
        }
    }

    /** What keeps this engine from running a model, as a noun such as {@code operator Conv}; null if it runs it. */
    public static String obstacle(final Model model) {
        try {
            compiled(model);
            return null;
        } catch (final NotKnownException e) {
            return e.getMessage();
        }
    }

    /** The operators that it knows, by ONNX name. */
    public static SortedSet<String> operators() {
        return Operators.names();
    }

    private static ExactEngine compiled(final Model model) {
        final Compilation compilation = new Compilation(model.graph(), model.opset());
        final Value[] outputs = model.graph().outputs().stream().map(Port::name).map(compilation::value).toArray(Value[]::new);
        return new ExactEngine(compilation.value(model.graph().input().name()), outputs, compilation.steps(), compilation.gradients());
    }

    @Override
    public EngineKind kind() {
        return EngineKind.EXACT;
    }

    @Override
    public float[] input() {
        return input.data();
    }

    @Override
    public int outputs() {
        return outputs.length;
    }

    @Override
    public float[] output(final int index) {
        return outputs[index].data();
    }

    @Override
    public void run() {
        for (final Step step : steps) {
            step.forward();
        }
    }

    /**
     * The derivatives of one number of an output by each number of the observation, at the observation of the latest run. A function with a corner
     * has one of its one-sided derivatives there.
     *
     * @param output  place of the output in the model
     * @param element place of the number in the output
     * @param into    out: a derivative for each number of the observation
     */
    public void gradient(final int output, final int element, final float[] into) {
        for (final float[] array : gradients) {
            Arrays.fill(array, 0);
        }
        if (!outputs[output].isConstant()) {
            outputs[output].gradients()[element] = 1;
            for (int i = steps.length - 1; i >= 0; i--) {
                steps[i].backward();
            }
        }
        System.arraycopy(input.gradients(), 0, into, 0, into.length);
    }

    @Override
    public void close() {
        // It has no native memory.
    }
}
