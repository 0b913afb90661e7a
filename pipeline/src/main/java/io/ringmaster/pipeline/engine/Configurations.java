package io.ringmaster.pipeline.engine;

import io.ringmaster.config.InvalidInputException;

/** Gives an engine the configuration that a Reconfigured event names. */
@FunctionalInterface
public interface Configurations {

    /** For sessions that keep their first configuration. */
    Configurations NONE = sha256 -> {
        throw new InvalidInputException("the journal was reconfigured, but configuration " + sha256 + " is not available here");
    };

    /**
     * @param sha256 hex digest of its text
     * @throws InvalidInputException if no configuration has this digest
     */
    EngineConfig configuration(String sha256);
}
