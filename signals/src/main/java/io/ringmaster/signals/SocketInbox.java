package io.ringmaster.signals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A Unix socket that accepts the lines of {@link SignalLine} from any number of clients of the same user. It answers only malformed lines, with
 * the reason. It disconnects a client that sends a line without end. It does not read from a client that sends faster than lines are published,
 * so the client's writes block.
 */
final class SocketInbox implements AutoCloseable {

    private final Path path;
    private final Lexicon lexicon;
    private final SignalQueue queue;
    private final SourceCounts counts;
    private final OwnerSocket socket;

    /** @throws IOException if the path cannot be opened, because another process uses it or it is not a socket */
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
        try (InputStream in = Channels.newInputStream(client)) {
            final LineReader reader = new LineReader(in);
            boolean isMore = true;
            for (int number = 1; isMore; number++) {
                try {
                    final String line = reader.next();
                    isMore = line != null;
                    if (isMore && !line.isBlank()) {
                        queue.put(lines.read(line), counts);
                    }
                } catch (final MalformedSignalException e) {
                    counts.malformed(path + " line " + number + ": " + e.getMessage());
                    client.write(ByteBuffer.wrap(("line " + number + ": " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8)));
                    isMore = !reader.isInsideLine();
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
