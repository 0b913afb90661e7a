/** Explains recorded decisions: what led to each, what changed it, and what followed. */
package io.ringmaster.pipeline.replay.explain;
