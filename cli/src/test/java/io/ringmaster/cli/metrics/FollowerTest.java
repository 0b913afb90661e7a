package io.ringmaster.cli.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.SessionStartDecoder;
import io.ringmaster.schema.TimerDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics follow a session that starts late, grows, is resumed, falls silent, is replaced, or whose engine is stopped and killed. */
class FollowerTest {

    @TempDir
    private static Path shared;
    private static Path recorded;

    @TempDir
    private Path directory;

    @BeforeAll
    static void record() {
        recorded = shared.resolve("recorded");
        final Cli.Result played = Cli.run("demo", "--json", "--speed", "0", "--no-wire", "--seconds", "30", "--journal", recorded.toString());
        assertEquals(0, played.exitCode(), played.err());
    }

    private static Map<String, Double> scrape(final Follower follower) {
        while (follower.read()) {
            // Reads to the end.
        }
        try (ByteArrayOutputStream text = new ByteArrayOutputStream()) {
            PrometheusTextFormatWriter.create().write(text, new Metrics(follower, "any").collect());
            return Scrape.read(text.toString(StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends the recorded inputs from one to another to a session, as an engine does that was started again. */
    private static void append(final Path session, final long from, final long to, final boolean isMarketSilent) throws IOException {
        Files.createDirectories(session);
        Files.copy(recorded.resolve("session.yaml"), session.resolve("session.yaml"), StandardCopyOption.REPLACE_EXISTING);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (JournalReader reader = JournalReader.open(recorded.resolve("input"));
             JournalWriter writer = JournalWriter.open(session.resolve("input"), JournalSettings.defaults())) {
            while (reader.next() && reader.sequence() <= to) {
                final int template = header.wrap(reader.buffer(), reader.offset()).templateId();
                if (reader.sequence() >= from && (!isMarketSilent || template == TimerDecoder.TEMPLATE_ID || template == SessionStartDecoder.TEMPLATE_ID)) {
                    writer.append(writer.lastSequence() + 1, reader.buffer(), reader.offset(), reader.length());
                }
            }
        }
    }

    /** Writes the recorded outputs to a session, each decision many times. */
    private static void repeatDecisions(final Path session, final int times) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (JournalReader reader = JournalReader.open(recorded.resolve("output"));
             JournalWriter writer = JournalWriter.open(session.resolve("output"), JournalSettings.defaults())) {
            while (reader.next()) {
                final int template = header.wrap(reader.buffer(), reader.offset()).templateId();
                for (int i = 0; i < (template == DecisionDecoder.TEMPLATE_ID ? times : 1); i++) {
                    writer.append(writer.lastSequence() + 1, reader.buffer(), reader.offset(), reader.length());
                }
            }
        }
    }

    private static void assertState(final String state, final Map<String, Double> scrape) {
        for (final String each : new String[] {"MISSING", "SILENT", "GROWING", "ENDED"}) {
            assertEquals(each.equals(state) ? 1 : 0, scrape.get("ringmaster_session_state{state=\"" + each + "\"}"), each);
        }
        assertEquals(state.equals("GROWING") ? 1 : 0, scrape.get("ringmaster_engine_up"));
    }

    @Test
    void shouldFollowASessionThroughItsLife() throws Exception {
        final Path session = directory.resolve("late");
        try (Follower follower = new Follower(session)) {
            final Map<String, Double> before = scrape(follower);
            assertState("MISSING", before);
            assertFalse(before.containsKey("ringmaster_equity_usd"));

            append(session, 1, 3_000, false);
            MetricsTest.await("it finds the session", () -> scrape(follower).containsKey("ringmaster_equity_usd"));
            final Map<String, Double> begun = scrape(follower);
            assertState("SILENT", begun);
            assertEquals(3_000, begun.get("ringmaster_journal_input_sequence"));
            assertEquals(10_000, begun.get("ringmaster_equity_usd"));

            append(session, 3_001, 6_000, false);
            final Map<String, Double> grown = scrape(follower);
            assertState("GROWING", grown);
            assertEquals(6_000, grown.get("ringmaster_journal_input_sequence"));
            assertEquals(1, grown.get("ringmaster_metrics_readings_total"));

            Directories.delete(session);
            append(session, 1, 2_000, false);
            MetricsTest.await("it finds the other session", () -> scrape(follower).get("ringmaster_metrics_readings_total") == 2);
            assertEquals(2_000, scrape(follower).get("ringmaster_journal_input_sequence"));

            Directories.delete(session);
            MetricsTest.await("it sees that the session is gone", () -> scrape(follower).get("ringmaster_session_state{state=\"MISSING\"}") == 1);
        }
    }

    @Test
    void shouldSayHowOldTheMarketIsWhenItFallsSilent() throws Exception {
        final Path session = directory.resolve("silent");
        append(session, 1, 5_000, false);
        append(session, 5_001, Long.MAX_VALUE, true);
        try (Follower follower = new Follower(session); JournalReader last = JournalReader.openAtEnd(session.resolve("input"))) {
            final Map<String, Double> silent = scrape(follower);
            assertTrue(silent.get("ringmaster_feed_age_seconds{instrument=\"BTCUSDT\"}") > 10, silent::toString);
            assertEquals(last.sequence(), silent.get("ringmaster_journal_input_sequence"));
            assertEquals(List.of("RingmasterFeedStale"), Alerts.firing(silent).stream().filter(alert -> alert.startsWith("RingmasterFeed")).toList());
        }
        try (Follower follower = new Follower(recorded)) {
            final Map<String, Double> sound = scrape(follower);
            assertTrue(sound.get("ringmaster_feed_age_seconds{instrument=\"BTCUSDT\"}") < 1, sound::toString);
            assertEquals(List.of(), Alerts.firing(sound));
        }
    }

    /** A session of months must not fill the memory. */
    @Test
    void shouldHoldNoMoreOfManyDecisionsThanOfFew() throws Exception {
        assertEquals(rowBytesAfter(1, 30), rowBytesAfter(200, 6_000));
    }

    private long rowBytesAfter(final int times, final int decisions) throws IOException {
        final Path session = directory.resolve("repeated-" + times);
        append(session, 1, Long.MAX_VALUE, false);
        repeatDecisions(session, times);
        try (Follower follower = new Follower(session)) {
            final Map<String, Double> all = scrape(follower);
            assertEquals(decisions, all.keySet().stream().filter(name -> name.startsWith("ringmaster_decisions_total")).mapToDouble(all::get).sum());
            return follower.rowBytes();
        }
    }

    /** A damaged journal of many hours would keep a core busy if it was read again and again. */
    @Test
    void shouldReadADamagedJournalAgainOnlyIfItsFilesAreOthers() throws Exception {
        final Path session = directory.resolve("damaged");
        append(session, 1, 5_000, false);
        try (Stream<Path> files = Files.walk(session.resolve("input"))) {
            final Path data = files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
            final byte[] bytes = Files.readAllBytes(data);
            bytes[bytes.length / 2] ^= 1;
            Files.write(data, bytes);
        }
        final AtomicLong nowNs = new AtomicLong();
        try (Follower follower = new Follower(session, nowNs::get)) {
            final Map<String, Double> damaged = scrape(follower);
            assertEquals(1, damaged.get("ringmaster_metrics_readings_total"));
            assertEquals(1, damaged.get("ringmaster_journal_remarks"));

            nowNs.addAndGet(120_000_000_000L);
            assertEquals(1, scrape(follower).get("ringmaster_metrics_readings_total"));

            Files.createDirectory(session.resolve("input/0001"));
            nowNs.addAndGet(120_000_000_000L);
            assertEquals(2, scrape(follower).get("ringmaster_metrics_readings_total"));
        }
    }

    @Test
    void shouldSeeAnEngineThatIsStoppedAndKilled() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs signals");
        final Path session = directory.resolve("live");
        final Process engine = Cli.start(directory.resolve("engine.txt"), "demo", "--speed", "2", "--no-wire", "--seconds", "140", "--journal", session.toString());
        try (Follower follower = new Follower(session)) {
            MetricsTest.await("the engine is up", () -> scrape(follower).get("ringmaster_engine_up") == 1);
            signal(engine, "-STOP");
            MetricsTest.await("it is seen to be stopped", () -> scrape(follower).get("ringmaster_engine_up") == 0);
            assertTrue(scrape(follower).get("ringmaster_journal_silence_seconds") > 4);
            signal(engine, "-CONT");
            MetricsTest.await("it goes on", () -> scrape(follower).get("ringmaster_engine_up") == 1);
            assertTrue(scrape(follower).get("ringmaster_journal_silence_seconds") < 4);
            signal(engine, "-KILL");
            MetricsTest.await("it is seen to be dead", () -> scrape(follower).get("ringmaster_session_state{state=\"SILENT\"}") == 1);
            assertTrue(Alerts.firing(scrape(follower)).contains("RingmasterEngineDown"));
        } finally {
            engine.destroyForcibly().waitFor();
        }
    }

    private static void signal(final Process process, final String signal) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor());
    }
}
