package io.ringmaster.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code bench train} measures; how fast it is belongs to the machine. */
class TrainBenchTest {

    @Test
    void shouldMeasureEnvironmentPipelineAndLearning() {
        final Cli.Result result = Cli.run("bench", "train", "--decisions", "1000", "--json");

        assertEquals(0, result.exitCode(), result.err());
        final Map<String, String> json = result.json();
        for (final String figure : List.of("environmentPerSecond", "pipelinePerSecond", "beginMicros", "ppoPerSecond", "observation")) {
            assertTrue(Double.parseDouble(json.get(figure)) > 0, figure + " of " + json);
        }
        assertEquals(2, Cli.run("bench", "train", "--decisions", "1").exitCode());
    }
}
