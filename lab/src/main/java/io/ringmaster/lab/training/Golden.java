package io.ringmaster.lab.training;

import io.ringmaster.inference.model.onnx.OnnxReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps some observations of a validation with what the learner's own network says to them, for {@link io.ringmaster.inference.model.GoldenVectors}: at most
 * 256, spread over the whole validation.
 */
final class Golden {

    private static final int MOST = 256;

    private final int features;
    private final int outputs;
    private List<String> rows = new ArrayList<>();
    private List<String> kept = List.of();
    private long every;
    private long seen;

    Golden(final int features, final int outputs) {
        this.features = features;
        this.outputs = outputs;
    }

    /** Another validation begins. */
    void begin() {
        rows = new ArrayList<>();
        every = 1;
        seen = 0;
    }

    void see(final float[] observation, final float[] answer) {
        if (seen++ % every != 0) {
            return;
        }
        if (rows.size() == MOST) {
            final List<String> half = new ArrayList<>();
            for (int i = 0; i < MOST; i += 2) {
                half.add(rows.get(i));
            }
            rows = half;
            every *= 2;
            if ((seen - 1) % every != 0) {
                return;
            }
        }
        final StringBuilder row = new StringBuilder();
        for (final float value : observation) {
            row.append(value).append(',');
        }
        for (int i = 0; i < outputs; i++) {
            row.append(answer[i]).append(i == outputs - 1 ? "" : ",");
        }
        rows.add(row.toString());
    }

    /** The policy of this validation is the best so far. */
    void keep() {
        kept = rows;
    }

    /** @param onnx the file of the policy of the last {@link #keep} */
    String text(final byte[] onnx) {
        final StringBuilder text = new StringBuilder("# model ").append(OnnxReader.sha256(onnx)).append('\n');
        for (int i = 0; i < features; i++) {
            text.append("observation[").append(i).append("],");
        }
        for (int i = 0; i < outputs; i++) {
            text.append("action[").append(i).append(i == outputs - 1 ? "]\n" : "],");
        }
        kept.forEach(row -> text.append(row).append('\n'));
        return text.toString();
    }
}
