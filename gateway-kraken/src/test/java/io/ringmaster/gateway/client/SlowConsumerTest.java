package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.wire.Fault;
import io.ringmaster.exchange.wire.FaultSchedule;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A client that asks for more than it reads is cut off before that fills the simulated venue's memory. */
@Execution(ExecutionMode.CONCURRENT)
class SlowConsumerTest {

    private static final int SNAPSHOTS = 400;
    private static final int FAR_TOO_MANY = 800;
    private static final int PATIENCE_MS = 120_000;
    /** Of a snapshot, each of more than twenty bytes. */
    private static final int LEVELS = 2_000;
    private static final int BYTES_OF_A_SNAPSHOT = LEVELS * 20;

    private final SimulatedKraken kraken = new SimulatedKraken(
        new FaultSchedule(new FaultSchedule.Settings(1, List.of(GatewayBench.rule(Fault.BIG_SNAPSHOT, "book", 100, LEVELS)))), false);

    @AfterEach
    void close() {
        kraken.close();
    }

    @Test
    @Timeout(300)
    void shouldBeCutOff() throws IOException {
        try (Socket socket = connect()) {
            final DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            skipHandshake(in);
            for (int i = 0; i < FAR_TOO_MANY && askForTheBook(socket); i++) {
                // And does not read.
            }
            await(() -> kraken.venue.feedClients() == 0);
        }
    }

    @Test
    @Timeout(300)
    void shouldBeServedWithAllOfItWhenItReads() throws IOException {
        try (Socket socket = connect()) {
            final DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            skipHandshake(in);
            int heard = 0;
            for (int i = 0; i < SNAPSHOTS; i++) {
                assertTrue(askForTheBook(socket));
                while (readFrame(in) < BYTES_OF_A_SNAPSHOT) {
                    // Changes of the book, and what the venue says to the question.
                }
                heard++;
            }
            assertEquals(SNAPSHOTS, heard);
        }
    }

    /** Once there is a book: a trade comes after one. */
    private Socket connect() throws IOException {
        await(() -> kraken.venue.minutes() > 0);
        final Socket socket = new Socket("127.0.0.1", kraken.port);
        socket.setSoTimeout(PATIENCE_MS);
        socket.getOutputStream().write("""
            GET /ws/v1 HTTP/1.1\r
            Host: 127.0.0.1\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
            Sec-WebSocket-Version: 13\r
            \r
            """.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void await(final Supplier<Boolean> atTheVenue) {
        final long untilNs = System.nanoTime() + PATIENCE_MS * 1_000_000L;
        while (!kraken.server.ask(atTheVenue)) {
            assertTrue(System.nanoTime() < untilNs, "it did not come in time");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void skipHandshake(final DataInputStream in) throws IOException {
        for (int last = 0; last != ('\r' << 24 | '\n' << 16 | '\r' << 8 | '\n'); ) {
            last = last << 8 | in.readUnsignedByte();
        }
    }

    /** Returns whether the other side still listened. */
    private static boolean askForTheBook(final Socket socket) {
        try {
            socket.getOutputStream().write(frame("{\"event\":\"unsubscribe\",\"feed\":\"book\",\"product_ids\":[\"PF_XBTUSD\"]}"));
            socket.getOutputStream().write(frame("{\"event\":\"subscribe\",\"feed\":\"book\",\"product_ids\":[\"PF_XBTUSD\"]}"));
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    /** A text of fewer than 126 bytes, masked with zeros. */
    private static byte[] frame(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        final byte[] frame = new byte[6 + bytes.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | bytes.length);
        System.arraycopy(bytes, 0, frame, 6, bytes.length);
        return frame;
    }

    /** Returns the length of its text. */
    private static long readFrame(final DataInputStream in) throws IOException {
        in.readUnsignedByte();
        final int first = in.readUnsignedByte();
        final long length = first == 126 ? in.readUnsignedShort() : first == 127 ? in.readLong() : first;
        in.skipNBytes(length);
        return length;
    }
}
