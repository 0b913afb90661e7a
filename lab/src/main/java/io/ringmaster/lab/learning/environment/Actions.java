package io.ringmaster.lab.learning.environment;

/** Which actions an environment takes. */
public sealed interface Actions {

    /** One of several, by its index: {@code action[0]}. */
    record Discrete(int count) implements Actions {
    }

    /** Numbers from -1 to 1. */
    record Continuous(int size) implements Actions {
    }
}
