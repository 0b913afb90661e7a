package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.schema.ThoughtCode;

/** Records why a trader did or did not trade: once, and again only when the reason or its subject has changed. */
final class Thoughts {

    private final OutputWriter outputs;
    private final int instrumentId;
    private ThoughtCode last = ThoughtCode.NULL_VAL;
    private long lastA;

    Thoughts(final OutputWriter outputs, final int instrumentId) {
        this.outputs = outputs;
        this.instrumentId = instrumentId;
    }

    /** @param a meaning by code: see the schema */
    void think(final ThoughtCode code, final long a, final long b) {
        final boolean isSubject = switch (code) {
            case NO_REFERENCE, COOLDOWN, LEAVING, REWARD_TOO_SMALL, RISK_OF_RUIN -> false;
            default -> true;
        };
        if (code != last || (isSubject && a != lastA)) {
            last = code;
            lastA = a;
            outputs.thought(instrumentId, code, a, b);
        }
    }
}
