package io.ringmaster.cli.session;

import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.schema.LimitKind;
import java.time.Instant;
import java.util.List;

/**
 * The smaller limits that hold for a while after the start of a session.
 *
 * @param limits the configured ones
 * @param endNs  when those hold whole, event time
 */
record RampUp(RiskLimits limits, long endNs) {

    /** Those that are smaller. */
    static final List<String> LIMITS = List.of("maxOrderQty", "maxOrderValue", "maxPosition");

    private static final long NS_PER_SECOND = 1_000_000_000L;

    /** Null when it is over, or there is none. */
    static RampUp of(final EngineStatus status) {
        final long endNs = status.get(Figure.RAMP_UP_END_NS);
        return status.get(Figure.EVENT_TIME_NS) < endNs ? new RampUp(status.limits(), endNs) : null;
    }

    /** What holds now of a limit named in {@link #LIMITS}. */
    long limitE8(final LimitKind kind) {
        return limits.rampedE8(limits.get(kind));
    }

    /** UTC, the next whole second. */
    String until() {
        return Instant.ofEpochSecond(Math.ceilDiv(endNs, NS_PER_SECOND)).toString();
    }
}
