package io.ringmaster.inference.model;

import io.ringmaster.inference.model.engine.ModelEngine;

/**
 * The engine that runs a model.
 *
 * @param engine ready for its first decision; the receiver closes it
 * @param reason why this one, as the end of a sentence: {@code policy.model.engine asks for it}
 */
public record EngineSelection(ModelEngine engine, String reason) { }
