package io.ringmaster.gateway.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A server on loopback that answers each request with whatever bytes it is told to. */
final class HostileServer implements AutoCloseable {

    private final ServerSocket server;
    private final BiConsumer<String, OutputStream> answers;
    final AtomicInteger requests = new AtomicInteger();

    /** @param answers takes the request's first line, and where the answer is to be written */
    HostileServer(final BiConsumer<String, OutputStream> answers) throws IOException {
        this.answers = answers;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** A whole answer of JSON. */
    static void json(final OutputStream out, final String body) {
        write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n" + body);
    }

    static void write(final OutputStream out, final String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                final Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (final IOException e) {
                return;
            }
        }
    }

    private void serve(final Socket socket) {
        try (socket) {
            final BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String first = in.readLine();
            while (first != null) {
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    // Headers.
                }
                requests.incrementAndGet();
                answers.accept(first, socket.getOutputStream());
                first = in.readLine();
            }
        } catch (final IOException | UncheckedIOException e) {
            // The client is gone.
        }
    }

    String uri() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/derivatives";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
