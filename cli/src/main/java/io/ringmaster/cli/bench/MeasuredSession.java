package io.ringmaster.cli.bench;

import io.ringmaster.cli.session.Activity;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.engine.ModelEngines;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.StrategyWatchdog;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A session as {@code run} wires it, under load: journals, watchdog and the figures of displays around the engine, a simulated venue that takes
 * the commands and fills orders. Events have the times at which they are due, as in real time; only their exchange times are those of the recording.
 */
final class MeasuredSession implements LoadGenerator.Load, AutoCloseable {

    private static final int TIME_AT = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final OutputSink NOWHERE = (_, _, _) -> { };

    private final RecordedMarket market;
    private final long tickNs;
    /** Null if nothing is recorded. */
    private final SessionJournal journal;
    private final Engine engine;
    private final SimulatedVenue venue;
    private final SessionMessages messages;
    private final StageTimes times = new StageTimes();
    private final UnsafeBuffer event = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
    private int next;
    private long timeNs;
    private long nextTickNs;
    /** Event time less the time of the clock. */
    private long aheadNs;
    private boolean isAnchored;

    /** @param directory of the journals; null to record nothing */
    MeasuredSession(
        final Settings settings, final EngineConfig config, final TopologySettings topology, final RecordedMarket market, final Path directory) {
        this.market = market;
        tickNs = config.session().tickNs();
        journal = directory == null ? null : open(new SessionDirectory(directory), settings);
        final StrategyWatchdog watchdog = new StrategyWatchdog(config.strategies());
        final InputLog inputs = journal == null ? InputLog.NONE : journal.inputLog();
        final OutputSink outputs = new Activity(journal == null ? NOWHERE : journal.outputs());
        engine = new Engine(config, topology, new Connections(
            inputs, outputs, watchdog, watchdog, ModelEngines.COMPUTING, times, () -> System.err.println("a stage failed; halting")));
        venue = new SimulatedVenue(config.instruments(), settings.venue(), config.session().initialCashE8(), config.session().seed(), engine);
        messages = new SessionMessages(engine);
        timeNs = market.timeNs(0);
        nextTickNs = Math.floorDiv(timeNs, tickNs) * tickNs + tickNs;
        messages.start(timeNs, config, "bench", "0".repeat(64));
    }

    private static SessionJournal open(final SessionDirectory directory, final Settings settings) {
        directory.writeConfiguration(settings.canonicalText());
        return SessionJournal.open(directory, settings.journal());
    }

    /** Publishes recorded events as fast as they are taken, at their recorded times, without a record of how long they take. */
    void warmUp(final int events) {
        final Arrivals arrivals = Arrivals.asRecorded(market);
        final long beginNs = timeNs - arrivals.dueNs(next);
        final int first = next;
        for (long i = first; i < (long) first + events; i++) {
            publishAt(beginNs + arrivals.dueNs(i), 0);
        }
        await();
    }

    /** Records the following events there; their times go on from here, whatever the clock says. */
    void recordTo(final Map<StageTimes.Stage, Histogram> histograms) {
        times.recordTo(histograms);
        isAnchored = false;
    }

    @Override
    public void publish(final long dueNs) {
        if (!isAnchored) {
            isAnchored = true;
            aheadNs = timeNs + Arrivals.PAUSE_NS - dueNs;
        }
        publishAt(dueNs + aheadNs, dueNs);
    }

    private void publishAt(final long eventTimeNs, final long dueNs) {
        passTime(eventTimeNs);
        final int length = market.length(next);
        event.putBytes(0, market.buffer(), market.offset(next), length);
        event.putLong(TIME_AT, timeNs, ByteOrder.LITTLE_ENDIAN);
        next = next + 1 == market.count() ? 0 : next + 1;
        times.due(engine.lastSequence() + 1, dueNs);
        engine.onInput(event, 0, length);
        venue.onMarket(event, 0, length);
        engine.drainOrders(venue);
    }

    @Override
    public void idle(final long nowNs) {
        engine.drainOrders(venue);
        if (isAnchored && nowNs + aheadNs > timeNs) {
            passTime(nowNs + aheadNs);
        }
        engine.idle();
    }

    /** Publishes reports of the venue and ticks of the clock up to a time. */
    private void passTime(final long untilNs) {
        timeNs = untilNs;
        while (timeNs >= nextTickNs) {
            venue.advanceTo(nextTickNs);
            messages.tick(nextTickNs);
            nextTickNs += tickNs;
        }
        venue.advanceTo(timeNs);
    }

    /** Waits until every event has passed all stages. */
    void await() {
        engine.awaitAll();
        engine.drainOrders(venue);
    }

    long orders() {
        return engine.status().get(Figure.ORDERS);
    }

    long fills() {
        return engine.status().get(Figure.FILLS);
    }

    @Override
    public void close() {
        await();
        engine.close();
        if (journal != null) {
            journal.close();
        }
    }
}
