package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.AccountReportEncoder;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.units.FixedPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of the things a session needs before it may be armed, missing alone. What the gateway objects to is tested with the gateway. */
class StartGateTest implements UntradedVenue {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path directory;
    private List<String> venueObjects = List.of();
    private SessionJournal journal;
    private Engine engine;
    private StartGate gate;
    private long nowNs = SECOND;

    /** A session that observes, on an account worth as much as the session counts on. */
    private void start() {
        // However slow the disk is: only one test is about a journal that lags.
        start(Map.of("journal.maxDurableLag", "10m"));
    }

    private void start(final Map<String, String> overrides) {
        final Settings settings = Settings.readResource("/demo/demo.yaml", overrides);
        journal = SessionJournal.open(new SessionDirectory(directory), settings.journal());
        engine = new Engine(
            settings.engine(), settings.topology().withMode(TopologySettings.Mode.COMPACT).on(1),
            new Connections(journal.inputLog(), journal.outputs()));
        gate = new StartGate(settings, engine, this, journal.groupCommit());
        new SessionMessages(engine).start(nowNs, settings.engine(), "build", "sha");
        say(CommandKind.OBSERVE);
    }

    private void say(final CommandKind kind) {
        new SessionMessages(engine).command(++nowNs, kind, "test");
    }

    private void account(final String equity) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        final AccountReportEncoder report = new AccountReportEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(++nowNs).exchangeTimeNs(nowNs).cashE8(FixedPoint.parse(equity)).equityE8(FixedPoint.parse(equity)).marginUsedE8(0);
        engine.onInput(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + report.encodedLength());
    }

    @AfterEach
    void end() {
        engine.close();
        journal.close();
    }

    @Test
    void shouldObjectToNothingWhenAllIsInOrder() {
        start();
        account("10000");
        assertEquals(List.of(), gate.objections());
        assertEquals("trade at most 5 of BTCUSDT with real money", gate.confirmation());
    }

    @Test
    void shouldPassOnWhatTheVenueObjectsTo() {
        start();
        account("10000");
        venueObjects = List.of("the account feed is down");
        assertEquals(venueObjects, gate.objections());
    }

    @Test
    void shouldObjectToAnAccountNothingIsKnownOf() {
        start();
        assertEquals(List.of("the venue has not yet reported what the account holds"), gate.objections());
    }

    @Test
    void shouldObjectToASessionThatCountsOnMoreThanThereIs() {
        start();
        account("9999.99999999");
        assertEquals(1, gate.objections().size());
        assertTrue(gate.objections().getFirst().startsWith("the session counts on 10000, the account holds 9999.99999999"), gate.objections()::toString);
    }

    @Test
    void shouldObjectToALatch() {
        start();
        account("10000");
        say(CommandKind.KILL);
        assertEquals(List.of("latched: find the cause, then use 'ctl unlatch'"), gate.objections());
    }

    @Test
    void shouldObjectToAJournalThatIsNotHealthy() {
        start(Map.of("journal.commitInterval", "60s", "journal.maxDurableLag", "10ms"));
        account("10000");
        final long untilNs = System.nanoTime() + 180 * SECOND;
        while (journal.groupCommit().isHealthy() && System.nanoTime() < untilNs) {
            Thread.onSpinWait();
        }
        assertEquals(List.of("the journal is not healthy: it lags, or its disk is full"), gate.objections());
    }

    @Test
    void shouldNotArmTwice() {
        start();
        account("10000");
        say(CommandKind.ARM);
        assertEquals(List.of("the session is armed, or trades no real money and needs no arming"), gate.objections());
    }

    // ------------------------------------------------------------------ a venue that only objects

    @Override
    public List<String> objections() {
        return venueObjects;
    }

    @Override
    public Agreement agreement() {
        return Agreement.AGREED;
    }

    @Override
    public String describe() {
        return "a venue that only objects";
    }
}
