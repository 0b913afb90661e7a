package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Policies of other libraries, as {@code scripts/export_policy.py} exports them. PyTorch made the files and their golden vectors: {@code python3
 * scripts/test_export_policy.py --fixtures cli/src/test/resources/exported} makes them again.
 */
class ExportedPolicyTest {

    private static final String SHA_256_OF_THE_CONTRACT = "\"contractSha256\":\"";
    /** The name of the first constant in the file: field 8, two bytes. Field 9, its numbers, follows. */
    private static final byte[] FIRST_CONSTANT = {0x42, 2, 'c', '0', 0x4A};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sb3-ppo", "sb3-relu", "sb3-a2c", "sb3-sac", "elegantrl-ppo", "elegantrl-discrete", "elegantrl-sac"})
    void shouldComputeWhatPyTorchComputed(final String name) throws IOException {
        final Path model = copy(name, ".onnx");
        final Path golden = copy(name, ".golden.csv");
        assertEquals(2 + 256, Files.readAllLines(golden).size());

        // By default, both engines run and are compared.
        final Cli.Result result = Cli.run("model", "check", model.toString(), "--json");

        assertEquals(0, result.exitCode(), result.err());
        assertEquals("exact", result.json().get("engine"));
        assertTrue(Double.parseDouble(result.json().get("goldenMaxError")) <= 1e-6, result.out());
        assertTrue(result.out().contains(SHA_256_OF_THE_CONTRACT), result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sb3-ppo", "elegantrl-discrete"})
    void shouldRefuseAChangedWeight(final String name) throws IOException {
        final Path model = copy(name, ".onnx");
        final Path golden = copy(name, ".golden.csv");
        changeFirstNumber(model);

        final Cli.Result other = Cli.run("model", "check", model.toString());
        assertEquals(2, other.exitCode(), other.out());
        assertTrue(other.err().contains("Give the golden vectors of this model."), other.err());

        // Without the hash, the numbers tell.
        try (Stream<String> lines = Files.lines(golden)) {
            Files.write(golden, lines.skip(1).toList());
        }
        final Cli.Result differs = Cli.run("model", "check", model.toString());
        assertEquals(3, differs.exitCode(), differs.out());
        assertTrue(differs.out().contains("DIFFERS"), differs.out());
    }

    private Path copy(final String name, final String end) throws IOException {
        return Files.copy(Cli.root().resolve("cli/src/test/resources/exported").resolve(name + end), directory.resolve(name + end));
    }

    private static void changeFirstNumber(final Path model) throws IOException {
        final byte[] bytes = Files.readAllBytes(model);
        final String text = new String(bytes, StandardCharsets.ISO_8859_1);
        final int constant = text.indexOf(new String(FIRST_CONSTANT, StandardCharsets.ISO_8859_1));
        // Its length takes one byte below 128 bytes, otherwise two.
        final int number = constant + FIRST_CONSTANT.length + (bytes[constant + FIRST_CONSTANT.length] < 0 ? 2 : 1);
        final ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putFloat(number, numbers.getFloat(number) * 1.01f);
        Files.write(model, bytes);
    }
}
