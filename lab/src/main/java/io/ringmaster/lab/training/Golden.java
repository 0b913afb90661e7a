package io.ringmaster.lab.training;

import io.ringmaster.inference.model.GoldenVectors;
import io.ringmaster.inference.model.onnx.OnnxReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps some observations of a validation with what the learner's own network says to them, as {@link GoldenVectors}: at most 256, spread over the whole
 * validation.
 */
final class Golden {

    private static final int MOST = 256;

    private List<float[]> rows = new ArrayList<>();
    private List<float[]> kept = List.of();
    private long every;
    private long seen;

    /** Another validation begins. */
    void begin() {
        rows = new ArrayList<>();
        every = 1;
        seen = 0;
    }

    void see(final float[] observation, final float[] answer) {
        if (rows.size() == MOST && seen % every == 0) {
            thinOut();
        }
        if (seen++ % every == 0) {
            final float[] row = Arrays.copyOf(observation, observation.length + answer.length);
            System.arraycopy(answer, 0, row, observation.length, answer.length);
            rows.add(row);
        }
    }

    private void thinOut() {
        final List<float[]> half = new ArrayList<>();
        for (int i = 0; i < MOST; i += 2) {
            half.add(rows.get(i));
        }
        rows = half;
        every *= 2;
    }

    /** The policy of this validation is the best so far. */
    void keep() {
        kept = rows;
    }

    /** @param onnx the file of the policy of the last {@link #keep} */
    String text(final byte[] onnx) {
        return GoldenVectors.text(OnnxReader.read("model.onnx", onnx, onnx.length), kept);
    }
}
