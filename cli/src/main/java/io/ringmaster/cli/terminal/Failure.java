package io.ringmaster.cli.terminal;

import com.sun.management.UnixOperatingSystemMXBean;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.model.GoldenDifferenceException;
import io.ringmaster.inference.model.engine.EngineFailedException;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalOccupiedException;
import io.ringmaster.lab.learning.checkpoint.CheckpointException;
import io.ringmaster.pipeline.replay.CutSessionException;
import io.ringmaster.pipeline.replay.KeptModelException;
import io.ringmaster.pipeline.replay.ReplayDifferenceException;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * The message for a failure: one sentence for each problem from outside the program, such as a full disk, a port in use or a file without permission.
 * Only a fault of the program prints a stack trace.
 *
 * @param exitCode  see {@link ExitCode}
 * @param isBug     whether the stack trace is needed
 */
public record Failure(String message, int exitCode, boolean isBug) {

    private static final String FILES = "too many open files: raise the limit ('ulimit -n 1024')";

    private static final int SPARE_FILES = 4;

    public static Failure of(final Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (isOutOfFiles(cause)) {
                return new Failure(FILES, ExitCode.FAILED, false);
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            final Failure known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return new Failure("failed: " + thrown, ExitCode.FAILED, true);
    }

    /**
     * Prints the message, after the stack trace if that is needed.
     *
     * @return the exit code
     */
    public int explain(final Throwable thrown, final PrintWriter err) {
        if (isBug) {
            thrown.printStackTrace(err);
        }
        err.println("ringmaster: " + message);
        err.flush();
        return exitCode;
    }

    private static boolean isOutOfFiles(final Throwable cause) {
        return cause.getMessage() != null && cause.getMessage().contains("Too many open files") || cause instanceof LinkageError && hasNoFileLeft();
    }

    private static Failure known(final Throwable cause) {
        return switch (cause) {
            case final InvalidInputException e -> new Failure(e.getMessage(), ExitCode.BAD_INPUT, false);
            case final CheckpointException e -> new Failure(e.getMessage(), ExitCode.BAD_INPUT, false);
            case final ModelRefusedException e -> new Failure(e.getMessage(), ExitCode.BAD_INPUT, false);
            case final GoldenDifferenceException e -> new Failure(e.getMessage(), ExitCode.NOT_VERIFIED, false);
            case final EngineFailedException e -> new Failure(e.getMessage(), ExitCode.FAILED, false);
            case final JournalDamagedException e -> new Failure(e.getMessage(), ExitCode.NOT_VERIFIED, false);
            case final ReplayDifferenceException e -> new Failure(e.getMessage(), ExitCode.NOT_VERIFIED, false);
            case final KeptModelException e -> new Failure(e.getMessage(), ExitCode.NOT_VERIFIED, false);
            case final CutSessionException e -> new Failure(e.getMessage(), ExitCode.NOT_VERIFIED, false);
            case final JournalException e when e.getCause() instanceof final IOException io ->
                new Failure(e.getMessage() + advice(io), exitCode(io), false);
            case final JournalOccupiedException e -> new Failure(e.getMessage(), ExitCode.BAD_INPUT, false);
            case final JournalException e -> new Failure(e.getMessage(), ExitCode.FAILED, false);
            case final UncheckedIOException e -> new Failure(text(e) + advice(e.getCause()), exitCode(e.getCause()), false);
            case final IOException e -> new Failure(IoReason.of(e) + advice(e), exitCode(e), false);
            // A strategy that does not return: the message names it, and it has no stack trace.
            case final HandlerFailedException e when e.getCause() == null -> new Failure(e.getMessage(), ExitCode.FAILED, false);
            default -> null;
        };
    }

    /** Without a free file descriptor, existing classes are reported as missing. */
    private static boolean hasNoFileLeft() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof final UnixOperatingSystemMXBean unix
            && unix.getOpenFileDescriptorCount() + SPARE_FILES >= unix.getMaxFileDescriptorCount();
    }

    private static String text(final UncheckedIOException e) {
        final String reason = IoReason.of(e.getCause());
        return e.getMessage().contains(reason) ? e.getMessage() : e.getMessage() + ": " + reason;
    }

    private static String advice(final IOException e) {
        final String reason = IoReason.of(e);
        if (e instanceof BindException) {
            return ". Give another port.";
        }
        if (reason.contains("No space left on device")) {
            return ". Free some space, or inodes, or use another disk.";
        }
        return isPlace(e) ? ". Give a path that you can read and write." : "";
    }

    /** A port or path that you cannot use is bad input; any other error is a failure. */
    private static int exitCode(final IOException e) {
        return e instanceof BindException || isPlace(e) ? ExitCode.BAD_INPUT : ExitCode.FAILED;
    }

    private static boolean isPlace(final IOException e) {
        return e instanceof AccessDeniedException || e instanceof NotDirectoryException || e instanceof NoSuchFileException
            || e instanceof final FileSystemException other && "Read-only file system".equals(other.getReason());
    }
}
