package io.ringmaster.bench.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that a benchmark creates before it measures and deletes afterwards. */
public final class TemporaryDirectory {

    private final String prefix;
    private Path path;

    public TemporaryDirectory(final String prefix) {
        this.prefix = prefix;
    }

    /** Creates a new, empty one. */
    public void create() {
        try {
            path = Files.createTempDirectory(prefix);
        } catch (final IOException e) {
            throw new UncheckedIOException("no temporary directory can be created", e);
        }
    }

    public Path path() {
        return path;
    }

    /** Deletes it with everything in it. */
    public void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            final List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (final Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(path + " cannot be deleted", e);
        }
    }
}
