package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CrashReportTest {

    @TempDir
    private Path directory;

    /** What the JVM writes when it crashes holds pieces of its memory. */
    @Test
    @Timeout(120)
    void shouldLeaveNoFileWhereACrashedProcessWasStarted() throws Exception {
        final Path text = directory.resolve("text");
        final Process venue = Cli.start(text, "sim", "serve", "--port", "0");
        while (!Files.readString(text).contains("127.0.0.1") && venue.isAlive()) {
            venue.waitFor(20, TimeUnit.MILLISECONDS);
        }
        new ProcessBuilder("kill", "-SEGV", Long.toString(venue.pid())).start().waitFor();
        venue.waitFor();

        assertTrue(Files.readString(text).contains("A fatal error has been detected by the Java Runtime Environment"), "no report");
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(text), left.toList());
        }
    }
}
