package io.ringmaster.signals;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A Unix socket that takes the lines of {@link SignalLine} from any number of clients of the owner. A malformed line is answered with what
 * is wrong with it, a good one with nothing.
 */
final class SocketInbox implements AutoCloseable {

    private static final int MAX_LINE = 65_536;

    private final Path path;
    private final Lexicon lexicon;
    private final SignalQueue queue;
    private final SourceCounts counts;
    private final OwnerSocket socket;

    /** @throws IOException if the path can't be listened on, because another process does or it is something else */
    SocketInbox(final Path path, final Lexicon lexicon, final SignalQueue queue) throws IOException {
        this.path = path;
        this.lexicon = lexicon;
        this.queue = queue;
        counts = new SourceCounts(path.toString());
        socket = new OwnerSocket(path, this::serve, counts::failed);
    }

    SourceCounts counts() {
        return counts;
    }

    private void serve(final SocketChannel client, final String caller) throws IOException {
        final SignalLine lines = new SignalLine(lexicon);
        try (InputStream in = new BufferedInputStream(Channels.newInputStream(client))) {
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
        socket.close();
    }
}
