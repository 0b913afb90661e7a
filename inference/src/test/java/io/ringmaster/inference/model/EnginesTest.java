package io.ringmaster.inference.model;

import static io.ringmaster.inference.model.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.inference.model.runtime.OnnxRuntimeEngine;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesTest {

    @Test
    void shouldDecideExactlyIfBothEnginesAgree() {
        final EngineSelection selection = opened(tanh(1), EngineChoice.AUTO);

        assertEquals("exact", selection.engine().name());
        assertTrue(selection.reason().matches("it agrees with ONNX Runtime within [0-9]\\.[0-9]e-[0-9]{2} on 1000 observations"), selection.reason());
    }

    @Test
    void shouldDecideWithOnnxRuntimeIfAnOperatorIsUnknown() {
        final EngineSelection selection = opened(model(builder -> builder.node("Abs", List.of("x"))), EngineChoice.AUTO);

        assertEquals("onnxruntime", selection.engine().name());
        assertEquals("the exact engine does not know operator Abs", selection.reason());
        selection.engine().input()[0] = -3;
        selection.engine().run();
        assertEquals(3, selection.engine().output(0)[0]);
    }

    /** Of |x| the exact engine knows nothing, so both run in ONNX Runtime; alone or beside its like, tanh(x) runs exactly. */
    @Test
    void shouldRunAllModelsOfAnEnsembleInOneEngine() {
        final ServedModel alike = ensemble(tanh(1), tanh(2));
        assertEquals(EngineChoice.EXACT, alike.open().choice());
        alike.close();

        final ServedModel mixed = ensemble(tanh(1), model(builder -> builder.node("Abs", List.of("x"))));
        assertEquals(EngineChoice.ONNXRUNTIME, mixed.open().choice());
        assertEquals("the exact engine does not know operator Abs", mixed.open().reason());
        final ModelEngine engine = mixed.take();
        assertEquals("onnxruntime", engine.name());
        assertEquals(2, engine.outputs());
        engine.input()[0] = -0.5f;
        engine.run();
        assertEquals(Math.tanh(-0.5), engine.output(0)[0], 1e-6);
        assertEquals(0.5f, engine.output(1)[0]);
        engine.close();
    }

    private static ServedModel ensemble(final Model... models) {
        return new ServedModel(
            Arrays.stream(models).map(each -> new ServedModel.Member(each, null)).toList(), EngineChoice.AUTO, Engines.NO_CLOCK);
    }

    /** A million times the difference of two large numbers: the order of the sum matters. */
    @Test
    void shouldDecideWithOnnxRuntimeIfTheEnginesDiffer() {
        final Model model = model(builder -> {
            final float[] weights = new float[2 * 64];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (i % 2 == 0 ? 1e6f : -1e6f) * (1 + i * 1e-3f);
            }
            final String wide = builder.node("MatMul", List.of("x", builder.constant(weights, 2, 64)));
            final float[] ones = new float[64 * 2];
            Arrays.fill(ones, 1);
            return builder.node("MatMul", List.of(wide, builder.constant(ones, 64, 2)));
        });
        final EngineSelection selection = opened(model, EngineChoice.AUTO);

        assertEquals("onnxruntime", selection.engine().name());
        assertTrue(selection.reason().startsWith("the exact engine differs from it by "), selection.reason());
        assertTrue(selection.reason().endsWith(", more than 1.0E-6"), selection.reason());
    }

    @Test
    void shouldTakeTheEngineThatIsAskedFor() {
        assertEquals("exact", opened(tanh(1), EngineChoice.EXACT).engine().name());
        final EngineSelection selection = opened(tanh(1), EngineChoice.ONNXRUNTIME);
        assertEquals("onnxruntime", selection.engine().name());
        assertEquals("policy.model.engine asks for it", selection.reason());
    }

    /** Whoever decides must see that such a model says nothing: no activation may turn NaN into a number. */
    @ParameterizedTest
    @ValueSource(strings = {"Relu", "LeakyRelu", "Tanh", "Sigmoid", "Gelu", "Erf", "Clip", "Softmax"})
    void shouldReportNanOfBothEnginesAsNan(final String operator) {
        final ModelBuilder builder = new ModelBuilder(20);
        final String hidden = builder.node("MatMul", List.of(builder.input("x", "N", 2), builder.constant(new float[] {Float.NaN, 1, 1, 1}, 2, 2)));
        final String bent = builder.node(operator, "Clip".equals(operator)
            ? List.of(hidden, builder.constant(new float[] {-1}), builder.constant(new float[] {1})) : List.of(hidden));
        final Model model = builder.named("y", "MatMul", List.of(bent, builder.constant(new float[] {1, 1}, 2, 1))).output("y", "N", 1).model();
        for (final EngineChoice choice : EngineChoice.values()) {
            final EngineSelection selection = opened(model, choice);
            selection.engine().run();
            assertFalse(Float.isFinite(selection.engine().output(0)[0]), choice.toString());
        }
    }

    @Test
    void shouldAllocateLessThanHalfAKilobytePerRunOfOnnxRuntime() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ModelEngine engine = OnnxRuntimeEngine.of(tanh(1))) {
            for (int i = 0; i < 20_000; i++) {
                engine.run();
            }
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                engine.run();
            }
            final long allocated = (threads.getCurrentThreadAllocatedBytes() - before) / 1_000;
            assertTrue(allocated < 512, allocated + " bytes");
        }
    }

    @Test
    void shouldRefuseWhatOnnxRuntimeRefuses() {
        final ModelRefusedException refused = assertThrows(ModelRefusedException.class,
            () -> OnnxRuntimeEngine.of(model(builder -> builder.node("Wiggle", List.of("x")))));

        assertTrue(refused.getMessage().startsWith("m.onnx: ONNX Runtime refuses it: "), refused.getMessage());
        assertTrue(refused.getMessage().contains("Wiggle"), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    }

    @Test
    void shouldRefuseAnOutputOfAnotherShapeThanDeclared() {
        final ModelBuilder builder = new ModelBuilder(17);
        builder.input("x", "N", 2);
        final Model model = builder.named("y", "Concat", List.of("x", "x"), attribute("axis", 1)).output("y", "N", 3).model();
        final ModelRefusedException refused = assertThrows(ModelRefusedException.class, () -> OnnxRuntimeEngine.of(model));
        assertTrue(refused.getMessage().startsWith("m.onnx: ONNX Runtime refuses it: "), refused.getMessage());
    }

    @Test
    void shouldFindTheLargestDifferenceFromGoldenVectors() {
        final Model model = tanh(1);
        final GoldenVectors golden = golden(model, "# model " + model.sha256() + "\nx[0],x[1],y[0],y[1]\n0,0,0,0\n0.5,-0.5,0.46211717,-0.45\n1,0,0.7615942,0\n");
        final Difference worst = golden.compare(opened(model, EngineChoice.EXACT).engine(), model);

        assertEquals(0.01211717, worst.error(), 1e-7);
        assertEquals(1, worst.row());
        assertEquals(3, golden.first());
        assertEquals("y[1]", worst.place());
        assertEquals(-0.45f, worst.expected());
    }

    @Test
    void shouldNameTheLineOfAGoldenVectorThatIsWrong() {
        final Model model = tanh(1);
        final String header = "x[0],x[1],y[0],y[1]\n";
        assertGolden("g.csv line 1: expected '# model " + model.sha256() + "'. Give the golden vectors of this model.", model, "# model 00\n" + header);
        assertGolden("g.csv line 1: expected the model's input and outputs: x[0],x[1],y[0],y[1]. Give the golden vectors of this model.",
            model, "x[0],y[0]\n0,0\n");
        assertGolden("g.csv line 1: expected the model's input and outputs: x[0],x[1],y[0],y[1]. Give the golden vectors of this model.", model, "");
        assertGolden("g.csv line 2: it has 3 columns, expected 4. Fix or remove the line.", model, header + "0,0,0\n");
        assertGolden("g.csv line 3: 'zero' is not a number. Fix or remove the line.", model, header + "0,0,0,0\n0,0,zero,0\n");
        assertGolden("g.csv line 2: 'NaN' is not finite. Fix or remove the line.", model, header + "0,0,NaN,0\n");
        assertGolden("g.csv: it has 0 rows. Give between 1 and 100000.", model, header);
    }

    private static void assertGolden(final String message, final Model model, final String text) {
        assertEquals(message, assertThrows(InvalidInputException.class, () -> golden(model, text)).getMessage());
    }

    private static GoldenVectors golden(final Model model, final String text) {
        return GoldenVectors.read("g.csv", text.getBytes(StandardCharsets.UTF_8), model);
    }

    private static EngineSelection opened(final Model model, final EngineChoice choice) {
        return Engines.open(model, null, choice, Engines.NO_CLOCK);
    }

    /** tanh of two features, each times a factor. */
    private static Model tanh(final float factor) {
        return model(builder -> builder.node("Tanh", List.of(builder.node("Mul", List.of("x", builder.constant(new float[] {factor}))))));
    }

    private static Model model(final Function<ModelBuilder, String> nodes) {
        final ModelBuilder builder = new ModelBuilder(17);
        builder.input("x", "N", 2);
        return builder.named("y", "Identity", List.of(nodes.apply(builder))).output("y", "N", 2).model();
    }
}
