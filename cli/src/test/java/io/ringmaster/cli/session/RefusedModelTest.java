package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.command.OnnxFile;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.PreparedConfigurations;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.journal.Sha256;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that must not decide is refused with its own sentence, wherever it comes from, and the model in force goes on. */
class RefusedModelTest {

    @TempDir
    private Path directory;
    private SessionOfModels models;
    private SessionDirectory session;
    private LiveReconfiguration operator;
    private int events;

    @BeforeEach
    void begin() throws IOException {
        models = SessionOfModels.ofDemo(directory, "{file: half.onnx, engine: exact, maxUnknown: 4096, maxBytes: 4000000}");
        models.constant("half.onnx", SessionOfModels.HALF, 2);
        session = new SessionDirectory(directory.resolve("session"));
        final OpenedSettings opened = OpenedSettings.of(Settings.read(models.config(), new TreeMap<>()));
        opened.keepModel(session);
        session.writeConfiguration(opened.settings().canonicalText());
        operator = new LiveReconfiguration(
            session, new LiveSettings(opened, new PreparedConfigurations(Configurations.NONE)), (buffer, offset, length) -> events++);
    }

    private Map<String, Object> swap(final Path file) {
        return JsonTree.of(operator.swapModel(file.toString(), "test"));
    }

    /** By ctl in a running session, and at the start of a session: of a demo, and of a run. */
    private void assertRefused(final String why, final Path file) throws IOException {
        final String refused = String.valueOf(swap(file).get("refused"));
        assertTrue(refused.contains(why), refused);
        assertEquals(0, events, "the model in force goes on");
        assertFalse(Files.exists(session.path().resolve("configurations")), "no configuration follows");
        final Path other = directory.resolve("other");
        final Cli.Result demo = Cli.run(
            "demo", "--no-wire", "--config", models.config().toString(), "--set", "policy.model.file=" + file, "--journal", other.toString(), "--speed",
            "0", "--seconds", "1");
        assertEquals(2, demo.exitCode(), demo.out() + demo.err());
        assertTrue(demo.err().contains(why), demo.err());
        final Cli.Result run = Cli.run(
            "run", "--paper", "--config", models.config().toString(), "--set", "policy.model.file=" + file, "--journal", other.toString(), "--seconds", "1");
        assertEquals(2, run.exitCode(), run.out() + run.err());
        assertTrue(run.err().contains(why), run.err());
        assertFalse(Files.exists(other), "no session begins");
    }

    @Test
    void shouldRefuseAModelThatIsNotWhole() throws IOException {
        final byte[] whole = Files.readAllBytes(directory.resolve("half.onnx"));
        assertRefused("none.onnx does not exist. Give an .onnx file.", directory.resolve("none.onnx"));
        assertRefused("truncated.onnx: ", models.write("truncated.onnx", Arrays.copyOf(whole, whole.length / 2)));
        assertRefused("empty.onnx: ", models.write("empty.onnx", new byte[0]));
        assertRefused("it has more than 4000000 bytes", models.write("huge.onnx", new byte[4_000_001]));
        assertRefused("more than 1,000,000 parts", models.write("bomb.onnx", OnnxFile.ofEmptyNodes(1_200_000)));
    }

    @Test
    void shouldRefuseAModelThatReachesOutsideItsFile() throws IOException {
        final int values = models.values();
        assertRefused("constant \"w\" is in another file, which the hash of the model does not cover", models.write(
            "external.onnx", OnnxFile.withExternalData(values, 2, "ringmaster.contract", models.contract())));
        assertRefused("operator com.example.Tanh is not one of ONNX's own", models.write(
            "custom.onnx", OnnxFile.withCustomOperator(values, 2, "ringmaster.contract", models.contract())));
    }

    /** The hash in a configuration is that of the file that was meant. */
    @Test
    void shouldRefuseAModelOfAnotherHash() throws IOException {
        final Path file = models.constant("tanh.onnx", "Tanh", 2);
        final String meant = "0".repeat(64);
        final List<String> set = List.of("--config", models.config().toString(), "--set", "policy.model.file=" + file, "--set", "policy.model.sha256=" + meant);
        for (final List<String> command : List.of(List.of("run", "--paper", "--seconds", "1"), List.of("demo", "--no-wire", "--seconds", "1"))) {
            final Path other = directory.resolve("other");
            final Cli.Result result = Cli.run(Stream.of(command, set, List.of("--journal", other.toString())).flatMap(List::stream).toArray(String[]::new));
            assertEquals(2, result.exitCode(), result.out() + result.err());
            assertTrue(result.err().contains(Sha256.ofFile(file)) && result.err().contains(meant), result.err());
            assertFalse(Files.exists(other), "no session begins");
        }
    }

    @Test
    void shouldRefuseAModelThatDoesNotFit() throws IOException {
        assertRefused("has 3 number(s). This head needs 2 numbers: exposure and stop", models.constant("head.onnx", SessionOfModels.HALF, 3));
        final int values = models.values();
        final float[] zeros = new float[2 * values];
        assertRefused("it carries no contract", models.write("bare.onnx", OnnxFile.network(values, 2, "Tanh", zeros)));
        assertRefused("the contract expects the market", models.write("market.onnx", OnnxFile.network(
            values, 2, "Tanh", zeros, "ringmaster.contract", models.contract().replace("kraken:BTCUSDT", "kraken:PF_XBTUSD"))));
        assertRefused("the exact engine does not know operator Cos", models.constant("full.onnx", SessionOfModels.FULL, 2));
    }

    @Test
    void shouldRefuseWhatDiffersFromItsGoldenVectors() throws IOException {
        final Path file = models.constant("better.onnx", SessionOfModels.HALF, 2);
        final StringBuilder header = new StringBuilder();
        for (int i = 0; i < models.values(); i++) {
            header.append("x[").append(i).append("],");
        }
        Files.writeString(directory.resolve("better.golden.csv"), header + "y[0],y[1]\n" + "0,".repeat(models.values()) + "0.5,0.25\n");
        assertTrue(String.valueOf(swap(file).get("refused")).contains("better.golden.csv line 2: y[1] was 0.25, and is 0.5; allowed: 1.0E-6"));
        assertEquals(0, events);
    }

    @Test
    void shouldAskForAConfirmationAndSwapOnlyOnce() throws IOException {
        assertEquals("this configuration is already in force", swap(directory.resolve("half.onnx")).get("refused"));
        final Path file = models.constant("tanh.onnx", "Tanh", 2);
        final Map<String, Object> asked = swap(file);
        assertTrue(String.valueOf(asked.get("changes")).contains("policy.model.sha256: "), asked::toString);
        assertEquals(0, events, "it is not confirmed yet");
        assertTrue(operator.swapModel(String.valueOf(asked.get("confirm")), "test").startsWith("{\"taken\":\"swap-model "));
        assertEquals(1, events);
        assertEquals("this configuration is already in force", swap(file).get("refused"));
    }
}
