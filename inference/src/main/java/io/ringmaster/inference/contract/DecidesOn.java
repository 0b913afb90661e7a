package io.ringmaster.inference.contract;

import java.util.Locale;

/** The events on which the policy is asked. A model that learned to decide once a bar knows nothing of decisions in between. */
public enum DecidesOn {
    BAR,
    /** A claim about the market became true between bars. */
    CLAIM,
    EVENT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
