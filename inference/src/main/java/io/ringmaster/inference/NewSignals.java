package io.ringmaster.inference;

import io.ringmaster.schema.Signal;

/**
 * Strategies that say something new with one event, each once, and no more than a signal. Whoever follows signals takes many of them in a loop of its
 * own: the processor then fetches what the next ones need while it works on the first.
 */
public interface NewSignals {

    int count();

    int strategyIndex(int i);

    Signal signal(int i);

    /** The ordinal of the signal. Read it where only tables are looked up with it: a loop that reads constants themselves waits for each of them. */
    int ordinal(int i);
}
