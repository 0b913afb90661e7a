package io.ringmaster.lab.environment;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.EngineKind;

/** Stands where the engine of a model stands in a session, and asks the agent. */
final class AgentEngine implements ModelEngine {

    private final float[] observation;
    private final float[] outputs;
    private final Runnable onAsked;

    /**
     * @param observations length of an observation
     * @param outputs      length of the answer
     * @param onAsked      fills {@link #outputs}
     */
    AgentEngine(final int observations, final int outputs, final Runnable onAsked) {
        observation = new float[observations];
        this.outputs = new float[outputs];
        this.onAsked = onAsked;
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
        onAsked.run();
    }

    @Override
    public void close() {
        // It holds no native memory.
    }
}
