package io.ringmaster.pipeline.engine;

import io.ringmaster.inference.model.engine.ModelEngine;

/** Opens the engine that runs the model of a configuration. The publisher's thread calls it. */
@FunctionalInterface
public interface ModelEngines {

    /** Computes, as a session does. */
    ModelEngines COMPUTING = config -> config.model().take();

    /**
     * The engine, warmed up; the receiver closes it.
     *
     * @param config of a policy that asks a model
     * @throws io.ringmaster.inference.model.graph.ModelRefusedException if no engine runs it here
     */
    ModelEngine open(EngineConfig config);
}
