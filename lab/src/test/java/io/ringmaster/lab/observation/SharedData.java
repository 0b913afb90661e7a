package io.ringmaster.lab.observation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real market data beside the project. */
final class SharedData {

    private SharedData() {
    }

    /** Skips the test where they are not. */
    static Path file(final String name) {
        final Path own = Path.of("").toAbsolutePath();
        final Path root = Files.exists(own.resolve("ringmaster")) ? own : own.getParent();
        final Path file = root.resolve("../shared/data").resolve(name).normalize();
        assumeTrue(Files.exists(file), "shared market data are not here: skipped");
        return file;
    }
}
