package io.ringmaster.cli.machine;

import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Path;

/**
 * What is examined.
 *
 * @param use        what the machine is for
 * @param topology   as configured
 * @param secret     place of the venue's key, as configured
 * @param config     configuration file; null if none was given
 * @param journal    directory of the journal, which may not exist yet
 * @param processors that the JVM counts
 */
public record Patient(Use use, TopologySettings topology, String secret, Path config, Path journal, int processors) {

    boolean needsCores() {
        return !TopologySettings.OFF.equals(topology.cores());
    }
}
