package io.ringmaster.lab.learning.checkpoint;

/** A part of a learner whose state is in its checkpoints. Both methods name the same values in the same order. */
public interface Saved {

    /** Writes the whole state. */
    void save(CheckpointWriter to);

    /** Takes over a state that an object with the same settings wrote. */
    void load(CheckpointReader from);
}
