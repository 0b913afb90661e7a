package io.ringmaster.inference;

/** Decides on a target from the recommendations of all strategies, by rules or by a learned model. Called by the decision stage only. */
@FunctionalInterface
public interface Policy {

    /**
     * @param observation read only, not kept
     * @param target      out: every field is written
     */
    void decide(Observation observation, Target target);
}
