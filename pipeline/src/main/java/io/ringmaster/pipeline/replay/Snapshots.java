package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The snapshots of one session, one file each, named by the last input in their state. Only the owner can read the files; they are written completely
 * or not at all.
 */
final class Snapshots {

    private static final String SUFFIX = ".snapshot";
    /** Suffix of the snapshots that another build resumed from; they are permanent. */
    private static final String BOUNDARY_SUFFIX = ".build.snapshot";

    private final Path directory;
    /** The snapshots that a journal may begin at: permanent copies, while the others are deleted. */
    private final Path kept;

    Snapshots(final SessionDirectory session) {
        directory = session.snapshots();
        kept = kept(session);
    }

    static Path kept(final SessionDirectory session) {
        return session.snapshots().resolve("kept");
    }

    /** All snapshots, the newest first, without reading them. A snapshot with a copy for a journal to begin at appears twice. */
    List<Path> files() {
        return Stream.concat(files(directory).stream(), files(kept).stream())
            .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed()).toList();
    }

    /** The snapshots that a journal may begin at, the newest first. */
    List<Path> keptFiles() {
        return files(kept);
    }

    private static List<Path> files(final Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(each -> each.getFileName().toString().endsWith(SUFFIX)).sorted(Comparator.reverseOrder()).toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** The newest complete snapshot; null if there is none. */
    static Snapshot newest(final SessionDirectory session) {
        return new Snapshots(session).files().stream().map(Snapshots::read).filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** @return null if it is not whole */
    static Snapshot read(final Path file) {
        try {
            return Snapshot.decode(Files.readAllBytes(file));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Stores a copy of a snapshot for a journal to begin at; durable when this returns. */
    Path keep(final Snapshot snapshot) {
        final Path file = write(kept, snapshot, SUFFIX);
        try {
            PrivateFiles.forceDirectory(kept);
            PrivateFiles.forceDirectory(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
        }
        return file;
    }

    /** @param keep how many to keep, including this one; those that a journal may begin at are always kept */
    Path write(final Snapshot snapshot, final int keep) {
        final Path file = write(directory, snapshot, SUFFIX);
        try {
            for (final Path old : files(directory).stream().filter(each -> !isBoundary(each)).skip(keep).toList()) {
                Files.deleteIfExists(old);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete old snapshots in " + directory + ": " + IoReason.of(e), e);
        }
        return file;
    }

    /** Stores a snapshot that another build resumes from. */
    Path writeBoundary(final Snapshot snapshot) {
        return write(directory, snapshot, BOUNDARY_SUFFIX);
    }

    /** The snapshots that another build resumed from, the oldest first, without incomplete ones. */
    List<Snapshot> boundaries() {
        return files(directory).reversed().stream().filter(Snapshots::isBoundary).map(Snapshots::read).filter(Objects::nonNull).toList();
    }

    private static boolean isBoundary(final Path file) {
        return file.getFileName().toString().endsWith(BOUNDARY_SUFFIX);
    }

    private static Path write(final Path directory, final Snapshot snapshot, final String suffix) {
        final Path file = directory.resolve(String.format(Locale.ROOT, "%019d%s", snapshot.place().inputSequence(), suffix));
        final Path temporary = directory.resolve(file.getFileName() + ".tmp");
        try {
            PrivateFiles.createDirectories(directory);
            PrivateFiles.createFile(temporary);
            try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                final ByteBuffer bytes = ByteBuffer.wrap(snapshot.encode());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
        }
        return file;
    }
}
