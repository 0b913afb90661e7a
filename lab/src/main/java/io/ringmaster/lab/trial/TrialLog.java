package io.ringmaster.lab.trial;

/** Takes note of a trial. */
@FunctionalInterface
public interface TrialLog {

    /** Keeps nothing: each trial is the only one. */
    TrialLog NONE = trial -> TrialCount.ONE;

    /** Notes the trial, and counts all that compare with it, itself included. */
    TrialCount add(Trial trial);
}
