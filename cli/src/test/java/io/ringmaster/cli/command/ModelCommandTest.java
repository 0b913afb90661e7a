package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model show} and {@code model check} as a user runs them. */
class ModelCommandTest {

    private static final float[] WEIGHTS = {0.5f, -1, 0.25f, 2};

    @TempDir
    private Path directory;
    private Path model;
    private String sha256;

    /** {@code y = tanh(x w)}. */
    @BeforeEach
    void writeModel() throws IOException, NoSuchAlgorithmException {
        write(OnnxFile.network(2, 2, "Tanh", WEIGHTS, "trainer", "by hand"));
    }

    private void write(final byte[] bytes) throws IOException, NoSuchAlgorithmException {
        model = Files.write(directory.resolve("policy.onnx"), bytes);
        sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void shouldShowWhatAModelIs() {
        final Cli.Result result = Cli.run("model", "show", model.toString());

        assertEquals(0, result.exitCode(), result.err());
        assertEquals("""
            %s
              SHA-256       %s
              input         x [1, 2]
              outputs       y [1, 2]
              operators     MatMul, Tanh
              parameters    4
              opset         17
              exact engine  knows every operator
              contract      none
              reference     none: its drift is not measured
              metadata      trainer: by hand
            """.formatted(model, sha256), result.out());
        assertTrue(Cli.run("model", "show", model.toString(), "--json").out().contains(
            "\"opset\":17,\"exactEngineLacks\":null,\"operators\":[{\"name\":\"MatMul\"},{\"name\":\"Tanh\"}]"));
    }

    /** The facts of the example model, as its script states them. */
    @Test
    void shouldShowWhatAModelObservesAndLearnedFrom() {
        final String example = Cli.root().resolve("cli/src/main/resources/demo/example.onnx").toString();
        final Cli.Result show = Cli.run("model", "show", example);
        assertEquals(0, show.exitCode(), show.err());
        for (final String line : List.of(
            "  input         observation [1, 94]", "  outputs       logits [1, 3]",
            "  observes      binance:BTCUSDT, bars of 1s, asked when they close", "                30 of micro30, 64 of meta",
            "  strategies    volatility-5s, supertrend-3s, ott-1s, bband-rsi-1s, awesome-macd-1s",
            "  metadata      training.licence: data: MIT, Copyright (c) 2022 nkaz001@protonmail.com; model: Apache-2.0",
            "  metadata      training.script: scripts/example-model")) {
            assertTrue(show.out().lines().toList().contains(line), line + " is missing in\n" + show.out());
        }
        final Cli.Result check = Cli.run("model", "check", example, "--engine", "exact");
        assertEquals(0, check.exitCode(), check.err());
        assertTrue(check.out().endsWith("  result        can decide under its contract, and computes what it computed in training\n"), check.out());
    }

    @Test
    void shouldCheckWithEachEngine() {
        for (final String engine : List.of("auto", "exact", "onnxruntime")) {
            final Cli.Result result = check("--engine", engine, "--json");

            assertEquals(0, result.exitCode(), result.err());
            assertEquals(1, result.out().lines().count());
            final Map<String, String> json = result.json();
            assertEquals(List.of("contractSha256", "engine", "goldenMaxError", "inputs", "modelSha256", "outputs"), List.copyOf(json.keySet()));
            assertEquals("auto".equals(engine) ? "exact" : engine, json.get("engine"));
            assertEquals(sha256, json.get("modelSha256"));
            assertEquals("2", json.get("inputs"));
            assertEquals("2", json.get("outputs"));
            assertTrue(result.out().contains("\"contractSha256\":null") && result.out().contains("\"goldenMaxError\":null"), result.out());
        }
    }

    /** By hand: tanh(0.5) and tanh(-1); the file beside the model is found without an option. */
    @Test
    void shouldCompareWithGoldenVectors() throws IOException {
        final Path golden = directory.resolve("policy.golden.csv");
        Files.writeString(golden, "# model " + sha256 + "\nx[0],x[1],y[0],y[1]\n1,0,0.46211716,-0.7615942\n");
        final Cli.Result good = check("--json");
        assertEquals(0, good.exitCode(), good.err());
        assertTrue(Double.parseDouble(good.json().get("goldenMaxError")) <= 1e-7, good.out());

        Files.writeString(golden, "x[0],x[1],y[0],y[1]\n0,0,0,0\n1,0,0.46211716,-0.75\n");
        final Cli.Result bad = check("--golden", golden.toString(), "--engine", "exact");
        assertEquals(3, bad.exitCode(), bad.err());
        assertEquals("""
            %s
              SHA-256       %s
              contract      none
              engine        exact: policy.model.engine asks for it
              on zeros      y [0.0, 0.0]
              golden        %s: 2 rows, largest error 1.2e-02  DIFFERS: line 3: y[1] was -0.75, and is -0.7615942; allowed: 1.0E-6
              result        must not decide; see above
            """.formatted(model, sha256, golden), bad.out());
        assertEquals(1.15942e-2, Double.parseDouble(check("--json").json().get("goldenMaxError")), 1e-7);
    }

    @Test
    void shouldFailAModelWithoutNumbers() throws IOException, NoSuchAlgorithmException {
        write(OnnxFile.network(2, 2, "Tanh", new float[] {Float.NaN, 1, 1, 1}));
        final Cli.Result result = check();

        assertEquals(3, result.exitCode(), result.err());
        assertTrue(result.out().contains("on zeros      y [NaN, 0.0]  NOT FINITE: this model must not decide"), result.out());
    }

    /** The contract and its hash are those of ObservationContractTest, where sha256sum gave the hash. It has three values. */
    @Test
    void shouldShowTheHashOfAContract() throws IOException, NoSuchAlgorithmException {
        final String contract = "{\"version\":1,\"market\":\"kraken:PF_XBTUSD\",\"timeframeNs\":60000000000,\"decidesOn\":\"bar\","
            + "\"oneHotOrder\":[\"flat\",\"long\",\"short\",\"hold\"],\"strategies\":[{\"id\":\"ott\",\"definition\":\"ott 15m n=2\"},"
            + "{\"id\":\"super\\\"trend\",\"definition\":\"supertrend 15m\"}],\"features\":["
            + "{\"name\":\"rsi\",\"source\":\"formula\",\"of\":\"rsi(14)\",\"steps\":[{\"do\":\"divide\",\"by\":100},"
            + "{\"do\":\"clip\",\"low\":-0.5,\"high\":1.0E300},{\"do\":\"float32\"}],\"missing\":0,\"mask\":false},"
            + "{\"name\":\"w\",\"source\":\"weight\",\"of\":\"ott\",\"steps\":[],\"missing\":0.1,\"mask\":true}]}";
        write(OnnxFile.network(3, 2, "Tanh", new float[6], "ringmaster.contract", contract));
        assertEquals("ef469e100aca219f0cc753f852419240da5e1bb8238647d499963ba86529e10b", check("--json").json().get("contractSha256"));

        write(OnnxFile.network(2, 2, "Tanh", WEIGHTS, "ringmaster.contract", contract));
        assertRefused(model + ": its contract has 3 values, but the network takes 2. Export both again.", "check", model.toString());
        write(OnnxFile.network(2, 2, "Tanh", WEIGHTS, "ringmaster.contract", contract.replace("\"bar\"", "\"noon\"")));
        assertRefused(model + ": its contract is not valid: the contract 'decidesOn' is 'noon', which this build does not know. Export it again.",
            "check", model.toString());
    }

    @Test
    void shouldNameWhatIsWrong() throws IOException, NoSuchAlgorithmException {
        assertRefused(directory + "/none.onnx does not exist. Give an .onnx file.", "show", directory + "/none.onnx");
        assertRefused(directory + "/none.csv does not exist. Give a file of golden vectors.", "check", model.toString(), "--golden", directory + "/none.csv");
        final Path golden = Files.writeString(directory.resolve("other.csv"), "a,b\n");
        assertRefused(golden + " line 1: expected the model's input and outputs: x[0],x[1],y[0],y[1]. Give the golden vectors of this model.",
            "check", model.toString(), "--golden", golden.toString());
        write(OnnxFile.network(2, 2, "Abs", WEIGHTS));
        assertRefused(model + ": the exact engine does not know operator Abs. Take ONNX Runtime: policy.model.engine: onnxruntime.",
            "check", model.toString(), "--engine", "exact");
        Files.writeString(model, "not a model");
        assertRefused(model + ": it is not an ONNX model, or it is truncated. Give a complete .onnx file.", "check", model.toString());
        assertEquals("ringmaster: Choose what to do: show, check or contract. Try './ringmaster model --help'.", Cli.run("model").err().strip());
    }

    private static void assertRefused(final String message, final String... arguments) {
        final List<String> all = new ArrayList<>(List.of("model"));
        all.addAll(List.of(arguments));
        final Cli.Result result = Cli.run(all.toArray(String[]::new));
        assertEquals(2, result.exitCode(), result.err());
        assertEquals("ringmaster: " + message, result.err().strip());
        assertEquals("", result.out());
    }

    /** Both cost time and memory, and one of them is native code. */
    @Test
    void shouldLoadNeitherLibraryWithoutAModel() throws IOException, InterruptedException {
        final Path said = directory.resolve("classes");
        final ProcessBuilder process = Cli.process(List.of("strategies", "check", "--config", Cli.root().resolve("examples/backtest.yaml").toString()));
        process.command().add(1, "-Xlog:class+load:file=" + said);
        final Process running = process.redirectErrorStream(true).redirectOutput(directory.resolve("out").toFile()).start();
        assertEquals(0, running.waitFor(), () -> read(directory.resolve("out")));

        final List<String> loaded = Files.readAllLines(said);
        assertTrue(loaded.stream().anyMatch(line -> line.contains("io.ringmaster.cli.Main ")));
        for (final String library : List.of(" ai.onnx", " com.google.protobuf.")) {
            assertFalse(loaded.stream().anyMatch(line -> line.contains(library)), library + " was loaded");
        }
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private Cli.Result check(final String... options) {
        final List<String> all = new ArrayList<>(List.of("model", "check", model.toString()));
        all.addAll(List.of(options));
        return Cli.run(all.toArray(String[]::new));
    }
}
