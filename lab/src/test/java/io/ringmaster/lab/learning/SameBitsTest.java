package io.ringmaster.lab.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same seed gives the same bits: at any number of threads, under every compiler of the JVM, and after an interruption. */
class SameBitsTest {

    @TempDir
    private Path directory;

    @Test
    void shouldGiveTheSameBitsWithAnyNumberOfThreads() {
        final String one = SmallTraining.run(1);
        assertEquals(one, SmallTraining.run(2));
        assertEquals(one, SmallTraining.run(4));
    }

    /** The interpreter, the first compiler alone and the second alone, each in a JVM of its own. */
    @Test
    void shouldGiveTheSameBitsUnderEveryCompiler() throws IOException, InterruptedException {
        final List<Process> children = new ArrayList<>();
        for (final String option : List.of("-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation")) {
            children.add(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), option, "-XX:+UseSerialGC", "-Xmx200m", "-cp",
                System.getProperty("java.class.path"), SmallTraining.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
        }
        final String here = SmallTraining.run(1);
        for (final Process child : children) {
            final String there = new String(child.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            assertEquals(0, child.waitFor());
            assertEquals(here, there);
        }
    }

    @Test
    void shouldGoOnWithTheSameBitsAfterAnInterruption() throws IOException {
        final SmallTraining whole = new SmallTraining(1);
        whole.first();
        whole.second();

        final SmallTraining interrupted = new SmallTraining(1);
        interrupted.first();
        final Path file = directory.resolve("checkpoint");
        Files.writeString(file, "an older one");
        new CheckpointWriter().part("training", interrupted).writeTo(file);
        final SmallTraining resumed = new SmallTraining(2);
        CheckpointReader.of(file).part("training", resumed);
        resumed.second();

        assertEquals(whole.bits(), resumed.bits());
    }
}
