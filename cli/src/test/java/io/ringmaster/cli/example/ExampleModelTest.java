package io.ringmaster.cli.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.inference.model.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model in the repository is what its script makes. After a change of the features, run scripts/example-model cli/src/main/resources/demo. */
class ExampleModelTest {

    private static final Path MODEL = Cli.root().resolve("cli/src/main/resources/demo/example.onnx");
    private static final Path GOLDEN = Cli.root().resolve("cli/src/main/resources/demo/example.golden.csv");

    @TempDir
    private Path scratch;

    @Test
    void shouldBeMadeBitForBitAgain() throws IOException {
        final ExampleModel.Made made = new ExampleModel(scratch).make();
        final String remedy = "to accept another model, run: scripts/example-model cli/src/main/resources/demo";
        assertEquals(OnnxReader.sha256(Files.readAllBytes(MODEL)), OnnxReader.sha256(made.onnx()), remedy);
        assertArrayEquals(Files.readAllBytes(MODEL), made.onnx(), remedy);
        assertEquals(Files.readString(GOLDEN), made.golden(), remedy);
        assertTrue(made.examples() > 100 && made.right() > 0.6 * made.examples(), made.right() + " of " + made.examples());
    }

    @Test
    void shouldPassItsOwnCheck() {
        final Cli.Result result = Cli.run("model", "check", MODEL.toString(), "--json");
        assertEquals(0, result.exitCode(), result.err());
        final Map<String, String> json = result.json();
        assertEquals("exact", json.get("engine"));
        assertEquals("3", json.get("outputs"));
        assertTrue(Double.parseDouble(json.get("goldenMaxError")) <= 1e-6, json.toString());
    }
}
