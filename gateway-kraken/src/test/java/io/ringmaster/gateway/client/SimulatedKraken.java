package io.ringmaster.gateway.client;

import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.server.WireServer;
import io.ringmaster.exchange.wire.ApiKey;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The venue on a real port of loopback, with a market out of a seed. */
final class SimulatedKraken implements AutoCloseable {

    static final String KEY = "simulated";
    static final String SECRET = Base64.getEncoder().encodeToString("guards nothing but simulated money".getBytes(StandardCharsets.UTF_8));
    static final InstrumentDefinition PF_XBTUSD = InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE);

    final Venue venue;
    final WireServer server;
    /** By how much the venue's clock is ahead of ours. */
    volatile long aheadMs;
    final int port;

    SimulatedKraken(final FaultSchedule faults, final boolean alsoDecoded) {
        this(faults, alsoDecoded, false);
    }

    SimulatedKraken(final FaultSchedule faults, final boolean alsoDecoded, final boolean mayTransfer) {
        this(faults, alsoDecoded, mayTransfer, 0);
    }

    SimulatedKraken(final FaultSchedule faults, final boolean alsoDecoded, final boolean mayTransfer, final long aheadMs) {
        this.aheadMs = aheadMs;
        venue = new Venue(
            List.of(PF_XBTUSD), VenueSettings.defaults(), List.of(new ApiKey(KEY, SECRET, 100_000 * FixedPoint.ONE, mayTransfer)), alsoDecoded, 7, faults,
            () -> System.currentTimeMillis() + this.aheadMs);
        server = new WireServer(venue, new RandomMarket(PF_XBTUSD, 0, 60_000 * FixedPoint.ONE, 1_700_000_000_000_000_000L, 7), 1);
        port = server.start(0);
    }

    String restUri() {
        return "http://127.0.0.1:" + port + "/derivatives";
    }

    int openOrders() {
        return server.ask(() -> venue.openOrders(KEY));
    }

    /** Lets the schedule of faults go on as if so much time had passed, so that no test has to hurry before a fault begins or ends. */
    void skipFaults(final long durationNs) {
        server.ask(() -> {
            venue.faults().skip(durationNs);
            return null;
        });
    }

    long switchDueMs() {
        return server.ask(() -> venue.switchDueMs(KEY));
    }

    long positionE8() {
        return server.ask(() -> venue.positionE8(KEY, 0));
    }

    long fundingE8() {
        return server.ask(() -> venue.fundingE8(KEY));
    }

    @Override
    public void close() {
        server.close();
    }
}
