package io.ringmaster.pipeline.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.Side;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session of trades that walk at random, recorded to real journals, and what a replay says of it. */
@Timeout(180)
class ReplayTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long BEGIN = 1_700_000_000L * SECOND;
    private static final int TRADES = 2_000;
    private static final int MARKED_TRADE = 1_234;
    private static final long MARKED_PRICE = 123_456_789_012_345L;
    private static final String CONFIGURATION = "the text of a configuration\n";

    @TempDir
    private Path path;
    private SessionDirectory session;

    @BeforeEach
    void recordASession() {
        session = new SessionDirectory(path.resolve("session"));
        session.writeConfiguration(CONFIGURATION);
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults());
             Engine engine = new Engine(config("3"), topology(TopologySettings.Mode.COMPACT), new Connections(journal.inputLog(), journal.outputs()))) {
            final SessionMessages messages = new SessionMessages(engine);
            messages.start(BEGIN, config("3"), "build", SessionDirectory.sha256(CONFIGURATION));
            messages.command(BEGIN, CommandKind.PAUSE, "a test");
            trade(engine);
            messages.end(engine.lastTimeNs());
            engine.awaitAll();
        }
    }

    private static void trade(final Engine engine) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final MarketEncoder market = new MarketEncoder(0);
        final SplittableRandom random = new SplittableRandom(71);
        long priceE8 = 50_000 * FixedPoint.ONE;
        for (int i = 0; i < TRADES; i++) {
            priceE8 += (random.nextInt(21) - 10) * FixedPoint.ONE;
            final long timeNs = BEGIN + i * SECOND / 4;
            final int length = market.trade(
                buffer, timeNs, timeNs, i, i == MARKED_TRADE ? MARKED_PRICE : priceE8, FixedPoint.ONE, Side.BUY);
            engine.onInput(buffer, 0, length);
        }
    }

    @ParameterizedTest
    @EnumSource(value = TopologySettings.Mode.class, names = {"COMPACT", "SPREAD"})
    void shouldSayEveryRecordedOutputAgainByteByByte(final TopologySettings.Mode mode) throws NoSuchAlgorithmException {
        final ReplayReport report = Replay.run(session, config("3"), topology(mode), Pacer.UNPACED);

        assertNull(report.firstDifference());
        assertTrue(report.isIdentical());
        assertEquals(TRADES + 3, report.volume().events(), "start, pause, trades, end");
        assertEquals(TRADES, report.volume().points());
        assertTrue(report.volume().outputs() > 100, () -> "the strategy said too little to compare: " + report.volume());
        assertEquals(digestOfRecordedOutputs(), report.outputSha256());
    }

    /** Computed from the files alone, without the pipeline. */
    private String digestOfRecordedOutputs() throws NoSuchAlgorithmException {
        final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (JournalReader outputs = JournalReader.open(session.output())) {
            while (outputs.next()) {
                final byte[] record = new byte[outputs.length()];
                outputs.buffer().getBytes(outputs.offset(), record);
                sha256.update(record);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Test
    void shouldNameTheFirstOutputThatAnotherStrategySaysOtherwise() {
        final ReplayReport report = Replay.run(session, config("4"), topology(TopologySettings.Mode.COMPACT), Pacer.UNPACED);

        assertFalse(report.isIdentical());
        // An average of three bars is ready on the third, which the trade of second 3 closes: input 15, behind start, pause and 12 trades.
        assertTrue(report.firstDifference().startsWith("output journal, record "), report.firstDifference());
        assertTrue(report.firstDifference().contains("Recorded: [StrategyState]"), report.firstDifference());
        assertTrue(report.firstDifference().contains("causeSequence=15|"), report.firstDifference());
    }

    @Test
    void shouldPlayNothingUnderAConfigurationThatIsNotTheSessions() throws IOException {
        Files.writeString(session.configuration(), CONFIGURATION + "edited: true\n");

        final ReplayDifferenceException refused = assertThrows(ReplayDifferenceException.class,
            () -> Replay.run(session, config("3"), topology(TopologySettings.Mode.COMPACT), Pacer.UNPACED));

        assertTrue(refused.getMessage().contains(session.configuration().toString()), refused.getMessage());
    }

    @Test
    void shouldPlayNothingOfAJournalInWhichOneBitIsFlipped() throws IOException {
        flipABitOfTheMarkedTrade();

        final JournalDamagedException refused = assertThrows(JournalDamagedException.class,
            () -> Replay.run(session, config("3"), topology(TopologySettings.Mode.COMPACT), Pacer.UNPACED));

        assertTrue(refused.getMessage().contains("input"), refused.getMessage());
    }

    private void flipABitOfTheMarkedTrade() throws IOException {
        try (Stream<Path> files = Files.walk(session.input())) {
            for (final Path file : files.filter(each -> each.toString().endsWith(".cq4")).toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    final MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
                    bytes.order(ByteOrder.LITTLE_ENDIAN);
                    for (int i = 0; i <= bytes.capacity() - Long.BYTES; i++) {
                        if (bytes.getLong(i) == MARKED_PRICE) {
                            bytes.putLong(i, MARKED_PRICE ^ 1);
                            return;
                        }
                    }
                }
            }
        }
        throw new AssertionError("the marked trade is in no file of " + session.input());
    }

    private static TopologySettings topology(final TopologySettings.Mode mode) {
        return new TopologySettings(mode, 1, 64, TopologySettings.Waiting.SLEEPING, 16, SECOND, false);
    }

    /** @param bars length of the average that the price is compared with */
    private static EngineConfig config(final String bars) {
        final String average = "sma(" + bars + ")";
        return new EngineConfig(
            bind(SessionSettings.class, "{warmup: 1s, tick: 1s}"),
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE)),
            List.of(StrategySpec.of("a", "rule", SECOND, Map.of("long", "close > " + average, "short", "close < " + average))),
            bind(PolicySettings.class, "{minAgreeing: 1}"), bind(ExecutionSettings.class, ""), bind(RiskLimits.class, ""));
    }

    private static <T extends Record> T bind(final Class<T> type, final String yaml) {
        return Configuration.bind(type, "test", yaml, Map.of());
    }
}
