package io.ringmaster.pipeline.core.risk;

import io.ringmaster.pipeline.core.order.OrderRequest;

/** The limits as they hold now: those configured or changed by a person, reduced while a session ramps up. */
final class LimitsInForce {

    private RiskLimits limits;
    private long rampUpEndTimeNs = Long.MIN_VALUE;
    private boolean isRampingUp;

    LimitsInForce(final RiskLimits limits) {
        this.limits = limits;
    }

    void onTime(final long timeNs) {
        isRampingUp = timeNs < rampUpEndTimeNs;
    }

    /** A session begins: for a while its limits are smaller. */
    void onSessionStart(final long timeNs) {
        rampUpEndTimeNs = Math.addExact(timeNs, limits.rampUp().rampUpNs());
        isRampingUp = timeNs < rampUpEndTimeNs;
    }

    void set(final RiskLimits newLimits) {
        limits = newLimits;
    }

    /** The whole limits. */
    RiskLimits get() {
        return limits;
    }

    /** A limit as it holds for an order. An order that only reduces always has the whole limit. */
    long ramped(final OrderRequest order, final long limit) {
        return order.reduceOnly ? limit : entryLimitE8(limit);
    }

    /** A limit on order size, order value or position as it holds now for an order that may increase risk. */
    long entryLimitE8(final long limit) {
        return isRampingUp ? limits.rampedE8(limit) : limit;
    }

    long rampUpEndTimeNs() {
        return rampUpEndTimeNs;
    }
}
