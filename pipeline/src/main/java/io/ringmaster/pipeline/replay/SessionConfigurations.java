package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * All configurations of a session: the first is {@code session.yaml}, later ones are {@code configurations/NNNN-SHA256.yaml}, in their order. A
 * Reconfigured event names one by its SHA-256.
 */
public final class SessionConfigurations {

    private static final String LATER = "[0-9]{4}-[0-9a-f]{64}[.]yaml";
    private static final int NUMBER_DIGITS = 4;

    private final SessionDirectory session;
    private final Path directory;

    public SessionConfigurations(final SessionDirectory session) {
        this.session = session;
        directory = session.path().resolve("configurations");
    }

    private List<Path> later() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().matches(LATER)).sorted().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** The latest configuration; the journal records whether it came into force. */
    public String newest() {
        final List<Path> later = later();
        return later.isEmpty() ? session.readConfiguration() : text(later.getLast());
    }

    /** All configurations in order, including those that never came into force. */
    public List<String> all() {
        return Stream.concat(Stream.of(session.readConfiguration()), later().stream().map(SessionConfigurations::text)).toList();
    }

    /** Whether the session has more than one configuration. */
    boolean hasLater() {
        return !later().isEmpty();
    }

    /**
     * The configuration with this digest.
     *
     * @throws InvalidInputException if there is none
     */
    public String read(final String sha256) {
        final String first = session.readConfiguration();
        if (SessionDirectory.sha256(first).equals(sha256)) {
            return first;
        }
        for (final Path file : later()) {
            if (file.getFileName().toString().contains(sha256)) {
                final String text = text(file);
                if (!SessionDirectory.sha256(text).equals(sha256)) {
                    throw new InvalidInputException(file + " is not the configuration the session was run with: put the original file back.");
                }
                return text;
            }
        }
        throw new InvalidInputException(session.path() + " was run with a configuration of SHA-256 " + sha256 + " that is missing in " + directory);
    }

    /**
     * Stores the next configuration of the session, so that it exists before the event that names it.
     *
     * @return its digest
     */
    public String add(final String yaml) {
        final String sha256 = SessionDirectory.sha256(yaml);
        if (!SessionDirectory.sha256(newest()).equals(sha256)) {
            final List<Path> later = later();
            final int number = later.isEmpty() ? 1 : Integer.parseInt(later.getLast().getFileName().toString().substring(0, NUMBER_DIGITS)) + 1;
            write(directory.resolve(String.format(Locale.ROOT, "%04d-%s.yaml", number, sha256)), yaml);
        }
        return sha256;
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void write(final Path file, final String yaml) {
        try {
            PrivateFiles.createDirectories(file.getParent());
            final Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
            PrivateFiles.createFile(temporary);
            Files.writeString(temporary, yaml);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.forceDirectory(file.getParent());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
        }
    }
}
