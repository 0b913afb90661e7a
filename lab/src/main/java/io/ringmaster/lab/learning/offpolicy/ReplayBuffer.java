package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;
import io.ringmaster.lab.learning.environment.Actions;

/** The latest steps of all environments. */
final class ReplayBuffer implements Saved {

    private final Transition[] kept;
    private final int features;
    private final Actions actions;
    private long added;

    ReplayBuffer(final int capacity, final int features, final Actions actions) {
        kept = new Transition[capacity];
        this.features = features;
        this.actions = actions;
    }

    /** Copies a step; it replaces the oldest if the buffer is full. */
    void add(final Transition step) {
        final int place = (int) (added++ % kept.length);
        if (kept[place] == null) {
            kept[place] = new Transition(features, actions);
        }
        kept[place].set(step);
    }

    int size() {
        return (int) Math.min(added, kept.length);
    }

    Transition get(final int place) {
        return kept[place];
    }

    @Override
    public void save(final CheckpointWriter to) {
        to.integer(added);
        for (int i = 0; i < size(); i++) {
            kept[i].save(to);
        }
    }

    @Override
    public void load(final CheckpointReader from) {
        added = from.integer();
        for (int i = 0; i < size(); i++) {
            kept[i] = new Transition(features, actions);
            kept[i].load(from);
        }
    }
}
