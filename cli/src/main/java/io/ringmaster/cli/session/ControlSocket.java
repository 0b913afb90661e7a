package io.ringmaster.cli.session;

import io.ringmaster.cli.terminal.TimedMessage;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.signals.OwnerSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Receives an operator's commands over a Unix socket beside the journal, one per connection, and answers each with one line of JSON. */
public final class ControlSocket implements AutoCloseable {

    public static final String NAME = "ctl.sock";

    private static final int LONGEST_WORD = 4_096;

    private final Path path;
    private final OperatorCommands operator;
    private final OwnerSocket socket;

    /**
     * @param directory of the journal
     * @throws InvalidInputException if the socket cannot be opened
     */
    ControlSocket(final Path directory, final OperatorCommands operator) {
        path = directory.resolve(NAME);
        this.operator = operator;
        try {
            socket = new OwnerSocket(path, this::serve, problem -> TimedMessage.say("ctl: " + problem));
        } catch (final IOException e) {
            throw new InvalidInputException(
                path + ": cannot open the control socket: " + e.getMessage() + " Use a shorter path, or end the process that uses it.", e);
        }
    }

    private void serve(final SocketChannel client, final String caller) throws IOException {
        client.write(ByteBuffer.wrap((operator.answer(read(client), caller + " over " + NAME) + '\n').getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(final SocketChannel client) throws IOException {
        final ByteBuffer word = ByteBuffer.allocate(LONGEST_WORD);
        while (word.hasRemaining() && client.read(word) >= 0 && (word.position() == 0 || word.get(word.position() - 1) != '\n')) {
            // Reads until the line is complete.
        }
        return new String(word.array(), 0, word.position(), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
