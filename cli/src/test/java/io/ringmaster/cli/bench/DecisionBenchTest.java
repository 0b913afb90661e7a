package io.ringmaster.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code bench latency --stage decision} measures; how fast it is belongs to the machine. */
class DecisionBenchTest {

    private static final List<String> KINDS = List.of("stages.decision.", "stages.decisionExact.", "baseline.inference.", "baseline.inferenceExact.");

    /** The exact engine and the encoding of the observation allocate nothing; ONNX Runtime does, in both of its rows alike. */
    @Test
    void shouldMeasureDecisionsBesideTheBareCallsOfBothEngines() {
        final Cli.Result result = Cli.run("bench", "latency", "--stage", "decision", "--calls", "700", "--rate", "20000", "--json");

        assertEquals(0, result.exitCode(), result.err());
        final Map<String, String> json = result.json();
        assertEquals("30-128-64-32-3", json.get("network"));
        for (final String kind : KINDS) {
            final List<Long> percentiles = List.of("p50", "p99", "p999", "max").stream().map(name -> Long.parseLong(json.get(kind + name))).toList();
            assertEquals(percentiles.stream().sorted().toList(), percentiles, kind);
            assertTrue(percentiles.getFirst() > 0, kind);
        }
        assertEquals("1.0", json.get("baseline.inference.timesInference"));
        assertEquals(0, Double.parseDouble(json.get("stages.decisionExact.bytesPerCall")));
        assertEquals(0, Double.parseDouble(json.get("baseline.inferenceExact.bytesPerCall")));
        assertTrue(Double.parseDouble(json.get("baseline.inference.bytesPerCall")) > 100, json.toString());
        assertEquals(json.get("baseline.inference.bytesPerCall"), json.get("stages.decision.bytesPerCall"));
        assertTrue(Integer.parseInt(json.get("machine.cores")) > 0);
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured() {
        final Cli.Result result = Cli.run("bench", "latency", "--stage", "decision", "--rate", "0");
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("--rate must be from 1 to 100000: 0"), result.err());
    }
}
