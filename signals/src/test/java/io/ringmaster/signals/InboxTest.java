package io.ringmaster.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.SignalSource;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of JSON from a folder and from a socket. */
class InboxTest {

    private static final String FLOW = "{\"source\":\"flow\",\"symbol\":\"PF_XBTUSD\",\"time_ms\":1699999999000,\"score\":1250.5,\"text\":\"in\"}";

    @TempDir
    private Path directory;
    private final Heard heard = new Heard();

    private OutsideSources sources(final String folder, final String socket) throws IOException {
        return new OutsideSources(new SignalSettings(folder, socket, List.of(), List.of()), heard.queue, InstantSource.system());
    }

    private void drop(final String name, final String text) throws IOException {
        final Path whole = Files.writeString(directory.resolve(name), text);
        Files.move(whole, Files.createDirectories(directory.resolve("in")).resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void shouldTakeFilesInTheOrderOfTheirNamesAndSetBadLinesAside() throws IOException {
        drop("2.jsonl", "{\"source\":\"mentions\",\"score\":7}\n");
        drop("1.jsonl", String.join("\n",
            FLOW, "", "{\"source\":\"flow\"", "[1]", "{\"source\":\"tweets\",\"score\":1}", "{\"source\":\"sentiment\",\"score\":1.5}",
            "{\"source\":\"sentiment\",\"score\":0.5,\"colour\":1}", "{\"source\":\"flow\",\"symbol\":\"DOGE\",\"score\":1}",
            "{\"source\":\"mentions\",\"score\":\"7\"}", "{\"source\":\"other\",\"score\":17.5}") + "\n");
        try (OutsideSources sources = sources(directory.resolve("in").toString(), "")) {
            heard.until(() -> Files.exists(directory.resolve("in/taken/2.jsonl")));
            assertEquals(
                List.of("FLOW 0 1699999999000 1250.5 in", "OTHER -1 1700000000000 17.5 ", "MENTIONS -1 1700000000000 7.0 "), heard.messages);
            final List<String> rejected = Files.readAllLines(directory.resolve("in/rejected/1.jsonl"));
            assertEquals(List.of("line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9"),
                rejected.stream().map(line -> line.split(":")[0]).toList());
            assertTrue(rejected.get(2).startsWith("line 5: unknown source 'tweets'"), rejected.get(2));
            assertTrue(rejected.get(5).startsWith("line 8: unknown symbol 'DOGE'; instruments are [PF_ETHUSD, PF_XBTUSD]"), rejected.get(5));
            assertEquals(7, sources.counts().getFirst().malformedCount());
            assertEquals(3, sources.counts().getFirst().takenCount());
            assertFalse(Files.exists(directory.resolve("in/1.jsonl")));
        }
    }

    @Test
    void shouldTakeTheNameOfASeriesOnlyWhereItBelongs() throws IOException {
        drop("1.jsonl", String.join("\n",
            "{\"source\":\"other\",\"series\":\"vix\",\"score\":17.5}", "{\"source\":\"other\",\"series\":\"VIX\",\"score\":18}",
            "{\"source\":\"flow\",\"series\":\"vix\",\"score\":19}") + "\n");
        try (OutsideSources _ = sources(directory.resolve("in").toString(), "")) {
            heard.until(() -> Files.exists(directory.resolve("in/taken/1.jsonl")));
            assertEquals(List.of("OTHER -1 1700000000000 17.5  vix"), heard.messages);
            final List<String> rejected = Files.readAllLines(directory.resolve("in/rejected/1.jsonl"));
            assertTrue(rejected.get(0).startsWith("line 2: series must be a name of 1 to 32 small letters, digits and '_', beginning with a letter, such as "
                + "vix, not 'VIX'"), rejected.get(0));
            assertTrue(rejected.get(1).startsWith("line 3: key 'series' is only for source 'other'"), rejected.get(1));
        }
    }

    /** Whatever stands in a line costs that line and no other. */
    @Test
    void shouldLoseNoLineToItsNeighbours() throws IOException {
        final byte[] noText = {'{', (byte) 0xFF, (byte) 0xC0, '}', '\n'};
        final ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            file.writeBytes((FLOW + "\n").getBytes(StandardCharsets.UTF_8));
            file.writeBytes(noText);
            file.writeBytes((FLOW + "\r\n").getBytes(StandardCharsets.UTF_8));
            file.writeBytes(("{\"source\":\"" + "x".repeat(70_000) + "\"}\n").getBytes(StandardCharsets.UTF_8));
        }
        file.writeBytes(FLOW.getBytes(StandardCharsets.UTF_8));         // Without an end.
        final Path whole = Files.write(directory.resolve("1.jsonl"), file.toByteArray());
        Files.move(whole, Files.createDirectories(directory.resolve("in")).resolve("1.jsonl"), StandardCopyOption.ATOMIC_MOVE);
        try (OutsideSources sources = sources(directory.resolve("in").toString(), "")) {
            heard.until(() -> Files.exists(directory.resolve("in/taken/1.jsonl")));
            assertEquals(Collections.nCopies(7, "FLOW 0 1699999999000 1250.5 in"), heard.messages);
            final List<String> rejected = Files.readAllLines(directory.resolve("in/rejected/1.jsonl"));
            assertEquals(List.of("line 2", "line 4", "line 6", "line 8", "line 10", "line 12"),
                rejected.stream().map(line -> line.split(":")[0]).toList());
            assertTrue(rejected.get(0).startsWith("line 2: it is not UTF-8: {"), rejected.get(0));
            assertTrue(rejected.get(1).startsWith("line 4: it is longer than 65536 bytes: {"), rejected.get(1).substring(0, 80));
            assertEquals(6, sources.counts().getFirst().malformedCount());
        }
    }

    /** Lines that were valid until some of their bytes changed: each is taken or set aside, and the next one is heard. */
    @Test
    void shouldTakeOrSetAsideWhateverComes() throws IOException {
        final long seed = Long.getLong("seed", 20261122);
        final Random random = new Random(seed);
        final int count = 20_000 * Integer.getInteger("times", 1);
        final ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            final byte[] line = FLOW.getBytes(StandardCharsets.UTF_8);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                line[random.nextInt(line.length)] = (byte) (random.nextBoolean() ? 32 + random.nextInt(95) : 11 + random.nextInt(245));
            }
            file.writeBytes(line);
            file.write('\n');
        }
        final Path whole = Files.write(directory.resolve("1.jsonl"), file.toByteArray());
        Files.move(whole, Files.createDirectories(directory.resolve("in")).resolve("1.jsonl"), StandardCopyOption.ATOMIC_MOVE);
        try (OutsideSources sources = sources(directory.resolve("in").toString(), "")) {
            heard.until(() -> Files.exists(directory.resolve("in/taken/1.jsonl")));
            final SourceCounts counts = sources.counts().getFirst();
            assertEquals(count, counts.takenCount() + counts.malformedCount(), "seed=" + seed);
            assertEquals(counts.takenCount(), heard.messages.size(), "seed=" + seed);
            assertEquals(0, counts.failureCount(), counts.lastProblem() + " seed=" + seed);
            assertTrue(counts.takenCount() > count / 5 && counts.malformedCount() > count / 5, "taken " + counts.takenCount() + " seed=" + seed);
        }
    }

    /** What was not published when the process ended is still there when the next begins. */
    @Test
    void shouldLoseNothingThatWasNotPublished() throws IOException {
        drop("1.jsonl", FLOW + "\n");
        try (OutsideSources first = sources(directory.resolve("in").toString(), "")) {
            while (first.counts().getFirst().takenCount() == 0) {
                Thread.onSpinWait();                // It is in the queue, and nobody publishes.
            }
        }
        assertTrue(Files.exists(directory.resolve("in/1.jsonl")));
        final Heard later = new Heard();
        try (OutsideSources second = new OutsideSources(
            new SignalSettings(directory.resolve("in").toString(), "", List.of(), List.of()), later.queue, InstantSource.system())) {
            later.until(() -> Files.exists(directory.resolve("in/taken/1.jsonl")));
            assertEquals(1, second.counts().getFirst().takenCount());
        }
        assertEquals(1, later.messages.size());
    }

    @Test
    void shouldTakeLinesFromASocketAndAnswerBadOnes() throws IOException {
        final Path socket = directory.resolve("signals.sock");
        try (OutsideSources sources = sources("", socket.toString())) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                client.write(ByteBuffer.wrap((FLOW + "\nhello\n" + FLOW + "\n").getBytes(StandardCharsets.UTF_8)));
                final String answer = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8)).readLine();
                assertTrue(answer.startsWith("line 2: it is no JSON"), answer);
                heard.until(() -> heard.messages.size() == 2);
            }
            assertEquals(1, sources.counts().getFirst().malformedCount());
            // A second process is refused while this one listens.
            assertTrue(assertThrows(IOException.class, () -> sources("", socket.toString())).getMessage().contains("in use"));
        }
        assertFalse(Files.exists(socket));
    }

    /** The writer is held back, and each tick publishes no more than 64: so many that market and orders are not kept waiting. */
    @Test
    void shouldPublishAFloodAFewAtATimeAndHoldItsWriterBack() throws Exception {
        final int lines = 20_000;
        final Path socket = directory.resolve("signals.sock");
        try (OutsideSources sources = sources("", socket.toString());
             SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            final AtomicInteger written = new AtomicInteger();
            final Thread writer = Thread.ofPlatform().start(() -> {
                final byte[] line = (FLOW + "\n").getBytes(StandardCharsets.UTF_8);
                try {
                    for (int i = 0; i < lines; i++) {
                        client.write(ByteBuffer.wrap(line));
                        written.incrementAndGet();
                    }
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            final SourceCounts counts = sources.counts().getFirst();
            while (counts.heldBackCount() == 0) {
                Thread.onSpinWait();                // The queue fills, and nobody publishes.
            }
            assertTrue(counts.takenCount() < 2_000, "taken " + counts.takenCount());
            assertTrue(written.get() < lines, "the writer is not held back");
            int most = 0;
            while (heard.messages.size() < lines) {
                final int before = heard.messages.size();
                heard.queue.publishDue(Heard.EVENT_TIME_NS);
                most = Math.max(most, heard.messages.size() - before);
            }
            writer.join();
            assertEquals(64, most);
            assertEquals(lines, counts.takenCount());
        }
    }

    /** Another source's signal comes through a flood. */
    @Test
    void shouldTakeTurnsBetweenSources() throws Exception {
        final SourceCounts flood = new SourceCounts("flood");
        final SourceCounts news = new SourceCounts("news");
        final Thread flooding = Thread.ofPlatform().start(() -> {
            try {
                while (true) {
                    heard.queue.put(new OutsideSignal(SignalSource.FLOW, "", 1, 1, "flood"), flood);
                }
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (flood.heldBackCount() == 0) {
            Thread.onSpinWait();
        }
        final Thread reporter = Thread.ofPlatform().start(() -> {
            try {
                heard.queue.put(new OutsideSignal(SignalSource.NEWS, "", 1, 1, "news"), news);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (reporter.isAlive()) {
            heard.queue.publishDue(Heard.EVENT_TIME_NS);
        }
        flooding.interrupt();
        flooding.join();
        assertEquals(1, news.takenCount());
    }

    @Test
    void shouldCutOffAClientWhoseLineHasNoEnd() throws IOException {
        final Path socket = directory.resolve("signals.sock");
        try (OutsideSources sources = sources("", socket.toString());
             SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            final ByteBuffer endless = ByteBuffer.allocate(70_000);
            assertThrows(IOException.class, () -> {
                while (true) {
                    endless.clear();
                    client.write(endless);
                }
            });
            heard.until(() -> sources.counts().getFirst().malformedCount() == 1);
            assertTrue(sources.counts().getFirst().lastProblem().contains("longer than 65536 bytes"));
        }
    }

    @Test
    void shouldTakeTheSocketOfAProcessThatWasKilled() throws IOException {
        final Path socket = directory.resolve("signals.sock");
        try (ServerSocketChannel dead =
                 ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertTrue(Files.exists(socket));
        try (OutsideSources sources = sources("", socket.toString())) {
            assertEquals(0, sources.counts().getFirst().failureCount());
        }
    }

    /** By the rules written down in the lexicon: ratings of VADER, worked out by hand. */
    @Test
    void shouldScoreATextByItsWords() {
        final Lexicon lexicon = new Lexicon();
        assertEquals(0, lexicon.score("the bitcoin price on tuesday"));
        assertEquals(1.9 / Math.sqrt(1.9 * 1.9 + 15), lexicon.score("Good!"), 1e-12);
        final double veryGood = 1.9 + 0.293;
        assertEquals(veryGood / Math.sqrt(veryGood * veryGood + 15), lexicon.score("very good"), 1e-12);
        final double notGood = -0.74 * 1.9;
        assertEquals(notGood / Math.sqrt(notGood * notGood + 15), lexicon.score("it isn't good"), 1e-12);
        assertTrue(lexicon.score("Exchange hacked, withdrawals halted; users fear insolvency") < -0.6);
        assertTrue(lexicon.score("Bitcoin surges to a record as ETF approval fuels bullish rally") > 0.6);
    }
}
