package io.ringmaster.inference.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxWriterTest {

    private static OnnxWriter network() {
        return new OnnxWriter("net", "x", 2)
            .standardise(new float[] {1, 10}, new float[] {2, 0.5f}, 3)
            .dense(new float[][] {{1, 0, 2}, {-1, 0.5f, 0}}, new float[] {0.25f, 0, -1})
            .tanh();
    }

    /** (1.5 - 1) * 2 = 1 and (-90 - 10) * 0.5 = -50, cut to -3: 1 + 3 + 0.25, -1.5, 2 - 1. */
    @Test
    void shouldWriteWhatBothEnginesCompute() {
        final byte[] bytes = network().bytes("y", Map.of("key", "value"));
        final Model model = OnnxReader.read("net.onnx", bytes, bytes.length);
        assertEquals(Map.of("key", "value"), model.metadata());
        for (final EngineChoice choice : new EngineChoice[] {EngineChoice.EXACT, EngineChoice.ONNXRUNTIME}) {
            try (ModelEngine engine = Engines.open(model, null, choice).engine()) {
                engine.input()[0] = 1.5f;
                engine.input()[1] = -90;
                engine.run();
                assertArrayEquals(
                    new float[] {(float) Math.tanh(4.25), (float) Math.tanh(-1.5), (float) Math.tanh(1)}, engine.output(0), 1e-6f, choice.name());
            }
        }
    }

    @Test
    void shouldWriteTheSameBytesAgain() {
        final OnnxWriter writer = network();
        assertArrayEquals(writer.bytes("y", Map.of()), writer.bytes("y", Map.of()));
        assertArrayEquals(writer.bytes("y", Map.of()), network().bytes("y", Map.of()));
    }
}
