package io.ringmaster.inference.model;

import static io.ringmaster.inference.model.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactEngineTest {

    private static final long SEED = 92_000;
    private static final int NETWORKS = 60 * Integer.getInteger("times", 1);
    private static final double STEP = 1e-6;

    @Test
    void shouldAgreeWithDoublePrecisionOnValuesAndGradients() {
        for (long seed = SEED; seed < SEED + NETWORKS; seed++) {
            final Model model = ModelBuilder.read(RandomModels.bytes(seed));
            final ExactEngine engine = ExactEngine.of(model);
            final Reference reference = new Reference(model);
            final SplittableRandom random = new SplittableRandom(seed);
            final double[] observation = new double[engine.input().length];
            for (int i = 0; i < observation.length; i++) {
                engine.input()[i] = (float) random.nextDouble(-3, 3);
                observation[i] = engine.input()[i];
            }
            engine.run();
            assertSame(model, engine, reference, observation, "seed=" + seed);
        }
    }

    private static void assertSame(
        final Model model, final ExactEngine engine, final Reference reference, final double[] observation, final String seed) {
        final double[] expected = reference.run(observation);
        final double[][] slopes = slopes(reference, observation, expected.length);
        final float[] gradient = new float[observation.length];
        int place = 0;
        for (int output = 0; output < engine.outputs(); output++) {
            for (int element = 0; element < model.graph().outputs().get(output).size(); element++) {
                assertEquals(expected[place], engine.output(output)[element], 1e-6, seed);
                engine.gradient(output, element, gradient);
                for (int i = 0; i < gradient.length; i++) {
                    assertEquals(slopes[i][place], gradient[i], 1e-5, seed + " output " + place + " by input " + i);
                }
                place++;
            }
        }
    }

    /** Central differences: how each output changes with each input. */
    private static double[][] slopes(final Reference reference, final double[] observation, final int outputs) {
        final double[][] slopes = new double[observation.length][outputs];
        for (int i = 0; i < observation.length; i++) {
            final double[] moved = observation.clone();
            moved[i] = observation[i] + STEP;
            final double[] up = reference.run(moved);
            moved[i] = observation[i] - STEP;
            final double[] down = reference.run(moved);
            for (int j = 0; j < outputs; j++) {
                slopes[i][j] = (up[j] - down[j]) / (2 * STEP);
            }
        }
        return slopes;
    }

    @Test
    void shouldAllocateNothingPerRunAndGradient() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (long seed = SEED; seed < SEED + 10; seed++) {
            final ExactEngine engine = ExactEngine.of(ModelBuilder.read(RandomModels.bytes(seed)));
            final float[] gradient = new float[engine.input().length];
            run(engine, gradient, 200);
            threads.getCurrentThreadAllocatedBytes();
            final long before = threads.getCurrentThreadAllocatedBytes();
            run(engine, gradient, 1_000);
            final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            // Reading the counter may itself allocate, but not once a run.
            assertTrue(allocated < 1_000, "seed=" + seed + " allocated " + allocated + " bytes in 1,000 runs");
        }
    }

    private static void run(final ExactEngine engine, final float[] gradient, final int times) {
        for (int i = 0; i < times; i++) {
            engine.input()[i % gradient.length] = i % 5 * 0.3f;
            engine.run();
            engine.gradient(0, 0, gradient);
        }
    }

    /** By hand: x = (1, -2); x W = (1 - 6, 2 + 8) = (-5, 10); with the bias (-4.5, 10). */
    @Test
    void shouldMultiplyARowAndAMatrix() {
        final ModelBuilder builder = new ModelBuilder(17);
        final String x = builder.input("x", "N", 2);
        final String w = builder.constant(new float[] {1, 2, 3, -4}, 2, 2);
        final Model model = builder.named("y", "Gemm", List.of(x, w, builder.constant(new float[] {0.5f, 0}, 2))).output("y", "N", 2).model();
        final ExactEngine engine = ExactEngine.of(model);
        engine.input()[0] = 1;
        engine.input()[1] = -2;
        engine.run();

        assertArrayEquals(new float[] {-4.5f, 10}, engine.output(0));
        final float[] gradient = new float[2];
        engine.gradient(0, 1, gradient);
        assertArrayEquals(new float[] {2, -4}, gradient);
    }

    /** A column times a row gives a table; by hand. */
    @Test
    void shouldRepeatWhatHasOneRowOrOneColumn() {
        final ModelBuilder builder = new ModelBuilder(17);
        final String x = builder.input("x", 1, 2);
        final String column = builder.node("Reshape", List.of(x, builder.integers(2, 1)));
        final String table = builder.node("Mul", List.of(column, builder.constant(new float[] {1, 10, 100}, 3)));
        final Model model = builder.named("y", "Reshape", List.of(table, builder.integers(1, -1))).output("y", 1, 6).model();
        final ExactEngine engine = ExactEngine.of(model);
        engine.input()[0] = 2;
        engine.input()[1] = 3;
        engine.run();

        assertArrayEquals(new float[] {2, 20, 200, 3, 30, 300}, engine.output(0));
        final float[] gradient = new float[2];
        engine.gradient(0, 5, gradient);
        assertArrayEquals(new float[] {0, 100}, gradient);
    }

    @Test
    void shouldComputeOnceWhatDependsOnConstantsOnly() {
        final ModelBuilder builder = new ModelBuilder(17);
        final String x = builder.input("x", 1, 2);
        final String sum = builder.node("Add", List.of(builder.constant(new float[] {1, 2}, 2), builder.constant(new float[] {3})));
        final Model model = builder.named("y", "Add", List.of(x, sum)).named("z", "Tanh", List.of(sum))
            .output("y", 1, 2).output("z", 2).model();
        final ExactEngine engine = ExactEngine.of(model);
        engine.run();

        assertArrayEquals(new float[] {4, 5}, engine.output(0));
        assertArrayEquals(new float[] {(float) Math.tanh(4), (float) Math.tanh(5)}, engine.output(1));
        final float[] gradient = {7, 7};
        engine.gradient(1, 0, gradient);
        assertArrayEquals(new float[] {0, 0}, gradient);
    }

    @Test
    void shouldSayWhatItDoesNotKnow() {
        assertUnknown("operator Abs", 17, (builder, x) -> builder.named("y", "Abs", List.of(x)));
        assertUnknown("operator Gelu before opset 20", 17, (builder, x) -> builder.named("y", "Gelu", List.of(x)));
        assertUnknown("operator Softmax over several rows", 17,
            (builder, x) -> builder.named("y", "Softmax", List.of(x), attribute("axis", 0)));
        assertUnknown("operator MatMul whose input 1 is computed", 17,
            (builder, x) -> builder.named("y", "MatMul", List.of(x, builder.node("Reshape", List.of(x, builder.integers(2, 1))))));
        assertUnknown("operator MatMul of more than a row and a matrix", 17,
            (builder, x) -> builder.named("y", "MatMul", List.of(x, builder.constant(new float[3], 3, 1))));
        assertUnknown("operator Gemm with a transposed input", 17, (builder, x) ->
            builder.named("y", "Gemm", List.of(x, builder.constant(new float[2], 1, 2)), attribute("transA", 1)));
        assertUnknown("value \"nowhere\", which nothing before it computes,", 17, (builder, x) -> builder.named("y", "Tanh", List.of("nowhere")));
        assertUnknown("output y [1, 2], which has 1 numbers,", 17,
            (builder, x) -> builder.named("y", "MatMul", List.of(x, builder.constant(new float[2], 2, 1))));
        assertUnknown("the shape of Reshape", 17, (builder, x) -> builder.named("y", "Reshape", List.of(x, builder.integers(3, -1))));
        assertUnknown("a tensor of shape [1024, 1, 1025]", 17, (builder, x) -> builder.named("y", "Add", List.of(
            builder.constant(new float[1024], 1024, 1, 1), builder.constant(new float[1025], 1025))));
    }

    @FunctionalInterface
    private interface Nodes {
        void add(ModelBuilder builder, String x);
    }

    private static void assertUnknown(final String what, final int opset, final Nodes nodes) {
        final ModelBuilder builder = new ModelBuilder(opset);
        nodes.add(builder, builder.input("x", 1, 2));
        final Model model = builder.output("y", 1, 2).model();

        assertEquals(what, ExactEngine.obstacle(model));
        final ModelRefusedException refused = assertThrows(ModelRefusedException.class, () -> ExactEngine.of(model));
        assertEquals("m.onnx: the exact engine does not know " + what + ". Take ONNX Runtime: policy.model.engine: onnxruntime.", refused.getMessage());
    }

    @Test
    void shouldKnowTheOperatorsOfOurNetworks() {
        assertEquals("[Add, Clip, Concat, Constant, Div, Erf, Flatten, Gelu, Gemm, Identity, LeakyRelu, MatMul, Mul, Relu, Reshape, Sigmoid, Softmax, "
            + "Squeeze, Sub, Tanh, Unsqueeze]", ExactEngine.operators().toString());
        assertNull(ExactEngine.obstacle(ModelBuilder.read(RandomModels.bytes(SEED))));
    }
}
