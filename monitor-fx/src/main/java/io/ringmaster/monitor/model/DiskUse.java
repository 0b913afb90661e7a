package io.ringmaster.monitor.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Space that a session takes, and that is left.
 *
 * @param bytes     of all its files; -1 if it is not known
 * @param freeBytes of its disk; -1 if it is not known
 */
record DiskUse(long bytes, long freeBytes) {

    static DiskUse of(final Path directory) {
        return new DiskUse(bytes(directory), free(directory));
    }

    /** A file may be compressed or deleted while its size is read. */
    private static long bytes(final Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        } catch (final IOException | UncheckedIOException e) {
            return -1;
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
