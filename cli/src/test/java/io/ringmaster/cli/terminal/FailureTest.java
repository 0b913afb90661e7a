package io.ringmaster.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.Main;
import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalOccupiedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the world does to a process is one line and an exit code. */
class FailureTest {

    @TempDir
    private Path directory;

    @Test
    void shouldExplainWhatTheSystemRefused() {
        assertFailure(1, "record 7 of j was not written: No space left on device. Free some space, or inodes, or use another disk.",
            new RuntimeException("a handler failed", new JournalException("record 7 of j was not written: No space left on device",
                new IOException("No space left on device"))));
        assertFailure(1, "j takes no more records: the disk failed: x", new JournalException("j takes no more records: the disk failed: x"));
        assertFailure(2, "j is occupied", new JournalOccupiedException("j is occupied"));
        assertFailure(2, "cannot write j: no permission for j. Give a path that you can read and write.",
            new UncheckedIOException("cannot write j", new AccessDeniedException("j")));
        assertFailure(2, "cannot write j: j: Read-only file system. Give a path that you can read and write.",
            new UncheckedIOException("cannot write j", new FileSystemException("j", null, "Read-only file system")));
        assertFailure(2, "Address already in use. Give another port.", new BindException("Address already in use"));
        assertFailure(1, "too many open files: raise the limit ('ulimit -n 1024')",
            new IllegalStateException("?", new FileNotFoundException("j (Too many open files)")));
    }

    @Test
    void shouldKeepTheStackTraceOfWhatItCannotExplain() {
        final Failure failure = Failure.of(new IllegalStateException("impossible"));
        assertTrue(failure.isBug());
        assertEquals(ExitCode.FAILED, failure.exitCode());
    }

    private static void assertFailure(final int exitCode, final String message, final Throwable thrown) {
        final Failure failure = Failure.of(thrown);
        assertEquals(message, failure.message());
        assertEquals(exitCode, failure.exitCode());
        assertFalse(failure.isBug());
    }

    @Test
    @Timeout(60)
    void shouldSayThatAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final Cli.Result result = Cli.run("sim", "serve", "--port", Integer.toString(taken.getLocalPort()));
            assertEquals(2, result.exitCode());
            assertEquals(1, result.err().lines().count(), result.err());
            assertTrue(result.err().contains("port " + taken.getLocalPort()), result.err());
        }
    }

    @Test
    @Timeout(120)
    void shouldFailWhenItsOutputCannotBeWritten() throws IOException, InterruptedException {
        final Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here");
        for (final List<String> arguments : List.of(List.of("strategies", "list"), List.of("--help"), List.of("indicators", "list", "--json"))) {
            final Path err = directory.resolve("err");
            final Process process = Cli.process(arguments).redirectOutput(full.toFile()).redirectError(err.toFile()).start();
            assertEquals(1, process.waitFor(), arguments.toString());
            assertTrue(Files.readString(err).contains("ringmaster: " + Main.UNWRITTEN), Files.readString(err));
        }
    }

    /** 141 is 128 and the number of SIGPIPE. The reader is gone before the command begins, so the outcome depends on no timing. */
    @Test
    @Timeout(120)
    void shouldEndQuietlyWhenTheReaderOfItsOutputIsGone() throws IOException, InterruptedException {
        for (final List<String> arguments : List.of(List.of("indicators", "list"), List.of("--help"))) {
            final Path err = directory.resolve("err");
            final List<String> command = new ArrayList<>(List.of("bash", "-c", "exec 3> >(:); wait $!; \"$@\" >&3", "bash"));
            command.addAll(Cli.process(arguments).command());
            final Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
            assertEquals(141, process.waitFor(), arguments.toString());
            assertEquals("", Files.readString(err));
        }
    }
}
