package io.ringmaster.lab.environment;

import java.util.List;

/** What the time between two decisions was worth, as a sum of terms. It remembers the episode so far. */
public interface Reward {

    /** The names of its terms. */
    List<String> terms();

    /** A new episode begins. */
    void begin();

    /**
     * Measures the time since the previous decision.
     *
     * @param out out: each term with its weight and sign; the reward is their sum
     */
    void measure(Account account, double[] out);
}
