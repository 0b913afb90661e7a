package io.ringmaster.monitor.model;

import io.ringmaster.schema.LimitKind;

/**
 * A limit in force and how much of it is used.
 *
 * @param limit in the limit's own unit
 * @param used  in the same unit; at least 0
 */
public record LimitUse(LimitKind kind, long limit, long used) {

    /** Used share, 1 for all of it. A limit of 0 is used up. */
    public double share() {
        return limit <= 0 ? 1 : (double) used / limit;
    }
}
