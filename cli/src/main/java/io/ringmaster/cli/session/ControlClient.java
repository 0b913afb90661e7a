package io.ringmaster.cli.session;

import io.ringmaster.config.InvalidInputException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The other side of a {@link ControlSocket}: sends a command to a running session and waits for its answer. */
public final class ControlClient {

    private static final int MOST_ANSWER_BYTES = 1 << 16;

    private static final String NO_ANSWER = "the session did not answer, so it is not known whether it did what was asked. 'ctl status' and"
        + " 'journal dump' show its state";

    private final Path directory;

    /** @param directory of the session's journal */
    public ControlClient(final Path directory) {
        this.directory = directory;
    }

    /**
     * Sends one line.
     *
     * @return the answer, one line of JSON
     * @throws InvalidInputException if no session listens: it has received nothing
     * @throws IllegalStateException if it does not answer: it may have done what was asked
     */
    public String ask(final String line) {
        final Path socket = directory.resolve(ControlSocket.NAME);
        try (SocketChannel channel = connected(socket)) {
            channel.write(ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8)));
            final ByteBuffer answer = ByteBuffer.allocate(MOST_ANSWER_BYTES);
            while (channel.read(answer) >= 0 && answer.hasRemaining()) {
                // Reads until the session closes the connection.
            }
            if (answer.position() == 0) {
                throw new IllegalStateException(NO_ANSWER);
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8).strip();
        } catch (final IOException e) {
            throw new IllegalStateException(NO_ANSWER + " (" + e.getMessage() + ")", e);
        }
    }

    private static SocketChannel connected(final Path socket) {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (final IOException e) {
            throw new InvalidInputException("no session listens at " + socket + ": " + why(socket), e);
        }
    }

    private static String why(final Path socket) {
        final Path session = socket.toAbsolutePath().getParent();
        if (!Files.isDirectory(session)) {
            return "there is no directory " + session + ". Give the directory of the session's journal.";
        }
        if (!Files.exists(socket)) {
            return "the session has ended, or never began. Start it with 'ringmaster run --journal " + session + "'.";
        }
        return "its process is gone without an orderly end. Start it again with 'ringmaster run --journal " + session + "'; it resumes and observes.";
    }
}
