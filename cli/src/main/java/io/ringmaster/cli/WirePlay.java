package io.ringmaster.cli;

import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.schema.Agreement;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.agrona.concurrent.EpochNanoClock;

/**
 * How long a demo over the wire plays: as long as was asked for, counted from when the gateway has a market and agrees with the venue, and then
 * until something was filled. A slow machine plays longer, not less. Asked by the publisher's thread.
 */
final class WirePlay implements BooleanSupplier {

    private static final long UNSET = Long.MIN_VALUE;

    private final EpochNanoClock clock;
    private final long playedNs;
    private final long patienceNs;
    private final BooleanSupplier isVenueSound;
    private final long begunNs;
    private Engine engine;
    private LiveVenue gateway;
    private long readyNs = UNSET;

    /**
     * @param playedNs   once the gateway is ready; this and the next by the session's clock
     * @param patienceNs longest time until it is ready, and from the end of the play to the first fill
     */
    WirePlay(final EpochNanoClock clock, final long playedNs, final long patienceNs, final BooleanSupplier isVenueSound) {
        this.clock = clock;
        this.playedNs = playedNs;
        this.patienceNs = patienceNs;
        this.isVenueSound = isVenueSound;
        begunNs = clock.nanoTime();
    }

    /** Looks at a session from now on; returns its gateway. */
    <T extends LiveVenue> T on(final Engine newEngine, final T newGateway) {
        engine = newEngine;
        gateway = newGateway;
        return newGateway;
    }

    @Override
    public boolean getAsBoolean() {
        final long nowNs = clock.nanoTime();
        if (!isVenueSound.getAsBoolean()) {
            return false;
        }
        if (readyNs == UNSET) {
            if (engine.status().get(Figure.MARK_PRICE_E8) == 0 || gateway.agreement() != Agreement.AGREED) {
                return nowNs - begunNs < patienceNs;
            }
            readyNs = nowNs;
        }
        final long elapsedNs = nowNs - readyNs;
        return elapsedNs < playedNs || engine.status().get(Figure.FILLS) == 0 && elapsedNs < playedNs + patienceNs;
    }

    /** What a person asks who sees no fill; empty when there was one. */
    String whyNoFill(final Activity activity) {
        if (engine.status().get(Figure.FILLS) > 0) {
            return "";
        }
        if (readyNs == UNSET) {
            return "the gateway was not ready in time: " + String.join("; ", gateway.objections()) + " (" + gateway.describe() + ")";
        }
        final String refusals = activity.refusals().entrySet().stream().map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
        return engine.status().get(Figure.DECISIONS) + " decisions, " + engine.status().get(Figure.ORDERS) + " orders, "
            + engine.status().get(Figure.RISK_REFUSALS) + " refused by the risk gate" + (refusals.isEmpty() ? "" : " (" + refusals + ")")
            + "; last: " + activity.doing();
    }
}
