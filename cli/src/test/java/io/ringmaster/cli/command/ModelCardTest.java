package io.ringmaster.cli.command;

import static io.ringmaster.cli.Nested.in;
import static io.ringmaster.cli.Nested.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cards of a session in which the example model decides, compared with the journal and with ONNX Runtime. */
class ModelCardTest {

    private static final List<String> OUTPUTS = List.of("buy", "sell", "hold");
    private static final int EVERY = 12;

    @TempDir
    private static Path directory;
    private static String session;
    private static Model model;
    /** Some decisions with the observation before each. */
    private static final List<Map<String, Object>> DECISIONS = new ArrayList<>();
    private static final List<float[]> OBSERVATIONS = new ArrayList<>();

    @BeforeAll
    static void play() throws IOException {
        session = directory.resolve("session").toString();
        final Cli.Result demo = Cli.run("demo", "--policy", "onnx", "--no-wire", "--speed", "0", "--seconds", "100", "--json", "--journal", session,
            "--set", "policy.model.engine=exact");
        assertEquals(0, demo.exitCode(), demo.err());
        final byte[] bytes = Files.readAllBytes(Cli.root().resolve("cli/src/main/resources/demo/example.onnx"));
        model = OnnxReader.read("example.onnx", bytes, bytes.length);
        float[] seen = null;
        int count = 0;
        for (final String line : Cli.run("journal", "dump", session + "/output", "--type", "Observation,Decision", "--json").out().lines().toList()) {
            final Map<String, Object> record = JsonTree.of(line);
            if (record.get("type").equals("Observation")) {
                final List<Map<String, Object>> values = list(record, "values");
                seen = new float[values.size()];
                for (int i = 0; i < seen.length; i++) {
                    seen[i] = Float.parseFloat((String) values.get(i).get("value"));
                }
            } else if (count++ % EVERY == 0) {
                DECISIONS.add(record);
                OBSERVATIONS.add(seen);
            }
        }
    }

    private static Map<String, Object> card(final Map<String, Object> decision) {
        final Cli.Result result = Cli.run("decisions", "explain", session, "--json", "--sequence", (String) decision.get("causeSequence"));
        assertEquals(0, result.exitCode(), result.err());
        return JsonTree.of(result.out());
    }

    private static double number(final Map<String, Object> of, final String key) {
        return Double.parseDouble((String) of.get(key));
    }

    private static float[] outputs(final ModelEngine engine, final float[] observation) {
        System.arraycopy(observation, 0, engine.input(), 0, observation.length);
        engine.run();
        return engine.output(0).clone();
    }

    @Test
    void shouldNameEachFeatureAndShowTheOneThatCountsMostFirst() {
        final List<String> names = ObservationContract.parse(model.metadata().get(Model.CONTRACT_KEY)).names();
        for (int i = 0; i < DECISIONS.size(); i++) {
            final List<Map<String, Object>> features = list(card(DECISIONS.get(i)), "features");
            final Set<Integer> places = new TreeSet<>();
            final List<Double> sizes = new ArrayList<>();
            for (final Map<String, Object> feature : features) {
                final int place = (int) number(feature, "index");
                places.add(place);
                assertEquals(names.get(place), feature.get("name"));
                assertEquals(OBSERVATIONS.get(i)[place], (float) number(feature, "value"), feature::toString);
                sizes.add(OUTPUTS.stream().mapToDouble(output -> Math.abs(number(in(feature, "effects"), output))).max().orElseThrow());
            }
            assertEquals(names.size(), places.size());
            assertEquals(sizes.stream().sorted(Comparator.reverseOrder()).toList(), sizes);
        }
    }

    /** An effect is the value times the derivative: half the change of the output, per thousandth, when the value changes by a thousandth up and down. */
    @Test
    void shouldShowTheOutputsAndTheEffectsThatOnnxRuntimeGives() {
        try (ModelEngine engine = Engines.open(model, null, EngineChoice.ONNXRUNTIME).engine()) {
            for (int i = 0; i < DECISIONS.size(); i++) {
                final Map<String, Object> card = card(DECISIONS.get(i));
                final float[] seen = OBSERVATIONS.get(i);
                final float[] expected = outputs(engine, seen);
                for (int output = 0; output < OUTPUTS.size(); output++) {
                    assertEquals(expected[output], number(in(in(card, "model"), "outputs"), OUTPUTS.get(output)), 1e-5);
                }
                for (final Map<String, Object> feature : list(card, "features").subList(0, 5)) {
                    final int place = (int) number(feature, "index");
                    final float[] up = seen.clone();
                    up[place] *= 1.001f;
                    final float[] down = seen.clone();
                    down[place] *= 0.999f;
                    final float[] above = outputs(engine, up);
                    final float[] below = outputs(engine, down);
                    for (int output = 0; output < OUTPUTS.size(); output++) {
                        assertEquals((above[output] - below[output]) / 0.002, number(in(feature, "effects"), OUTPUTS.get(output)), 0.02,
                            () -> feature + " of decision " + card.get("sequence"));
                    }
                }
            }
        }
    }

