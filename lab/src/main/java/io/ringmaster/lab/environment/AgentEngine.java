package io.ringmaster.lab.environment;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.EngineKind;

/** Stands where the engine of a model stands in a session. It never computes: it waits until an agent has answered. */
final class AgentEngine implements ModelEngine {

    private final float[] observation;
    private final float[] outputs;
    private boolean isWaiting;

    /**
     * @param observations length of an observation
     * @param outputs      length of the answer
     */
    AgentEngine(final int observations, final int outputs) {
        observation = new float[observations];
        this.outputs = new float[outputs];
    }

    /** It keeps no journal; in one, what it says would be exact. */
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
        return outputs;
    }

    @Override
    public void run() {
        isWaiting = true;
    }

    @Override
    public boolean isWaiting() {
        return isWaiting;
    }

    /** The answer is in the output, or is not needed any more. */
    void onAnswer() {
        isWaiting = false;
    }

    @Override
    public void close() {
        // It holds no native memory.
    }
}
