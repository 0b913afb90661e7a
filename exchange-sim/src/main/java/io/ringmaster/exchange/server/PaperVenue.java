package io.ringmaster.exchange.server;

import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.engine.InputMessage;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.LiveMarket;
import io.ringmaster.pipeline.port.LiveVenue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * A live market with simulated fills: what the venue shows is real, what becomes of our orders is what the simulated venue makes of it, and
 * no order leaves the process. The simulation runs on the publisher's thread.
 */
public final class PaperVenue implements LiveVenue {

    private static final long LOOK_AGAIN_MS = 10;

    private final LiveMarket market;
    private final SimulatedVenue simulation;
    private final int instruments;
    private volatile int openOrders;

    /** @param simulation hands its reports to the engine itself: it is called where the engine may be */
    public PaperVenue(final LiveMarket market, final SimulatedVenue simulation, final int instruments) {
        this.market = market;
        this.simulation = simulation;
        this.instruments = instruments;
    }

    @Override
    public void start(final InputSink events) {
        market.start(events);
    }

    @Override
    public void onPublishing(final DirectBuffer buffer, final int offset, final int length) {
        // Whatever the venue has to say comes before the event, or it would come from the past.
        simulation.advanceTo(InputMessage.timeNs(buffer, offset));
        simulation.onMarket(buffer, offset, length);
    }

    @Override
    public void onTime(final long timeNs) {
        simulation.advanceTo(timeNs);
        int open = 0;
        for (int id = 0; id < instruments; id++) {
            open += simulation.openOrders(id);
        }
        openOrders = open;
    }

    @Override
    public void onOrderIntent(final DirectBuffer buffer, final int offset, final int length) {
        simulation.onOrderIntent(buffer, offset, length);
    }

    /** There is nobody to agree with but ourselves; without a market there is nothing to trade. */
    @Override
    public boolean isReady() {
        return market.isUp();
    }

    @Override
    public void onPipelineAlive() {
        // No order outlives this process.
    }

    @Override
    public String describe() {
        return "paper: market " + (market.isUp() ? "up" : "down") + ", " + openOrders + " orders open";
    }

    @Override
    public boolean standDown(final long withinMs) {
        for (long waitedMs = 0; openOrders > 0 && waitedMs < withinMs; waitedMs += LOOK_AGAIN_MS) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MS));
        }
        return openOrders == 0;
    }

    @Override
    public void close() {
        market.close();
    }
}
