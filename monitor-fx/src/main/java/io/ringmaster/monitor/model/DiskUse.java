package io.ringmaster.monitor.model;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Space that a session takes, and that is left; when it was written to.
 *
 * @param bytes     of all its files; -1 if it is not known
 * @param freeBytes of its disk; -1 if it is not known
 * @param writtenNs when a file was changed last, by the clock of the machine, epoch; 0 if it is not known
 */
public record DiskUse(long bytes, long freeBytes, long writtenNs) {

    private static final long NS_PER_MS = 1_000_000;

    static DiskUse of(final Path directory) {
        // A file may be compressed or deleted while its size is read.
        try (Stream<Path> walk = Files.walk(directory)) {
            final List<File> files = walk.filter(Files::isRegularFile).map(Path::toFile).toList();
            final long writtenMs = files.stream().mapToLong(File::lastModified).max().orElse(0);
            return new DiskUse(files.stream().mapToLong(File::length).sum(), free(directory), writtenMs * NS_PER_MS);
        } catch (final IOException | UncheckedIOException e) {
            return new DiskUse(-1, free(directory), 0);
        }
    }

    private static long free(final Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (final IOException e) {
            return -1;
        }
    }
}
