package io.ringmaster.signals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;

/**
 * A Unix socket for clients of this process's user only: its file mode restricts access, and the kernel's information about the caller is
 * checked. Each client has its own thread, so that an idle client does not block others.
 */
public final class OwnerSocket implements AutoCloseable {

    private final Path path;
    private final Client client;
    private final Consumer<String> problems;
    private final ServerSocketChannel server;
    private final String owner;

    /** Serves one client; the connection is closed when it returns. */
    @FunctionalInterface
    public interface Client {

        /** @param caller user name of the client */
        void serve(SocketChannel channel, String caller) throws IOException;
    }

    /**
     * @param problems receives messages about clients that failed or were refused; any thread
     * @throws IOException if the path cannot be opened, because another process uses it or it is not a socket
     */
    public OwnerSocket(final Path path, final Client client, final Consumer<String> problems) throws IOException {
        this.path = path;
        this.client = client;
        this.problems = problems;
        removeStale();
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        owner = Files.getOwner(path).getName();
        Thread.ofPlatform().daemon().name(path.getFileName().toString()).start(this::accept);
    }

    /** A socket without a listener was left by a killed process. */
    private void removeStale() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
            throw new IOException(path + " exists and is not a socket. Give another path, or move the file.");
        }
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            throw new IOException(path + " is in use by another process. Give another path, or end that process; connected: " + probe.isConnected());
        } catch (final ConnectException e) {
            Files.delete(path);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                final SocketChannel channel = server.accept();
                Thread.ofVirtual().start(() -> serve(channel));
            } catch (final IOException e) {
                if (server.isOpen()) {
                    problems.accept(path + ": " + e.getMessage());
                }
            }
        }
    }

    private void serve(final SocketChannel channel) {
        try (channel) {
            final String caller = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
            if (caller.equals(owner)) {
                client.serve(channel, caller);
            } else {
                problems.accept(path + ": " + caller + " was turned away, for it is " + owner + "'s");
            }
        } catch (final IOException | UncheckedIOException e) {
            problems.accept(path + ": " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }
}
