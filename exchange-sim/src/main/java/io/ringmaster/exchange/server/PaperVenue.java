package io.ringmaster.exchange.server;

import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.LiveMarket;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.VenueReason;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A live market with simulated fills: what the venue shows is real, what becomes of our orders is what the simulated venue makes of it, and
 * no order leaves the process. The simulation runs on the publisher's thread.
 */
public final class PaperVenue implements LiveVenue {

    private static final long LOOK_AGAIN_MS = 10;

    private final LiveMarket market;
    private final SimulatedVenue simulation;
    private final int instruments;
    private final List<KnownAccount.OpenOrder> orphans;
    private volatile int openOrders;
    private volatile boolean isAnythingUnderWay;

    /**
     * @param simulation hands its reports to the engine itself: it is called where the engine may be
     * @param orphans    orders of an earlier process: they died with it
     */
    public PaperVenue(
        final LiveMarket market, final SimulatedVenue simulation, final int instruments, final List<KnownAccount.OpenOrder> orphans) {
        this.market = market;
        this.simulation = simulation;
        this.instruments = instruments;
        this.orphans = List.copyOf(orphans);
    }

    @Override
    public void start(final InputSink events) {
        orphans.forEach(order -> tellCanceled(order, events));
        market.start(events);
    }

    private static void tellCanceled(final KnownAccount.OpenOrder order, final InputSink events) {
        final ExecutionReportEncoder report = new ExecutionReportEncoder();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + ExecutionReportEncoder.BLOCK_LENGTH]);
        report.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(0).exchangeTimeNs(0).clientOrderId(order.clientOrderId()).lastQtyE8(0).lastPriceE8(0).cumQtyE8(order.filledE8())
            .leavesQtyE8(0).feeE8(0).instrumentId(order.terms().instrumentId()).execType(ExecType.CANCELED).side(order.terms().side())
            .liquidity(Liquidity.NONE).reason(VenueReason.NONE);
        report.venueOrderId().high(0).low(0);
        report.executionId().high(0).low(0);
        events.onInput(buffer, 0, buffer.capacity());
    }

    @Override
    public void onPublishing(final DirectBuffer buffer, final int offset, final int length) {
        // Reports of the venue come before the event; afterwards they would be in the past.
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
        isAnythingUnderWay = simulation.isAnythingUnderWay();
    }

    @Override
    public void onOrderIntent(final DirectBuffer buffer, final int offset, final int length) {
        simulation.onOrderIntent(buffer, offset, length);
        // Until the next look at the simulation: the end of the session must wait for an order that was sent just before it.
        isAnythingUnderWay = true;
    }

    /** The account is our own, so it always agrees, as long as the market is up. */
    @Override
    public Agreement agreement() {
        return market.problems().isEmpty() ? Agreement.AGREED : Agreement.UNKNOWN;
    }

    @Override
    public List<String> objections() {
        return market.problems();
    }

    @Override
    public void onPipelineAlive() {
        // No order outlives this process.
    }

    @Override
    public String describe() {
        final List<String> problems = market.problems();
        return "paper: market " + (market.isUp() ? "up" : "down") + ", " + openOrders + " orders open"
            + (market.isUp() && !problems.isEmpty() ? "; " + String.join(", ", problems) : "");
    }

    /** The reports of the last fills belong to the session too. */
    @Override
    public boolean standDown(final long withinMs) {
        for (long waitedMs = 0; (openOrders > 0 || isAnythingUnderWay) && waitedMs < withinMs; waitedMs += LOOK_AGAIN_MS) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MS));
        }
        return openOrders == 0;
    }

    @Override
    public void close() {
        market.close();
    }
}
