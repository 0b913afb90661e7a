package io.ringmaster.pipeline.engine;

import io.ringmaster.config.InvalidInputException;

/** Where an engine finds the configuration that a Reconfigured event names. */
@FunctionalInterface
public interface Configurations {

    /** For sessions that keep the configuration they began with. */
    Configurations NONE = sha256 -> {
        throw new InvalidInputException("the journal was reconfigured, and configuration " + sha256 + " is not at hand here");
    };

    /**
     * @param sha256 hex digest of its text
     * @throws InvalidInputException if there is none with that digest
     */
    EngineConfig configuration(String sha256);
}
