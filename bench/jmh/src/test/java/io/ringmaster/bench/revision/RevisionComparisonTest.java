package io.ringmaster.bench.revision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.bench.ProcessorTime;
import io.ringmaster.bench.latency.CodecBenchmark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class RevisionComparisonTest {

    private static final int ROUNDS = 6;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldSayWhatIsSlowerFasterAndTheSame() throws IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            final double noise = 0.5 * (round % 2);
            write("a", round, result("One.slow", "avgt", 100 + noise), result("One.fast", "thrpt", 100), result("One.same", "avgt", 40 + noise),
                result("One.gone", "avgt", 1));
            write("b", round, result("One.slow", "avgt", 120), result("One.fast", "thrpt", 150 + noise), result("One.same", "avgt", 40.5 - noise),
                result("One.added", "avgt", 1));
        }
        assertEquals(0, compare(directory.toString()));
        assertTrue(line("One.slow").endsWith("slower") && line("One.slow").contains("1.197"), text());
        assertTrue(line("One.fast").endsWith("faster"), text());
        assertTrue(line("One.same").endsWith("no difference shown"), text());
        assertTrue(line("One.gone").endsWith("only in A"), text());
        assertTrue(line("One.added").endsWith("only in B"), text());
        assertTrue(text().contains("3 compared in 6 rounds: 1 faster, 1 slower."), text());
        assertEquals(1, compare("--fail-if-slower", directory.toString()));
    }

    /** The clock says the opposite. */
    @Test
    void shouldCompareProcessorTimeWhereItWasMeasured() throws IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            write("a", round, withProcessorTime(result("One.busy", "avgt", 500), 100));
            write("b", round, withProcessorTime(result("One.busy", "avgt", 400), 110));
        }
        assertEquals(1, compare("--fail-if-slower", directory.toString()));
        assertTrue(line("One.busy").contains("1.100") && line("One.busy").endsWith("slower"), text());
    }

    @Test
    void shouldNotFailWhenNothingIsSlower() throws IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            write("a", round, result("One.fast", "avgt", 100));
            write("b", round, result("One.fast", "avgt", 90));
        }
        assertEquals(0, compare("--fail-if-slower", directory.toString()));
    }

    @Test
    void shouldRefuseTooFewResults() throws IOException {
        write("a", 1, result("One.fast", "avgt", 100));
        assertEquals(2, compare(directory.toString()));
        assertEquals(directory + " has 1 and 0 results. There must be as many of each revision, at least 5." + System.lineSeparator(),
            err.toString(StandardCharsets.UTF_8));
        assertEquals(2, compare());
        assertEquals(2, compare("--else", directory.toString()));
    }

    @Test
    void shouldReadWhatJmhWrites() throws IOException, RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        final Path file = directory.resolve("jmh.json");
        // Long enough that the threads of others have no share that counts.
        new Runner(new OptionsBuilder().include(CodecBenchmark.class.getName() + ".decodeTrade$").mode(Mode.AverageTime).forks(0)
            .warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(300))
            .addProfiler(GCProfiler.class).addProfiler(ProcessorTime.class).resultFormat(ResultFormatType.JSON).result(file.toString())
            .verbosity(VerboseMode.SILENT).shouldFailOnError(true).build()).run();
        final RunResults.Score score = RunResults.read(file).scores().get("latency.CodecBenchmark.decodeTrade");
        assertTrue(score.time() > 0 && score.bytes() >= 0, score.toString());
        assertEquals("ns/op cpu", score.unit());
    }

    private int compare(final String... arguments) {
        out.reset();
        return RevisionComparison.run(
            arguments, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String line(final String start) {
        return text().lines().filter(line -> line.startsWith(start)).findFirst().orElse("");
    }

    private void write(final String revision, final int round, final String... results) throws IOException {
        Files.writeString(directory.resolve(revision + "-" + round + ".json"), "[" + String.join(",", List.of(results)) + "]");
    }

    private static String withProcessorTime(final String result, final double score) {
        return result.replace("\"secondaryMetrics\": {", "\"secondaryMetrics\": {\"processor.time\": {\"score\": " + score + ", \"scoreUnit\": \"ns/op\"},");
    }

    private static String result(final String name, final String mode, final double score) {
        return String.format(Locale.ROOT, """
            {"benchmark": "io.ringmaster.bench.%s", "mode": "%s", "primaryMetric": {"score": %f, "scoreUnit": "ns/op"},
             "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 48.0}}}""", name, mode, score);
    }
}
