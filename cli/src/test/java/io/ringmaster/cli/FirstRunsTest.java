package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher runs for fast starts works: it would not say so itself, because a missing cache makes starts slower and nothing else. */
class FirstRunsTest {

    @TempDir
    private Path directory;

    @Test
    void shouldPlayEveryRuleOverItsBars() throws IOException {
        final int bars = 300;

        assertEquals(0, new FirstRuns(directory, bars).backtest());

        // A header, and a row for each bar.
        assertEquals(1 + bars, Files.readAllLines(directory.resolve("results/steps.csv")).size());
        assertTrue(Files.size(directory.resolve("results/fills.csv")) > 200, "the strategies should trade");
    }
}
