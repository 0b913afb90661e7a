package io.ringmaster.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.List;
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
            heard.until(() -> sources.counts().getFirst().failureCount() == 1);
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
