package io.ringmaster.signals;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A Unix socket that takes the lines of {@link SignalLine} from any number of clients, each on a thread of its own. Only the owner may
 * write to it. A malformed line is answered with what is wrong with it, a good one with nothing.
 */
final class SocketInbox implements AutoCloseable {

    private static final int MAX_LINE = 65_536;

    private final Path path;
    private final Lexicon lexicon;
    private final SignalQueue queue;
    private final SourceCounts counts;
    private final ServerSocketChannel server;

    /** @throws IOException if the path can't be listened on, because another process does or it is something else */
    SocketInbox(final Path path, final Lexicon lexicon, final SignalQueue queue) throws IOException {
        this.path = path;
        this.lexicon = lexicon;
        this.queue = queue;
        counts = new SourceCounts(path.toString());
        removeStale();
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        Thread.ofPlatform().daemon().name("signals-" + path.getFileName()).start(this::accept);
    }

    /** A socket nobody listens on is left from a process that was killed. */
    private void removeStale() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
            throw new IOException(path + " exists and is no socket. Give another path, or move it away.");
        }
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            throw new IOException(path + " is in use by another process. Give another path, or end that process; connected: " + probe.isConnected());
        } catch (final ConnectException e) {
            Files.delete(path);
        }
    }

    SourceCounts counts() {
        return counts;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                final SocketChannel client = server.accept();
                Thread.ofVirtual().name("signals-client").start(() -> serve(client));
            } catch (final IOException e) {
                if (server.isOpen()) {
                    counts.failed(path + ": " + e.getMessage());
                }
            }
        }
    }

    private void serve(final SocketChannel client) {
        final SignalLine lines = new SignalLine(lexicon);
        try (client; InputStream in = new BufferedInputStream(Channels.newInputStream(client))) {
            int number = 0;
            for (String line = readLine(in); line != null; line = readLine(in)) {
                number++;
                try {
                    if (!line.isBlank()) {
                        queue.put(lines.read(line));
                        counts.taken();
                    }
                } catch (final MalformedSignalException e) {
                    counts.malformed(path + " line " + number + ": " + e.getMessage());
                    client.write(ByteBuffer.wrap(("line " + number + ": " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8)));
                }
            }
        } catch (final IOException | UncheckedIOException e) {
            counts.failed(path + ": " + e.getMessage());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null at the end. A line without an end would fill the memory, so it ends the connection. */
    private static String readLine(final InputStream in) throws IOException {
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() == MAX_LINE) {
                throw new IOException("a line is longer than " + MAX_LINE + " bytes; the client is cut off");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }
}
