package io.ringmaster.pipeline.replay;

import io.ringmaster.inference.ModelAnswer;
import io.ringmaster.inference.model.engine.EngineFailedException;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.schema.EngineKind;
import io.ringmaster.schema.ModelOutputDecoder;
import java.util.Arrays;

/** Says what the models of a configuration said when the session ran. */
final class RecordedEngine implements ModelEngine {

    /** No head takes it for an answer. */
    private static final float[] UNKNOWN = new float[ModelAnswer.MOST_NUMBERS];

    static {
        Arrays.fill(UNKNOWN, Float.NaN);
    }

    private final RecordedAnswers answers;
    /** Runs the models as well; null if it cannot. */
    private final ModelEngine computing;
    private final float[] input;
    private final float[][] outputs;
    private EngineKind kind = EngineKind.EXACT;
    private long inputSequence;

    RecordedEngine(final EngineConfig config, final ModelEngine computing, final RecordedAnswers answers) {
        this.answers = answers;
        this.computing = computing;
        input = computing == null ? new float[config.contract().length()] : computing.input();
        outputs = new float[config.policy().model().members()][0];
    }

    @Override
    public EngineKind kind() {
        return kind;
    }

    @Override
    public float[] input() {
        return input;
    }

    @Override
    public int outputs() {
        return outputs.length;
    }

    @Override
    public float[] output(final int index) {
        return outputs[index];
    }

    @Override
    public void at(final long sequence) {
        inputSequence = sequence;
    }

    @Override
    public void run() {
        final boolean isComputed = compute();
        final ModelOutputDecoder said = answers.find(inputSequence);
        if (said == null) {
            sayNothing(isComputed);
            return;
        }
        kind = said.engine();
        final ModelOutputDecoder.NumbersDecoder numbers = said.numbers();
        final int each = numbers.count() / Math.max(1, said.models());
        for (int i = 0; i < outputs.length; i++) {
            take(i, each, numbers, isComputed);
        }
    }

    private boolean compute() {
        if (computing == null) {
            answers.onNotComputed();
            return false;
        }
        try {
            computing.run();
            return true;
        } catch (final EngineFailedException e) {
            answers.onFailure(e.getMessage());
            return false;
        }
    }

    private void take(final int model, final int count, final ModelOutputDecoder.NumbersDecoder numbers, final boolean isComputed) {
        if (outputs[model].length != count) {
            outputs[model] = new float[count];
        }
        for (int i = 0; i < count && numbers.hasNext(); i++) {
            outputs[model][i] = numbers.next().number();
            if (isComputed) {
                answers.differences().compare(inputSequence, model * count + i, outputs[model][i], computing.output(model)[i]);
            }
        }
    }

    /** Nothing is recorded for a decision, so nothing is compared behind it. */
    private void sayNothing(final boolean isComputed) {
        kind = isComputed ? computing.kind() : EngineKind.EXACT;
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = isComputed ? computing.output(i).clone() : UNKNOWN.clone();
        }
    }

    @Override
    public void close() {
        if (computing != null) {
            computing.close();
        }
    }
}
