package io.ringmaster.cli.session;

import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.schema.Agreement;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Decides how long a demo over the wire plays: for the requested time, counted from when the gateway has a market and is reconciled with the venue,
 * and then until the first fill. A slow machine plays longer and at lower and lower speed, until it keeps up. Called on the publisher's thread.
 */
final class WirePlay implements BooleanSupplier {

    private static final long UNSET = Long.MIN_VALUE;

    /** The wall time for which each speed is tried. */
    private static final long TRIED_NS = 15_000_000_000L;

    private final EpochNanoClock clock;
    private final LongSupplier wallNs;
    private final long playedNs;
    private final long patienceNs;
    private final Runnable slower;
    private final BooleanSupplier isVenueSound;
    private final long begunNs;
    private Engine engine;
    private LiveVenue gateway;
    private long readyNs = UNSET;
    private long waitsFromNs = UNSET;
    private long slowerDueNs;

    /**
     * @param clock      the session's clock
     * @param playedNs   once the gateway is ready, by the session's clock
     * @param patienceNs longest time until it is ready, and from the end of the play to the first fill, by the wall's clock
     * @param slower     lowers the speed of time
     */
    WirePlay(
        final EpochNanoClock clock, final LongSupplier wallNs, final long playedNs, final long patienceNs, final Runnable slower,
        final BooleanSupplier isVenueSound) {
        this.clock = clock;
        this.wallNs = wallNs;
        this.playedNs = playedNs;
        this.patienceNs = patienceNs;
        this.slower = slower;
        this.isVenueSound = isVenueSound;
        begunNs = wallNs.getAsLong();
        slowerDueNs = begunNs + TRIED_NS;
    }

    /** Sets the session to watch; returns its gateway. */
    <T extends LiveVenue> T on(final Engine newEngine, final T newGateway) {
        engine = newEngine;
        gateway = newGateway;
        return newGateway;
    }

    @Override
    public boolean getAsBoolean() {
        if (!isVenueSound.getAsBoolean()) {
            return false;
        }
        if (readyNs == UNSET) {
            if (engine.status().get(Figure.MARK_PRICE_E8) == 0 || gateway.agreement() != Agreement.AGREED) {
                return isWorthWaiting(begunNs);
            }
            readyNs = clock.nanoTime();
        }
        if (clock.nanoTime() - readyNs < playedNs) {
            return true;
        }
        if (waitsFromNs == UNSET) {
            waitsFromNs = wallNs.getAsLong();
            slowerDueNs = waitsFromNs;
        }
        return engine.status().get(Figure.FILLS) == 0 && isWorthWaiting(waitsFromNs);
    }

    private boolean isWorthWaiting(final long sinceNs) {
        final long nowNs = wallNs.getAsLong();
        if (nowNs >= slowerDueNs) {
            slowerDueNs = nowNs + TRIED_NS;
            slower.run();
        }
        return nowNs - sinceNs < patienceNs;
    }

    /** Explains why there was no fill; empty if there was one. */
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
