package io.ringmaster.inference.model.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.inference.model.ModelBuilder;
import io.ringmaster.inference.model.graph.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session ends in an orderly way while the process exits: it still decides, and it opens models again to prove a snapshot. */
class RuntimeAtExitTest {

    private static final int OPENED = 100;

    @Test
    void shouldOpenAndRunModelsWhileTheProcessExits() throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
            "-cp", System.getProperty("java.class.path"), RuntimeAtExitTest.class.getName()).redirectErrorStream(true).start();

        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals("opened and ran " + OPENED + " models", said);
        assertEquals(0, process.waitFor());
    }

    /** Exits with a model open and goes on in a shutdown hook, as a session does that a signal ends. */
    public static void main(final String[] arguments) {
        final ModelBuilder builder = new ModelBuilder(20);
        final Model model = builder.named("y", "Tanh", List.of(builder.input("x", "N", 2))).output("y", "N", 2).model();
        final OnnxRuntimeEngine deciding = OnnxRuntimeEngine.of(model);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            for (int i = 0; i < OPENED; i++) {
                deciding.run();
                OnnxRuntimeEngine.of(model).close();
            }
            deciding.close();
            System.out.println("opened and ran " + OPENED + " models");
        }, "session"));
        System.exit(0);
    }
}
