package io.ringmaster.pipeline.handler;

import io.ringmaster.inference.Target;
import io.ringmaster.schema.DecisionTrigger;

/** The decisions of one event: at most one for each instrument. */
public final class DecisionCell {

    public int count;
    /** Target of each decision, in ascending instrument id. */
    public final Target[] targets;
    /** What each decision was made for. */
    public final DecisionTrigger[] triggers;

    DecisionCell(final int instruments) {
        targets = new Target[instruments];
        triggers = new DecisionTrigger[instruments];
        for (int i = 0; i < instruments; i++) {
            targets[i] = new Target();
        }
    }
}
