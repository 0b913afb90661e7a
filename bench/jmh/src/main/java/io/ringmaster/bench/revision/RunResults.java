package io.ringmaster.bench.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmaster.bench.ProcessorTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What one process measured, from a result file of JMH in JSON.
 *
 * @param scores by benchmark and parameters
 */
record RunResults(Map<String, Score> scores) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "io.ringmaster.bench.";

    /**
     * The result of one benchmark.
     *
     * @param time  mean time of an operation: of the processor if the run measured it, which other processes disturb less, else by the clock in the
     *              benchmark's own unit; for throughput, its inverse
     * @param unit  of the time
     * @param bytes allocated by an operation; NaN if the run did not measure it
     */
    record Score(double time, String unit, double bytes) { }

    /** @throws IOException if the file cannot be read or is no such file */
    static RunResults read(final Path file) throws IOException {
        final JsonNode results = JSON.readTree(file.toFile());
        final Map<String, Score> scores = new TreeMap<>();
        for (final JsonNode result : results) {
            final double score = result.path("primaryMetric").path("score").asDouble(Double.NaN);
            if (!(score > 0)) {
                throw new IOException(file + ": no score of " + result.path("benchmark").asText("a benchmark without a name"));
            }
            scores.put(name(result), score(result, score));
        }
        return new RunResults(scores);
    }

    private static Score score(final JsonNode result, final double score) {
        final JsonNode others = result.path("secondaryMetrics");
        final JsonNode processor = others.path(ProcessorTime.NAME);
        final double bytes = others.path("gc.alloc.rate.norm").path("score").asDouble(Double.NaN);
        if (processor.path("score").asDouble(0) > 0) {
            return new Score(processor.path("score").asDouble(), processor.path("scoreUnit").asText() + " cpu", bytes);
        }
        final boolean isRate = "thrpt".equals(result.path("mode").asText());
        return new Score(isRate ? 1 / score : score, result.path("primaryMetric").path("scoreUnit").asText(), bytes);
    }

    private static String name(final JsonNode result) {
        final String full = result.path("benchmark").asText();
        final StringJoiner parameters = new StringJoiner(", ", " (", ")").setEmptyValue("");
        result.path("params").properties().forEach(each -> parameters.add(each.getKey() + "=" + each.getValue().asText()));
        return (full.startsWith(PREFIX) ? full.substring(PREFIX.length()) : full) + parameters;
    }
}
