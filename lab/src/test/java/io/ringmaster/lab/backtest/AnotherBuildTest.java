package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.RecordedBuilds;
import io.ringmaster.pipeline.replay.RecordedSession;
import io.ringmaster.pipeline.replay.Replay;
import io.ringmaster.pipeline.replay.ReplayDifferenceException;
import io.ringmaster.pipeline.replay.ReplayPart;
import io.ringmaster.pipeline.replay.ReplayReport;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionFold;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.replay.SnapshotSettings;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateEncoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A build whose policy says something else goes on with a session that holds a position: what was done stays done, and each build replays its own
 * part. The builds differ in the exposure their policy asks for, under the same configuration text.
 */
class AnotherBuildTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_040_000_000_000L;
    private static final String TEXT = "the configuration of both\n";
    private static final String SHA256 = SessionDirectory.sha256(TEXT);
    private static final InstrumentDefinition INSTRUMENT = InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10);
    private static final TopologySettings TOPOLOGY = Configuration.bind(
        TopologySettings.class, "test", "mode: compact\nshards: 1\ntiming: false\nwaiting: blocking\n", Map.of()).on(1);

    private enum Build {

        OLD("1"), NEW("0.8");

        private final EngineConfig config;

        Build(final String exposure) {
            config = new EngineConfig(
                bind(SessionSettings.class, "{initialCash: 100000, warmup: 10s, tick: 1s}"), List.of(INSTRUMENT),
                List.of(rule("up", "close > sma(20)")),
                bind(PolicySettings.class, "{minAgreeing: 1, maxAge: 10m, maxExposure: " + exposure + "}"),
                bind(ExecutionSettings.class, "{style: aggressive}"),
                bind(RiskLimits.class, "{maxOrderQty: 2, maxPosition: 3, maxEntries: 100000, maxDailyLoss: 1000000, maxDrawdown: 1}"));
        }

        private RecordedSession recorded(final SessionDirectory session, final String build) {
            return new RecordedSession(session, config, TOPOLOGY, build, sha256 -> config);
        }
    }

    @TempDir
    private Path path;
    private SessionDirectory session;

    private static StrategySpec rule(final String id, final String isLong) {
        return StrategySpec.of(id, "rule", SECOND, Map.of("long", isLong, "short", "not (" + isLong + ")"));
    }

    private static <T extends Record> T bind(final Class<T> type, final String yaml) {
        return Configuration.bind(type, "test", yaml, Map.of());
    }

    /** A process of one build on the session. */
    private <T> T in(final Build build, final Function<Process, T> work) {
        session = new SessionDirectory(path.resolve("session"));
        if (!Files.exists(session.configuration())) {
            session.writeConfiguration(TEXT);
        }
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults().withDiskFloor(0));
             Engine engine = new Engine(
                 build.config, TOPOLOGY, new Connections(journal.inputLog(), journal.outputs()), sha256 -> build.config)) {
            return work.apply(new Process(
                build, journal, engine, new SessionFold(build.recorded(session, build.name()), journal, engine)));
        }
    }

    private record Process(Build build, SessionJournal journal, Engine engine, SessionFold fold) {

        private SessionMessages messages() {
            return new SessionMessages(engine);
        }

        /** Trades until it holds something and a stop works, then latches, then hears a few events more. */
        private String tradeUntilLatched(final SimulatedVenue venue, final long startNs) {
            final boolean[] isLatched = {false};
            final Interjections operator = timeNs -> {
                if (!isLatched[0] && engine.lastSequence() > 3_000 && holdsWithStop(engine)) {
                    isLatched[0] = true;
                    messages().journalHealth(timeNs, 0, 0, false);
                    messages().journalHealth(timeNs, 0, 0, true);
                }
            };
            final LockstepDriver driver = new LockstepDriver(
                engine, new Some(new RandomMarket(INSTRUMENT, 0, 20_000 * FixedPoint.ONE, startNs, SEED), 6_000, isLatched), venue, SECOND,
                Pacer.UNPACED, operator);
            messages().start(driver.firstTimeNs(), build.config, build.name(), SHA256);
            driver.run(Long.MAX_VALUE - 1);
            assertTrue(isLatched[0], "it never held a position with a stop, seed=" + SEED);
            engine.awaitAll();
            return AccountText.of(engine);
        }

        /** Hears a market for a while. */
        private void trade(final SimulatedVenue venue, final int events) {
            final LockstepDriver driver = new LockstepDriver(
                engine, new Some(new RandomMarket(INSTRUMENT, 0, 20_000 * FixedPoint.ONE, engine.lastTimeNs() + SECOND, SEED), events, null), venue,
                SECOND, Pacer.UNPACED, timeNs -> { });
            driver.run(Long.MAX_VALUE - 1);
            engine.awaitAll();
        }
    }

    private static SimulatedVenue venue(final Engine engine) {
        return new SimulatedVenue(List.of(INSTRUMENT), settings(), 100_000 * FixedPoint.ONE, SEED, engine);
    }

    private static VenueSettings settings() {
        return bind(VenueSettings.class, "{orderLatency: 20ms, reportLatency: 20ms, reportInterval: 10s}");
    }

    private static boolean holdsWithStop(final Engine engine) {
        engine.awaitAll();
        for (int i = 0; i < engine.sequencer().workingOrders(); i++) {
            if (engine.sequencer().workingOrder(i).purpose == OrderPurpose.PROTECTIVE_STOP) {
                return engine.sequencer().positionE8(0) != 0;
            }
        }
        return false;
    }

    @Test
    void shouldGoOnWithPositionStopLatchAndOrdersAndReplayEachPartWithItsBuild() throws IOException {
        // given: a session that was cut off while it held a position, with a stop at the venue, latched
        final String before = in(Build.OLD, process -> process.tradeUntilLatched(venue(process.engine()), START));

        // when: a build that says something else starts on it
        final String difference = in(Build.NEW, process -> assertInstanceOf(
            ReplayDifferenceException.class,
            assertThrows(HandlerFailedException.class, () -> process.fold().run(text -> { })).getCause()).getMessage());

        // then: it is refused, and goes on where it may, with what there was
        assertTrue(difference.contains("[Decision]"), difference);
        final long last = in(Build.NEW, process -> {
            final KnownAccount known = process.fold().follow();
            assertEquals(before, AccountText.of(process.engine()), "position, cost, cash, fills, latch, stop and orders, seed=" + SEED);
            assertTrue((process.engine().sequencer().latchReasons() & 1 << LatchReason.JOURNAL.value()) != 0);
            final long end = process.engine().lastSequence();
            final long timeNs = process.engine().lastTimeNs() + SECOND;
            process.messages().resume(timeNs, SECOND, Build.NEW.name());
            process.messages().reconfigured(timeNs, timeNs + SECOND, SHA256, Build.NEW.name(), "test");
            process.messages().reconciliation(timeNs, Agreement.AGREED);
            feedIsUp(process.engine(), timeNs);
            process.messages().command(timeNs, CommandKind.RESET_LATCH, "test");
            final long sent = process.engine().sequencer().newOrders();
            process.trade(SimulatedVenue.goingOn(List.of(INSTRUMENT), settings(), known, SEED, process.engine()), 3_000);
            assertTrue(process.engine().sequencer().newOrders() > sent + 2, "it trades again: " + process.engine().sequencer().newOrders() + ", seed=" + SEED);
            process.messages().end(process.engine().lastTimeNs());
            process.engine().awaitAll();
            process.fold().keep(SnapshotSettings.defaults());
            return end;
        });
        assertEquals(List.of(new RecordedBuilds.Run(1, "OLD"), new RecordedBuilds.Run(last + 1, "NEW")), RecordedBuilds.of(session));

        // then: each build replays its own part
        final ReplayReport byNew = replay(Build.NEW);
        assertEquals(null, byNew.firstDifference());
        final long end = byNew.parts().getLast().to();
        assertEquals(List.of(new ReplayPart(1, last, "OLD", false), new ReplayPart(last + 1, end, "NEW", true)), byNew.parts());
        final ReplayReport byOld = replay(Build.OLD);
        assertEquals(null, byOld.firstDifference());
        assertEquals(List.of(new ReplayPart(1, last, "OLD", true), new ReplayPart(last + 1, end, "NEW", false)), byOld.parts());

        // then: the next start of the new build needs nothing but what it kept for good
        try (Stream<Path> kept = Files.list(session.snapshots())) {
            for (final Path file : kept.filter(each -> !each.toString().contains(".build.")).toList()) {
                Files.delete(file);
            }
        }
        final List<String> news = new ArrayList<>();
        in(Build.NEW, process -> process.fold().run(news::add));
        assertEquals(List.of(), news);
    }

    private static void feedIsUp(final Engine engine, final long timeNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        final FeedStateEncoder state = new FeedStateEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(timeNs).instrumentId(-1).condition(FeedCondition.UP);
        engine.onInput(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + state.encodedLength());
    }

    private ReplayReport replay(final Build build) {
        return Replay.run(build.recorded(session, build.name()), Pacer.UNPACED);
    }

    @Test
    void shouldFindADifferenceInThePartOfItsOwnBuild() {
        in(Build.OLD, process -> process.tradeUntilLatched(venue(process.engine()), START));
        in(Build.NEW, process -> process.fold().follow());
        // The same name on other code is a fault.
        final ReplayReport report = Replay.run(Build.NEW.recorded(session, "OLD"), Pacer.UNPACED);
        assertFalse(report.isIdentical());
    }

    /** The first events of an endless market; a hundred more once something happened. */
    private static final class Some implements MarketDataSource {

        private final MarketDataSource endless;
        private final boolean[] hasHappened;
        private int left;
        private int after = 100;

        private Some(final MarketDataSource endless, final int events, final boolean[] hasHappened) {
            this.endless = endless;
            this.hasHappened = hasHappened;
            left = events;
        }

        @Override
        public int next(final MutableDirectBuffer buffer) {
            if (hasHappened != null && hasHappened[0] && after-- == 0) {
                left = 0;
            }
            return left-- > 0 ? endless.next(buffer) : 0;
        }

        @Override
        public void close() {
            endless.close();
        }
    }
}
