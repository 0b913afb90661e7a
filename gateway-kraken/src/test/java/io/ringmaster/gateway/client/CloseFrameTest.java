package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.ringmaster.gateway.session.FeedConnection;
import io.ringmaster.gateway.session.FeedSettings;
import io.ringmaster.gateway.session.FuturesLanguage;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A venue that ends a connection with a close frame and leaves the socket open: it is heard and answered at once. */
class CloseFrameTest {

    private static final int PATIENCE_S = 30;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final BlockingQueue<String> alerts = new LinkedBlockingQueue<>();

    @Test
    void shouldHearAndAnswerACloseFrame() throws Exception {
        final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final EventLoop loop = (EventLoop) threads.next();
            final NettyWire wire = new NettyWire(URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws/v1"), loop);
            final FeedConnection connection = new FeedConnection(
                FeedSettings.defaults(), wire, FuturesLanguage.ofMarket(List.of("ticker"), List.of("PF_XBTUSD")), 1, alerts::add,
                1);
            connection.whenLost(() -> alerts.add("down"));
            wire.tell(connection, (bytes, offset, length) -> { });
            loop.execute(() -> connection.onTime(1));
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(PATIENCE_S * 1_000);
                final DataInputStream in = new DataInputStream(socket.getInputStream());
                final String key = keyOf(in);
                socket.getOutputStream().write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + acceptOf(key) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                // 1001, "bye".
                socket.getOutputStream().write(new byte[] {(byte) 0x88, 5, 0x03, (byte) 0xE9, 'b', 'y', 'e'});

                assertTrue(alerts.poll(PATIENCE_S, TimeUnit.SECONDS).contains("closed it: 1001 bye"));
                assertEquals("down", alerts.poll(PATIENCE_S, TimeUnit.SECONDS));
                assertEquals(0x88, lastOpcode(in), "it is answered, and the socket is closed");
            }
        } finally {
            threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static String keyOf(final DataInputStream in) throws IOException {
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString().lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
            .findFirst().orElseThrow().substring("sec-websocket-key:".length()).strip();
    }

    private static String acceptOf(final String key) throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(
            MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
    }

    /** Reads frames of a client until the end of the stream. */
    private static int lastOpcode(final DataInputStream in) throws IOException {
        int last = 0;
        for (int first = in.read(); first >= 0; first = in.read()) {
            last = first;
            final int second = in.readUnsignedByte() & 0x7F;
            final long length = second == 126 ? in.readUnsignedShort() : second;
            in.skipNBytes(4 + length);
        }
        return last;
    }
}
