package io.ringmaster.lab.environment;

import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.snapshot.StateCopy;

/**
 * The state of an environment at the end of a warm-up, for episodes to begin with. It fits every environment of the same plan.
 *
 * @param event      index of the first message behind it
 * @param nextTickNs time of the clock's next tick
 * @param venue      state of the venue
 */
record WarmStart(int event, long nextTickNs, Engine.Moment engine, StateCopy venue) {
}
