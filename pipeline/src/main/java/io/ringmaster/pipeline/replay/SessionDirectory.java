package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalVerification;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.schema.MessageHeaderDecoder;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Where a session lies on disk.
 *
 * <pre>
 *   DIR/session.yaml   configuration, bound to the journal by its SHA-256 in SessionStart
 *   DIR/input/         journal of everything that came in
 *   DIR/output/        journal of everything that was said
 *   DIR/snapshots/     what the fold of the journals had come to, now and then; can be deleted at any time
 *   DIR/latency.hlog   latency figures of the run, if taken
 * </pre>
 */
public record SessionDirectory(Path path) {

    private static final String CONFIGURATION = "session.yaml";
    /** The configuration while it is written: what a process leaves that dies meanwhile. */
    private static final String UNWRITTEN = CONFIGURATION + ".tmp";

    /** What is found where a session is to be written. */
    public enum Contents {
        /** Nothing that was ever finished: a new session may start here. */
        VACANT,
        /** A session that did not end in order: it may go on. */
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

    public Path snapshots() {
        return path.resolve("snapshots");
    }

    public Path latencyLog() {
        return path.resolve("latency.hlog");
    }

    /** Looks, and changes nothing. */
    public Contents contents() {
        if (!Files.exists(path) || isVacantDirectory()) {
            return Contents.VACANT;
        }
        if (!Files.isRegularFile(configuration())) {
            return Contents.FOREIGN;
        }
        return hasEnded() ? Contents.FINISHED : Contents.UNFINISHED;
    }

    private boolean isVacantDirectory() {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.allMatch(entry -> entry.endsWith(UNWRITTEN));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + path, e);
        }
    }

    private boolean hasEnded() {
        if (!Files.isDirectory(input()) || JournalVerification.verify(input()).records() == 0) {
            return false;
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        int lastTemplate = 0;
        try (JournalReader reader = JournalReader.open(input())) {
            while (reader.next()) {
                lastTemplate = header.wrap(reader.buffer(), reader.offset()).templateId();
            }
        }
        return lastTemplate == SessionEndDecoder.TEMPLATE_ID;
    }

    /** @throws InvalidInputException if there is no session here */
    public String readConfiguration() {
        try {
            return Files.readString(configuration());
        } catch (final NoSuchFileException e) {
            throw new InvalidInputException(path + " holds no session: " + CONFIGURATION + " is missing. Give the directory of a journal.", e);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + configuration(), e);
        }
    }

    /** Writes the configuration so that it is there whole or not at all. */
    public void writeConfiguration(final String yaml) {
        try {
            Files.createDirectories(path);
            final Path temporary = path.resolve(UNWRITTEN);
            Files.writeString(temporary, yaml);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, configuration(), StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + configuration(), e);
        }
    }

    /** Hex SHA-256 of a configuration's text. */
    public static String sha256(final String yaml) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
