package io.ringmaster.pipeline.replay;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.EngineKind;
import io.ringmaster.schema.ModelOutputDecoder;

/** Computes, compares that with what the session recorded for the decision, and says what was recorded; what it computes where nothing was. */
final class FoldedEngine implements ModelEngine {

    private final ModelEngine computing;
    private final FoldedModels models;
    private final float[][] said;
    private EngineKind kind;
    private long inputSequence;
    private boolean isRecorded;

    FoldedEngine(final ModelEngine computing, final FoldedModels models) {
        this.computing = computing;
        this.models = models;
        said = new float[computing.outputs()][];
        for (int i = 0; i < said.length; i++) {
            said[i] = computing.output(i).clone();
        }
    }

    @Override
    public EngineKind kind() {
        return isRecorded ? kind : computing.kind();
    }

    @Override
    public float[] input() {
        return computing.input();
    }

    @Override
    public int outputs() {
        return computing.outputs();
    }

    @Override
    public float[] output(final int index) {
        return isRecorded ? said[index] : computing.output(index);
    }

    @Override
    public void at(final long sequence) {
        inputSequence = sequence;
    }

    @Override
    public void run() {
        computing.run();
        final ModelOutputDecoder record = models.find(inputSequence);
        isRecorded = record != null && record.models() <= said.length && take(record);
    }

    /** False if the record is not of this model: the comparison of outputs finds that. */
    private boolean take(final ModelOutputDecoder record) {
        final ModelOutputDecoder.NumbersDecoder numbers = record.numbers();
        int count = 0;
        for (int i = 0; i < record.models(); i++) {
            count += said[i].length;
        }
        if (numbers.count() != count) {
            return false;
        }
        kind = record.engine();
        int place = 0;
        for (int i = 0; i < record.models(); i++) {
            for (int j = 0; j < said[i].length; j++) {
                said[i][j] = numbers.next().number();
                models.compare(inputSequence, place++, said[i][j], computing.output(i)[j]);
            }
        }
        return true;
    }

    @Override
    public void close() {
        computing.close();
    }
}
