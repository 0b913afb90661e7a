package io.ringmaster.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Operations on the directories that commands create. */
public final class Directories {

    /** Temporary directories that are not deleted yet. */
    private static final Set<Path> TEMPORARY = ConcurrentHashMap.newKeySet();
    private static final int MOST_ATTEMPTS = 100;

    private Directories() {
    }

    /** Registers itself when the first temporary directory is made. */
    private static final class AtExit {

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> TEMPORARY.forEach(AtExit::delete), "temporary-directories"));
        }

        private static void register(final Path directory) {
            TEMPORARY.add(directory);
        }

        /** A thread that was interrupted by the end of the process may still write there. */
        private static void delete(final Path directory) {
            for (int attempt = 1; Files.exists(directory); attempt++) {
                try {
                    Directories.delete(directory);
                } catch (final UncheckedIOException e) {
                    if (attempt == MOST_ATTEMPTS) {
                        System.err.println("ringmaster: " + e.getMessage() + "; delete it yourself");
                        return;
                    }
                }
            }
        }
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

    /** A new directory among the temporary files of the machine; its name begins as given. The caller deletes it, or the end of the process. */
    public static Path temporary(final String name) {
        return temporary(Path.of(System.getProperty("java.io.tmpdir")), name);
    }

    /** A new directory in another one; its name begins as given. The caller deletes it, or the end of the process, also by Ctrl-C. */
    public static Path temporary(final Path parent, final String name) {
        try {
            final Path directory = Files.createTempDirectory(parent, name);
            AtExit.register(directory);
            return directory;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a temporary directory in " + parent, e);
        }
    }

    /** Deletes the directory and everything in it, if it exists. */
    public static void delete(final Path directory) {
        TEMPORARY.remove(directory);
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