    @Test
    void shouldSayWhatTheOutputsMean() {
        final Set<String> signals = new TreeSet<>();
        for (final Map<String, Object> decision : DECISIONS) {
            final Map<String, Object> network = in(card(decision), "model");
            final String best = OUTPUTS.stream().max(Comparator.comparingDouble(output -> number(in(network, "outputs"), output))).orElseThrow();
            final String signal = (String) decision.get("signal");
            signals.add(signal);
            assertEquals(signal, switch (best) {
                case "buy" -> "LONG";
                case "sell" -> "SHORT";
                default -> "HOLD";
            });
            final String end = switch (best) {
                case "buy" -> ": a full long";
                case "sell" -> ": a full short";
                default -> ": the position stays";
            };
            assertTrue(((String) network.get("meaning")).startsWith(best + " is the highest, ")
                && ((String) network.get("meaning")).endsWith(end), network::toString);
            assertEquals("exact", network.get("engine"));
            assertEquals(model.sha256(), network.get("sha256"));
        }
        assertTrue(signals.containsAll(Set.of("SHORT", "HOLD")), signals::toString);
    }

    @Test
    void shouldPrintTheModelForPeople() {
        final Cli.Result result = Cli.run("decisions", "explain", session, "--sequence", (String) DECISIONS.getFirst().get("causeSequence"));
        assertEquals(0, result.exitCode(), result.err());
        final List<String> lines = result.out().lines().toList();
        assertTrue(lines.get(2).startsWith("  model     " + model.sha256().substring(0, 12) + " on engine exact: buy "), result.out());
        assertTrue(lines.get(4).matches("  saw       feature +value   times gradient: +buy +sell +hold"), result.out());
        assertTrue(lines.get(5).matches(" {12}(micro30|meta)\\.\\S+ +\\S+ +[+-][0-9.]+ +[+-][0-9.]+ +[+-][0-9.]+"), result.out());
        assertEquals("            and 84 that count less; see --json", lines.get(15));
        assertEquals("  votes     not counted, because the model decides; of 5 strategies", lines.get(16));
    }

    /** Its output is always 0, and so is the exposure. */
    @Test
    void shouldSayThatADeadZoneKeepsTheExposure() throws IOException {
        final Path config = Files.writeString(directory.resolve("still.yaml"), Files.readString(Cli.root().resolve("cli/src/main/resources/demo/demo.yaml"))
            .replace("  type: confluence\n", "  type: model\n  observation: [meta]\n  observationTimeframe: 1s\n"
                + "  model: {file: still.onnx, engine: exact, maxUnknown: 64}\n"));
        final Map<String, String> contract = Cli.run("model", "contract", "--config", config.toString(), "--json").json();
        final int values = Integer.parseInt(contract.get("values"));
        Files.write(directory.resolve("still.onnx"), OnnxFile.network(
            values, 2, "Tanh", new float[2 * values], "ringmaster.contract", Cli.run("model", "contract", "--config", config.toString()).out().strip()));
        final String still = directory.resolve("still").toString();
        final Cli.Result demo = Cli.run(
            "demo", "--config", config.toString(), "--no-wire", "--speed", "0", "--seconds", "5", "--json", "--journal", still);
        assertEquals(0, demo.exitCode(), demo.err());

        final Cli.Result card = Cli.run("decisions", "explain", still);
        assertEquals(0, card.exitCode(), card.err());
        final String why = "the exposure that the model wants differs from the held one by less than policy.model.deadZone, 0.1 of a full target";
        final List<String> lines = card.out().lines().toList();
        assertTrue(lines.contains("            it wants 0 of a full target of 1, with a stop 3 % away"), card.out());
        assertTrue(lines.contains("  then      kept by the dead zone: " + why), card.out());
        assertTrue(lines.contains("  result    The policy keeps the position: " + why + "."), card.out());
    }
}
