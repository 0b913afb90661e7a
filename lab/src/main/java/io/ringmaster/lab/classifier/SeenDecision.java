package io.ringmaster.lab.classifier;

/**
 * One decision of a session with a model.
 *
 * @param timeNs event time
 * @param values what the model saw
 * @param mark   the instrument's mark then
 */
public record SeenDecision(long timeNs, float[] values, double mark) {
}
