package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.schema.DecisionBefore4Decoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderStateChangeDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.RiskVerdictDecoder;
import io.ringmaster.schema.SessionStartDecoder;
import io.ringmaster.schema.WatchdogVerdictDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions recorded with versions 0 and 3 of the schema, kept as they were: what was written once can be read for good. */
class OldJournalTest {

    @TempDir
    private Path directory;

    @Test
    void shouldVerifyAndReadASessionOfSchemaVersion0() throws IOException {
        final Path session = unpack(0);
        final Cli.Result verified = Cli.run("journal", "verify", session.toString(), "--json");
        assertEquals(0, verified.exitCode(), verified.err());
        final Cli.Result dump = Cli.run("journal", "dump", session.toString());
        assertEquals(0, dump.exitCode(), dump.err());

        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        long records = 0;
        long verdicts = 0;
        try (JournalReader reader = JournalReader.open(session.resolve("input"))) {
            while (reader.next()) {
                records++;
                header.wrap(reader.buffer(), reader.offset());
                assertEquals(0, header.version());
                if (header.templateId() == WatchdogVerdictDecoder.TEMPLATE_ID) {
                    final WatchdogVerdictDecoder verdict =
                        new WatchdogVerdictDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                    verdicts++;
                    assertEquals(2, verdict.strategyIndex());
                    assertEquals(1_000, verdict.budgetNs());
                    assertTrue(verdict.elapsedNs() > 1_000);
                    assertEquals(WatchdogVerdictDecoder.barsInARowNullValue(), verdict.barsInARow(), "a field of version 1");
                } else if (header.templateId() == SessionStartDecoder.TEMPLATE_ID) {
                    assertEquals(71, new SessionStartDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header).seed());
                }
            }
        }
        assertEquals(1, verdicts);
        assertTrue(records > 1_000, "records=" + records);
        assertTrue(WatchdogVerdictDecoder.SCHEMA_VERSION > 0, "the schema has moved on since");
    }

    /** The outputs of such a session are recomputed by today's code; the version number in each header is another. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void shouldReplayItAndSayWhereTheOutputsDiffer(final int version) throws IOException {
        final Map<String, String> replay = Cli.run("replay", unpack(version).toString(), "--json").json();
        assertEquals("false", replay.get("identical"));
        assertTrue(replay.get("firstDifference").startsWith("output journal, record 1: byte 6 of "), replay.toString());
    }

    /** Its decisions have another form than those of today, its verdicts say PASSED too, and each order has a record that it was sent. */
    @Test
    void shouldReadWhatASessionOfSchemaVersion3SaysDifferently() throws IOException {
        final Path session = unpack(3);
        final Recorded recorded = new Recorded(session);
        assertTrue(recorded.decisions > 100 && recorded.passed > 20 && recorded.submitted > 20, "the session says too little");

        final Cli.Result explained = Cli.run("decisions", "explain", session.toString(), "--json");
        assertEquals(0, explained.exitCode(), explained.err());
        assertEquals(Long.toString(recorded.last.causeSequence()), explained.json().get("sequence"));
        final Cli.Result dump = Cli.run("journal", "dump", session.toString(), "--type", "Decision");
        assertEquals(recorded.decisions, dump.out().lines().count(), dump.err());
        assertEquals(0, Cli.run("accounts", session.toString()).exitCode());
        try (SessionModel model = SessionModel.open(session)) {
            final Moment end = model.settled().join();
            assertEquals(recorded.decisions, end.decisions().size());
            assertEquals(recorded.last.exposureE8(), end.decision(0).exposureE8());
            assertEquals(recorded.last.longs(), end.decision(0).longs());
            assertEquals(recorded.ledgers, end.portfolio().size());
            assertEquals(recorded.lastLedger.equityE8(), end.portfolio(0).equityE8());
            assertEquals(recorded.passed, end.verdicts().asList().stream().filter(verdict -> verdict.reason() == RiskReason.PASSED).count());
            assertEquals(recorded.submitted, end.orders().asList().stream().flatMap(order -> order.progress().life().stream())
                .filter(change -> change.transition().event() == OrderEvent.SUBMIT).count());
        }
    }

    /** What the output journal says, read by the decoders alone. */
    private static final class Recorded {

        private int decisions;
        private int ledgers;
        private long passed;
        private long submitted;
        private DecisionBefore4Decoder last;
        private PortfolioStateDecoder lastLedger;

        private Recorded(final Path session) {
            try (JournalReader reader = JournalReader.open(session.resolve("output"))) {
                while (reader.next()) {
                    take(new UnsafeBuffer(bytes(reader)), new MessageHeaderDecoder());
                }
            }
        }

        private void take(final DirectBuffer record, final MessageHeaderDecoder header) {
            switch (header.wrap(record, 0).templateId()) {
                case DecisionBefore4Decoder.TEMPLATE_ID -> {
                    decisions++;
                    last = new DecisionBefore4Decoder().wrapAndApplyHeader(record, 0, header);
                }
                case PortfolioStateDecoder.TEMPLATE_ID -> {
                    ledgers++;
                    lastLedger = new PortfolioStateDecoder().wrapAndApplyHeader(record, 0, header);
                }
                case RiskVerdictDecoder.TEMPLATE_ID ->
                    passed += new RiskVerdictDecoder().wrapAndApplyHeader(record, 0, header).reason() == RiskReason.PASSED ? 1 : 0;
                case OrderStateChangeDecoder.TEMPLATE_ID ->
                    submitted += new OrderStateChangeDecoder().wrapAndApplyHeader(record, 0, header).orderEvent() == OrderEvent.SUBMIT ? 1 : 0;
                default -> {
                    // It has the same form today.
                }
            }
        }
    }

    private static byte[] bytes(final JournalReader reader) {
        final byte[] bytes = new byte[reader.length()];
        reader.buffer().getBytes(reader.offset(), bytes);
        return bytes;
    }

    private Path unpack(final int version) throws IOException {
        try (InputStream in = OldJournalTest.class.getResourceAsStream("/session-schema-" + version + ".zip"); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                final Path target = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
        return directory.resolve("session");
    }
}
