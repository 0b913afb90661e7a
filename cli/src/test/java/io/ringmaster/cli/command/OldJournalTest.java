package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.SessionStartDecoder;
import io.ringmaster.schema.WatchdogVerdictDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session recorded with version 0 of the schema, kept as it was: what was written once can be read for good. */
class OldJournalTest {

    @TempDir
    private Path directory;

    @Test
    void shouldVerifyAndReadASessionOfSchemaVersion0() throws IOException {
        final Path session = unpack();
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

    /** The outputs of that session are recomputed by today's code; only the version number in each header is another. */
    @Test
    void shouldReplayItAndSayWhereTheOutputsDiffer() throws IOException {
        final Map<String, String> replay = Cli.run("replay", unpack().toString(), "--json").json();
        assertEquals("false", replay.get("identical"));
        assertTrue(replay.get("firstDifference").startsWith("output journal, record 1: byte 6 of "), replay.toString());
    }

    private Path unpack() throws IOException {
        try (InputStream in = OldJournalTest.class.getResourceAsStream("/session-schema-0.zip"); ZipInputStream zip = new ZipInputStream(in)) {
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
