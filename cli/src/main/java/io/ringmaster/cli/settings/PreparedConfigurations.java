package io.ringmaster.cli.settings;

import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.EngineConfig;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The later configurations of a running session. One that is about to come into force is prepared on another thread, its model read and its engine warmed
 * up, so that the publisher's thread does not do it. The others are read from disk.
 */
public final class PreparedConfigurations implements Configurations {

    private final Configurations onDisk;
    private final ConcurrentMap<String, EngineConfig> prepared = new ConcurrentHashMap<>();

    public PreparedConfigurations(final Configurations onDisk) {
        this.onDisk = onDisk;
    }

    /** Any thread; {@code sha256} is the digest of the configuration's text. */
    public void prepare(final String sha256, final EngineConfig configuration) {
        prepared.put(sha256, configuration);
    }

    @Override
    public EngineConfig configuration(final String sha256) {
        final EngineConfig ready = prepared.remove(sha256);
        return ready == null ? onDisk.configuration(sha256) : ready;
    }
}
