package io.ringmaster.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the commands do with directories of their own. */
public final class Directories {

    private Directories() {
    }

    /** Whether it is a directory with nothing in it. */
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

    /** It, when nothing is there yet, or else its name with the first number that is free. */
    public static Path vacant(final Path directory) {
        Path vacant = directory;
        for (int number = 2; Files.exists(vacant) && !isEmpty(vacant); number++) {
            vacant = directory.resolveSibling(directory.getFileName() + "-" + number);
        }
        return vacant;
    }

    /** Removes it and everything in it, if it is there. */
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
