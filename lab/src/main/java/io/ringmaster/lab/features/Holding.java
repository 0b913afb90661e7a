package io.ringmaster.lab.features;

import io.ringmaster.inference.ModelSettings.Head;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.EngineKind;

/** Stands where the engine of a model stands, and never trades: so a session records what a model would see that has done nothing. */
public final class Holding implements ModelEngine {

    private final float[] observation;
    private final float[] answer;

    /** @param features length of an observation */
    public Holding(final int features, final Head head) {
        observation = new float[features];
        answer = new float[head.mostNumbers()];
        if (head.keep() >= 0) {
            answer[head.keep()] = 1;
        }
    }

    @Override
    public EngineKind kind() {
        return EngineKind.EXACT;
    }

    @Override
    public float[] input() {
        return observation;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public float[] output(final int index) {
        return answer;
    }

    @Override
    public void run() {
        // The answer is always the same.
    }

    @Override
    public void close() {
        // It holds no native memory.
    }
}
