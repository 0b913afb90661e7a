package io.ringmaster.inference.model;

import io.ringmaster.inference.model.engine.ModelEngine;

/**
 * The engine that runs a model.
 *
 * @param engine ready for its first decision; the receiver closes it
 * @param choice the same engine as a choice; never AUTO
 * @param reason why this one, as the end of a sentence: {@code policy.model.engine asks for it}
 */
public record EngineSelection(ModelEngine engine, EngineChoice choice, String reason) { }
