package io.ringmaster.pipeline.core.risk;

import io.ringmaster.schema.RiskReason;

/** What the controls compared last: an observed value and, once one refuses, its limit, in the limit's own unit. */
final class Comparison {

    long limitE8;
    long observedE8;

    void clear() {
        limitE8 = 0;
        observedE8 = 0;
    }

    RiskReason refuse(final RiskReason reason, final long limit) {
        limitE8 = limit;
        return reason;
    }
}
