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

/** The snapshots of one session, a file each, named by the input they stand behind. Files of the owner alone, written whole or not at all. */
final class Snapshots {

    private static final String SUFFIX = ".snapshot";

    private final Path directory;

    Snapshots(final SessionDirectory session) {
        directory = session.snapshots();
    }

    /** All of them, the newest first; none is read yet. */
    List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(each -> each.getFileName().toString().endsWith(SUFFIX)).sorted(Comparator.reverseOrder()).toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** The newest that is whole; null if there is none. */
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

    /** @param keep how many stay, this one included */
    Path write(final Snapshot snapshot, final int keep) {
        final Path file = directory.resolve(String.format(Locale.ROOT, "%019d%s", snapshot.inputSequence(), SUFFIX));
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
            for (final Path old : files().stream().skip(keep).toList()) {
                Files.deleteIfExists(old);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
        }
        return file;
    }
}
