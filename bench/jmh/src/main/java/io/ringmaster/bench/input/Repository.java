package io.ringmaster.bench.input;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of the checkout that the benchmarks run in. */
public final class Repository {

    private static final Path MARK = Path.of("scripts", "jvm.args");

    private Repository() {
    }

    /** @throws IllegalStateException if neither the working directory nor one above it is a checkout that has the file */
    public static Path file(final Path relative) {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve(MARK)) && Files.exists(directory.resolve(relative))) {
                return directory.resolve(relative);
            }
        }
        throw new IllegalStateException(relative + " is not in a checkout around " + Path.of("").toAbsolutePath() + ". Run the benchmarks with scripts/jmh.");
    }
}
