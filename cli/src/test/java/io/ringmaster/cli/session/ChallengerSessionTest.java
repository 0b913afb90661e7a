package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.journal.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with a model that decides beside the one that trades: from the configuration to its journals, and back. */
class ChallengerSessionTest {

    @TempDir
    private Path directory;
    private SessionOfModels models;

    @BeforeEach
    void write() throws IOException {
        models = SessionOfModels.ofDemo(directory, "{file: half.onnx, maxUnknown: 4096, deadZone: 0}");
        models.constant("half.onnx", SessionOfModels.HALF, 2);
        models.constant("full.onnx", SessionOfModels.FULL, 2);
    }

    private static String challenger(final String model) {
        return "policy.challengers=[{id: next, type: model, observation: [meta], observationTimeframe: 1s, model: " + model + "}]";
    }

    private Cli.Result demo(final String journal, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of(
            "demo", "--json", "--no-wire", "--speed", "0", "--seconds", "15", "--config", models.config().toString(), "--journal",
            directory.resolve(journal).toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldTradeTheSameWithAndWithoutAChallengerAndComputeItsStandingAgain() throws IOException {
        final Map<String, String> alone = demo("alone", "--topology", "compact").json();
        final Cli.Result played = demo(
            "beside", "--topology", "spread", "--set", challenger("{file: " + directory.resolve("full.onnx") + ", maxUnknown: 4096}"));
        assertEquals(0, played.exitCode(), played.out() + played.err());
        final Map<String, String> beside = played.json();

        assertEquals(alone.get("outputSha256"), beside.get("outputSha256"));
        assertEquals("true", beside.get("replayIdentical"));
        assertEquals("15", beside.get("challengers.next.decisions"));
        assertEquals("0", beside.get("challengers.next.missed"));
        assertEquals("0", beside.get("challengers.next.invalid"));
        assertNotEquals(beside.get("challengers.next.main.net"), beside.get("challengers.next.account.net"));

        final Path journal = directory.resolve("beside");
        for (final String each : List.of("half.onnx", "full.onnx")) {
            assertTrue(Files.exists(journal.resolve("models/" + Sha256.ofFile(directory.resolve(each)) + ".onnx")), each);
        }
        Files.delete(directory.resolve("full.onnx"));
        final Cli.Result recorded = Cli.run("challengers", journal.toString(), "--json");
        final Cli.Result again = Cli.run("challengers", journal.toString(), "--recompute", "--json");
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(recorded.out(), again.out());
        assertTrue(Cli.run("challengers", journal.toString()).out().contains("\n  next             2024-08-08T23:54:15Z        15         0 "));
        assertEquals("  no challenger has decided in this session; policy.challengers names them",
            Cli.run("challengers", directory.resolve("alone").toString()).out().stripTrailing());
    }

    @Test
    void shouldRefuseTheModelOfAChallengerByItsKey() throws IOException {
        final String missing = directory.resolve("missing.onnx").toString();
        assertRefused("policy.challengers.0.model.file: " + missing + " does not exist. Give an .onnx file.", "{file: " + missing + "}");
        final Path truncated = directory.resolve("truncated.onnx");
        Files.write(truncated, Arrays.copyOf(Files.readAllBytes(directory.resolve("full.onnx")), 100));
        assertRefused("policy.challengers.0.model.file: " + truncated + ": ", "{file: " + truncated + "}");
        final Path half = directory.resolve("half.onnx");
        assertRefused("policy.challengers.0.model.file: " + half + ": ", "{file: " + half + ", sha256: " + "0".repeat(64) + "}");
        assertRefused("policy.challengers.0.model.head: the first output of " + half + " has 2 number(s)", "{file: " + half + ", head: adjust}");
        assertRefused("policy.challengers.0.model.file: " + half + ": ", "{file: " + half + ", venue: binance}");
    }

    private void assertRefused(final String message, final String model) {
        final Cli.Result result = demo("refused", "--set", challenger(model));
        assertEquals(ExitCode.BAD_INPUT, result.exitCode(), result.out());
        assertTrue(result.err().contains(message), result.err());
        assertTrue(Files.notExists(directory.resolve("refused")), "nothing is written");
    }
}
