package io.ringmaster.cli.session;

import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.schema.LimitKind;
import java.time.Instant;
import java.util.List;

/**
 * The smaller limits that apply for a while after the start of a session.
 *
 * @param limits the configured ones
 * @param endNs  event time from which they apply in full
 */
record RampUp(RiskLimits limits, long endNs) {

    /** The limits that are smaller meanwhile. */
    static final List<String> LIMITS = List.of("maxOrderQty", "maxOrderValue", "maxPosition");

    private static final long NS_PER_SECOND = 1_000_000_000L;

    /** Null if the ramp-up is over or not configured. */
    static RampUp of(final EngineStatus status) {
        final long endNs = status.get(Figure.RAMP_UP_END_NS);
        return status.get(Figure.EVENT_TIME_NS) < endNs ? new RampUp(status.limits(), endNs) : null;
    }

    /** The current value of a limit named in {@link #LIMITS}. */
    long limitE8(final LimitKind kind) {
        return limits.rampedE8(limits.get(kind));
    }

    /** The end in UTC, rounded up to a whole second. */
    String until() {
        return Instant.ofEpochSecond(Math.ceilDiv(endNs, NS_PER_SECOND)).toString();
    }
}
