package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.JournalAnchors;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.PrivateFiles;
import io.ringmaster.journal.Sha256;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.SessionEndDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The files of a session on disk.
 *
 * <pre>
 *   DIR/session.yaml   configuration, bound to the journal by its SHA-256 in SessionStart
 *   DIR/input/         journal of all inputs
 *   DIR/input.anchor   what the input journal must contain; written before session.yaml
 *   DIR/output/        journal of all outputs
 *   DIR/output.anchor  what the output journal must contain
 *   DIR/configurations/ its later configurations, see SessionConfigurations
 *   DIR/models/        the models that decided, by their SHA-256
 *   DIR/challengers/   a journal for each challenger, by its name; never read by a replay
 *   DIR/snapshots/     states of the fold of the journals at some inputs; can be deleted while the journals are whole
 *   DIR/snapshots/kept/ snapshots that the journals begin at, or may begin at
 *   DIR/input.begins-N, DIR/output.begins-N  why a journal begins after record N, if retention cut it
 *   DIR/latency.hlog   latency figures of the run, if taken
 * </pre>
 */
public record SessionDirectory(Path path) {

    /** The directory of the models. */
    public static final String MODELS = "models";

    private static final String CONFIGURATION = "session.yaml";
    /** The configuration while it is being written; left behind by a process that dies meanwhile. */
    private static final String UNWRITTEN = CONFIGURATION + ".tmp";

    /** The contents of a directory for a session. */
    public enum Contents {
        /** Empty, or an incomplete start: a new session may start here. */
        VACANT,
        /** A session that did not end in order: it may be resumed. */
        UNFINISHED,
        /** A session that ended. */
        FINISHED,
        /** Something else. */
        FOREIGN
    }

    public Path configuration() {
        return path.resolve(CONFIGURATION);
    }

    public Path input() {
        return path.resolve("input");
    }

    public Path output() {
        return path.resolve("output");
    }

    public Path challengers() {
        return path.resolve("challengers");
    }

    public Path snapshots() {
        return path.resolve("snapshots");
    }

    public Path latencyLog() {
        return path.resolve("latency.hlog");
    }

    /**
     * Examines the directory and changes nothing.
     *
     * @throws io.ringmaster.journal.JournalDamagedException if there is a configuration, but its journal is missing: a new session here would not
     *         know the positions and latches of the old one
     */
    public Contents contents() {
        if (!Files.exists(path) || isVacantDirectory()) {
            return Contents.VACANT;
        }
        if (!Files.isRegularFile(configuration())) {
            return Contents.FOREIGN;
        }
        requireComplete();
        return hasEnded() ? Contents.FINISHED : Contents.UNFINISHED;
    }

    private boolean isVacantDirectory() {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.allMatch(entry -> entry.endsWith(UNWRITTEN) || entry.endsWith(MODELS) || isUnusedAnchor(entry));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + path, e);
        }
    }

    /** A process that died while it started a session leaves anchors of journals that were never opened. */
    private boolean isUnusedAnchor(final Path entry) {
        return isUnusedAnchor(entry, input()) || isUnusedAnchor(entry, output());
    }

    private static boolean isUnusedAnchor(final Path entry, final Path journal) {
        return entry.equals(JournalAnchors.unwritten(journal)) || entry.equals(JournalAnchors.of(journal)) && !JournalAnchors.hasBegun(journal);
    }

    /** Whether any file of a session exists here. */
    public boolean holdsSession() {
        return Files.exists(configuration()) || Files.isDirectory(input()) || Files.isDirectory(output())
            || JournalAnchors.isAnchored(input()) || JournalAnchors.isAnchored(output());
    }

    /**
     * Checks that all files of a session exist, without reading the journals.
     *
     * @throws io.ringmaster.journal.JournalDamagedException if a file is missing
     */
    public void requireComplete() {
        SessionVerification.requireComplete(this);
    }

    /** Whether the last input is the end of the session. */
    boolean hasEnded() {
        if (!Files.isDirectory(input())) {
            return false;
        }
        try (JournalReader last = JournalReader.openAtEnd(input())) {
            return last != null && InputMessage.templateId(last.buffer(), last.offset()) == SessionEndDecoder.TEMPLATE_ID;
        }
    }

    /** @throws InvalidInputException if the directory contains no session */
    public void requireSession() {
        if (!Files.exists(configuration())) {
            throw new InvalidInputException(path + " holds no session: " + CONFIGURATION + " is missing. Give the directory of a session.");
        }
    }

    /** @throws InvalidInputException if the directory contains no session */
    public String readConfiguration() {
        try {
            return Files.readString(configuration());
        } catch (final NoSuchFileException e) {
            throw new InvalidInputException(path + " holds no session: " + CONFIGURATION + " is missing. Give the directory of a journal.", e);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + configuration(), e);
        }
    }

    /** Begins a session: anchors its journals, and writes the configuration so that it exists completely or not at all. */
    public void writeConfiguration(final String yaml) {
        try {
            PrivateFiles.createDirectories(path);
            JournalAnchors.bind(input(), output());
            write(configuration(), path.resolve(UNWRITTEN), yaml.getBytes(StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + configuration() + ": " + IoReason.of(e), e);
        }
    }

    /** Keeps a model of the session, under its hash. */
    public void writeModel(final String sha256, final byte[] bytes) {
        final Path file = path.resolve(MODELS).resolve(sha256 + ".onnx");
        try {
            PrivateFiles.createDirectories(file.getParent());
            write(file, file.resolveSibling(sha256 + ".tmp"), bytes);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
        }
    }

    private static void write(final Path file, final Path temporary, final byte[] bytes) throws IOException {
        PrivateFiles.createFile(temporary);
        Files.write(temporary, bytes);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.forceDirectory(file.getParent());
    }

    /** Hex SHA-256 of a configuration's text. */
    public static String sha256(final String yaml) {
        return Sha256.of(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
