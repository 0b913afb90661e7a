package io.ringmaster.lab.trial;

import java.time.Instant;

/**
 * A trial of the registry.
 *
 * @param time wall time at which it was recorded
 */
public record RecordedTrial(Trial trial, Instant time) {
}
