package io.ringmaster.monitor.model;

/**
 * A limit in force and how much of it is used, in the limit's own unit.
 *
 * @param isRampedUp whether the limit is smaller for a while, because the session began
 */
public record RiskUse(RiskLimit limit, long bound, long used, boolean isRampedUp) {

    /** Used share, 1 for all of it. A limit of 0 is used up. */
    public double share() {
        return bound <= 0 ? 1 : (double) used / bound;
    }
}
