package io.ringmaster.gateway.parse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Market data that is not part of the repository. */
public final class SharedData {

    private SharedData() {
    }

    /** Skips the test where the file is absent. */
    public static Path file(final String name) {
        final Path own = Path.of("").toAbsolutePath();
        final Path root = Files.exists(own.resolve("ringmaster")) ? own : own.getParent();
        final Path file = root.resolve("../shared/data").resolve(name).normalize();
        Assumptions.assumeTrue(Files.exists(file), () -> file + " is absent");
        return file;
    }
}
