package io.ringmaster.cli;

import io.ringmaster.pipeline.port.InvalidInputException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ctl}: a word to a running session. */
@Command(
    name = "ctl",
    description = {
        "Says a word to a running session, over the socket beside its journal. Every word but 'status' becomes an event of the session.",
        "status: how things are. pause: no new risk; exits and stops go on. resume: ends a pause. close-all: cancels everything and flattens."
            + " kill: nothing passes any more but cancels, everything is canceled, latched. unlatch: a person has looked, trading may go on."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster ctl kill journals/first"})
final class CtlCommand implements Callable<Integer> {

    private static final List<String> WIDENING = List.of("resume", "unlatch");

    @Parameters(index = "0", paramLabel = "WORD", description = "status, pause, resume, close-all, kill or unlatch")
    private String word;

    @Parameters(index = "1", paramLabel = "DIR", description = "directory of the session's journal")
    private Path directory;

    @Option(names = "--yes", description = "I have looked; needed for resume and unlatch, after which new risk is taken")
    private boolean confirmed;

    @Override
    public Integer call() {
        if (WIDENING.contains(word) && !confirmed) {
            throw new InvalidInputException("'" + word + "' lets new risk be taken: say it again with --yes.");
        }
        final String answer = ask();
        if (answer.isEmpty()) {
            throw new IllegalStateException("the session did not answer");
        }
        System.out.println(answer);
        return answer.startsWith("{\"refused\"") ? ExitCode.BAD_INPUT : 0;
    }

    private String ask() {
        final Path socket = directory.resolve(ControlSocket.NAME);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap((word + '\n').getBytes(StandardCharsets.UTF_8)));
            final ByteBuffer answer = ByteBuffer.allocate(1 << 16);
            while (channel.read(answer) >= 0 && answer.hasRemaining()) {
                // Until the other side is done.
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8).strip();
        } catch (final IOException e) {
            throw new InvalidInputException("no session listens at " + socket + " (" + e.getMessage() + "). Is it running?", e);
        }
    }
}
