package io.ringmaster.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code bench train} measures; how fast it is belongs to the machine. */
class TrainBenchTest {

    @Test
    void shouldMeasureEnvironmentPipelineAndLearning() {
        final Cli.Result result = Cli.run("bench", "train", "--decisions", "1000", "--environments", "1,2", "--json");

        assertEquals(0, result.exitCode(), result.err());
        final Map<String, String> json = result.json();
        for (final String figure : List.of("environmentPerSecond", "environmentPerProcessorSecond", "widePerSecond", "widePerProcessorSecond", "pipelinePerSecond",
            "pipelinePerProcessorSecond", "beginMicros", "beginP99Micros")) {
            assertTrue(Double.parseDouble(json.get(figure)) > 0, figure + " of " + json);
        }
        assertEquals("30", json.get("observation"));
        assertEquals("80", json.get("wideObservation"));
        final String row = "\\{\"environments\":(\\d+),\"threads\":(\\d+),\"environmentPerSecond\":[1-9][^,]*,\"ppoPerSecond\":[1-9][^}]*}";
        assertEquals(
            List.of("1 on 1", "2 on 1", "2 on 2"),
            Pattern.compile(row).matcher(result.out()).results().map(growth -> growth.group(1) + " on " + growth.group(2)).toList(), result.out());
        assertEquals(2, Cli.run("bench", "train", "--decisions", "1").exitCode());
        assertEquals(2, Cli.run("bench", "train", "--environments", "1,3").exitCode());
    }
}
