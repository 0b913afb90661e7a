/** Replay of journals: recorded inputs are played again, and the recomputed outputs are compared with the recorded ones. */
package io.ringmaster.pipeline.replay;
