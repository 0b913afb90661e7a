package io.ringmaster.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Operations on the directories that commands create. */
public final class Directories {

    private Directories() {
    }

    /** Whether the path is an empty directory. */
    public static boolean isEmpty(final Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** The path itself if it does not exist, otherwise its name with the first free number. */
    public static Path vacant(final Path directory) {
        Path vacant = directory;
        for (int number = 2; Files.exists(vacant) && !isEmpty(vacant); number++) {
            vacant = directory.resolveSibling(directory.getFileName() + "-" + number);
        }
        return vacant;
    }

    /** A new directory among the temporary files of the machine; its name begins as given. The caller deletes it. */
    public static Path temporary(final String name) {
        return temporary(Path.of(System.getProperty("java.io.tmpdir")), name);
    }

    /** A new directory in another one; its name begins as given. The caller deletes it. */
    public static Path temporary(final Path parent, final String name) {
        try {
            return Files.createTempDirectory(parent, name);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a temporary directory in " + parent, e);
        }
    }

    /** Deletes the directory and everything in it, if it exists. */
    public static void delete(final Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (final Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
