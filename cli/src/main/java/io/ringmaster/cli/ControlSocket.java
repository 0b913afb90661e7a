package io.ringmaster.cli;

import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.schema.CommandKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import jdk.net.ExtendedSocketOptions;

/**
 * Takes an operator's word over a Unix socket beside the journal and makes an event of it. Only the owner of the process may speak: the
 * socket's mode says so, and the kernel's word on who is calling is checked. A word a connection; each on a thread of its own, so that one
 * who says nothing holds up nobody.
 */
final class ControlSocket implements AutoCloseable {

    static final String NAME = "ctl.sock";

    private static final int LONGEST_WORD = 64;
    private static final Map<String, CommandKind> KINDS = new TreeMap<>(Map.of(
        "pause", CommandKind.PAUSE, "resume", CommandKind.RESUME, "close-all", CommandKind.CLOSE_ALL, "kill", CommandKind.KILL,
        "unlatch", CommandKind.RESET_LATCH));

    private final Path path;
    private final SessionMessages messages;
    private final Supplier<String> status;
    private final ServerSocketChannel server;
    private final String owner;

    /**
     * @param directory of the journal
     * @param events    takes commands as events
     * @param status    says how things are, as one line of JSON; called on threads of this class
     * @throws InvalidInputException if the socket can't be had
     */
    ControlSocket(final Path directory, final InputSink events, final Supplier<String> status) {
        path = directory.resolve(NAME);
        messages = new SessionMessages(events);
        this.status = status;
        try {
            removeStale();
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            owner = Files.getOwner(path).getName();
        } catch (final IOException e) {
            throw new InvalidInputException(
                path + " can't be listened on: " + e.getMessage() + ". Give a directory of a shorter name, or end the process that uses it.", e);
        }
        Thread.ofPlatform().daemon().name("ctl").start(this::accept);
    }

    /** A socket nobody listens on is left from a process that was killed. */
    private void removeStale() throws IOException {
        if (Files.exists(path)) {
            try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                throw new IOException("another process listens there, " + probe.getRemoteAddress());
            } catch (final ConnectException e) {
                Files.delete(path);
            }
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                final SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (final ClosedChannelException e) {
                return;
            } catch (final IOException e) {
                System.err.println("ringmaster: ctl: " + e.getMessage());
            }
        }
    }

    private void serve(final SocketChannel client) {
        try (client) {
            final String caller = client.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
            final String answer = caller.equals(owner) ? answer(read(client), caller) : refusal("you are " + caller + ", and this is " + owner + "'s");
            client.write(ByteBuffer.wrap((answer + '\n').getBytes(StandardCharsets.UTF_8)));
        } catch (final IOException e) {
            System.err.println("ringmaster: ctl: " + e.getMessage());
        }
    }

    private static String read(final SocketChannel client) throws IOException {
        final ByteBuffer word = ByteBuffer.allocate(LONGEST_WORD);
        while (word.hasRemaining() && client.read(word) >= 0 && (word.position() == 0 || word.get(word.position() - 1) != '\n')) {
            // Until the line is whole.
        }
        return new String(word.array(), 0, word.position(), StandardCharsets.UTF_8).strip();
    }

    private String answer(final String word, final String caller) {
        if (word.equals("status")) {
            return status.get();
        }
        final CommandKind kind = KINDS.get(word);
        if (kind == null) {
            return refusal("no such command: " + word + "; there are status, " + String.join(", ", KINDS.keySet()));
        }
        synchronized (messages) {
            messages.command(0, kind, caller + " over " + NAME);
        }
        return new JsonLine().put("taken", word).text();
    }

    private static String refusal(final String why) {
        return new JsonLine().put("refused", why).text();
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (final IOException e) {
            throw new UncheckedIOException(path + " can't be removed", e);
        }
    }
}
