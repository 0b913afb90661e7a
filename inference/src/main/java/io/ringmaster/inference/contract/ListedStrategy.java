package io.ringmaster.inference.contract;

/**
 * A strategy whose signal is part of the observation.
 *
 * @param definition its type, timeframe and parameters as a text: a model may not be served by another strategy of the same id
 */
public record ListedStrategy(String id, String definition) { }
