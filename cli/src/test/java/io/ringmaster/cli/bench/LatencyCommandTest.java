package io.ringmaster.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bench latency} measures and writes; how fast it is belongs to the machine. */
class LatencyCommandTest {

    private static final List<String> STAGES =
        List.of("stages.publish.", "stages.stage1.", "stages.decision.", "stages.sequencer.", "stages.tickToEnd.", "tickToOrder.");

    @TempDir
    private Path directory;

    @Test
    void shouldDeleteItsJournalsWhenItIsStopped() throws Exception {
        final Path journals = Files.createDirectory(directory.resolve("journals"));
        final Process bench = Cli.start(
            directory.resolve("bench.txt"), "bench", "latency", "--rate", "1k", "--seconds", "60", "--warm-code", "0", "--journals-in", journals.toString());
        try {
            while (Directories.isEmpty(journals)) {
                assertTrue(bench.isAlive(), () -> "it ended: " + directory.resolve("bench.txt"));
                Thread.yield();
            }
            bench.destroy();
            assertTrue(bench.waitFor(30, TimeUnit.SECONDS));
            assertTrue(Directories.isEmpty(journals), "journals are left");
        } finally {
            bench.destroyForcibly();
        }
    }

    @Test
    void shouldMeasureEachStageBesideTheBareParts() throws IOException {
        final Path out = directory.resolve("out");

        final Cli.Result result = Cli.run(
            "bench", "latency", "--rate", "20k", "--events", "20000", "--warm-up", "3000", "--warm-code", "0.2", "--model", "exact", "--out", out.toString(), "--json");

        assertEquals(0, result.exitCode(), result.err());
        final Map<String, String> json = result.json();
        for (final String stage : STAGES) {
            final List<Long> percentiles = Stream.of("p50", "p99", "p999", "max").map(name -> Long.parseLong(json.get(stage + name))).toList();
            assertEquals(percentiles.stream().sorted().toList(), percentiles, stage);
        }
        for (final String stage : STAGES.subList(0, 5)) {
            assertEquals("20000", json.get(stage + "count"), stage);
        }
        // The policy reverses every fourth event, and an order is answered within a few events.
        assertTrue(Long.parseLong(json.get("tickToOrder.count")) > 1_000, json.get("tickToOrder.count"));
        final long sum = Stream.of("hop", "append", "inference").mapToLong(part -> {
            assertTrue(Long.parseLong(json.get("baseline." + part)) > 0, part);
            return Long.parseLong(json.get("baseline." + part));
        }).sum();
        assertEquals(Long.toString(sum), json.get("baseline.sum"));
        for (final String start : List.of("cold", "warmed")) {
            assertEquals("1000", json.get("start." + start + ".count"), start);
            assertTrue(Double.parseDouble(json.get("start." + start + ".timesSteadyP99")) > 0, start);
            assertEquals(1_000, readAll(out.resolve("start-" + start + "-claimToEnd.hlog")).getTotalCount(), start);
        }
        assertTrue(Long.parseLong(json.get("start.warmed.warmUpEvents")) > 0, json.get("start.warmed.warmUpEvents"));
        assertTrue(Integer.parseInt(json.get("machine.cores")) > 0);
        assertEquals(readAll(out.resolve("20000-journal-on-tickToEnd.hlog")).getValueAtPercentile(99), Long.parseLong(json.get("stages.tickToEnd.p99")));
        assertEquals(20_000, readAll(out.resolve("20000-journal-off-claimToEnd.hlog")).getTotalCount());
        assertEquals(result.out().strip(), Files.readString(out.resolve("latency.json")).strip());
        requirePage(Files.readString(out.resolve("latency.html")));
    }

    private static void requirePage(final String page) {
        assertTrue(page.contains("20,000 events a second, journal on"), "no panel of the load");
        assertTrue(page.contains("\"name\":\"tickToOrder\",\"points\":[["), "no curve of the orders");
        assertTrue(page.length() > 500_000, "the charting library is not in the page");
        assertFalse(page.matches("(?s).*(src|href)=[\"'](https?:)?//.*"), "the page needs the network");
        assertFalse(page.contains("{{"), "a place of the template is empty");
    }

    private static Histogram readAll(final Path file) throws IOException {
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            final EncodableHistogram first = reader.nextIntervalHistogram();
            assertFalse(reader.hasNext(), file + " has more than one line");
            return (Histogram) first;
        }
    }

    /** In spread the stages are on threads of their own, and without tracing only the way as a whole is measured. */
    @Test
    void shouldMeasureTheWholeWithoutTracing() throws IOException {
        final Path here = directory.resolve("here");
        final Cli.Result result = Cli.run(
            "bench", "latency", "--arrivals", "recorded", "--events", "600", "--warm-up", "1000", "--topology", "spread", "--journal", "off", "--tracing", "off",
            "--strategies", "3", "--trigger", "bar", "--warm-code", "0", "--json", "--journals-in", here.toString(), "--out", here.toString());

        assertEquals(0, result.exitCode(), result.err());
        final Map<String, String> json = result.json();
        try (Stream<Path> left = Files.list(here)) {
            assertEquals(List.of(), left.filter(Files::isDirectory).toList(), "journals are deleted, results stay");
        }
        assertEquals(result.out().strip(), Files.readString(here.resolve("latency.json")).strip());
        assertEquals("spread", json.get("topology"));
        assertEquals("600", json.get("stages.tickToEnd.count"));
        assertEquals("0", json.get("stages.stage1.count"));
        assertTrue(Long.parseLong(json.get("stages.tickToEnd.p50")) > 0);
        assertEquals("600", json.get("start.cold.count"));
        assertFalse(json.containsKey("start.warmed.count"), json::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--rate=0 | --rate must be from 1 to 1000000: 0",
        "--rate=2M | --rate must be from 1 to 1000000: 2M",
        "--rate=fast | --rate must be from 1 to 1000000: fast",
        "--rate=1k,1000 | --rate names a rate twice: 1000,1000",
        "--strategies=26 | --strategies must be from 1 to 25: 26",
        "--seconds=0 | --seconds must be above 0 and at most 3600: 0.0",
        "--warm-code=-1 | --warm-code must be from 0 to 60: -1.0",
        "--warm-code=61 | --warm-code must be from 0 to 60: 61.0",
        "--warm-up=0 | --warm-up must be positive: 0",
        "--events=0 | --events must be positive: 0",
        "--journal=perhaps | --journal",
        "--model=other | --model",
        "--arrivals=recorded --rate=5 | --rate does not go with --arrivals recorded, which sets the times of all events. Leave one of them out.",
        "--calls=5 | --calls goes only with --stage. Leave one of them out.",
        "--stage=decision --out=results | --out does not go with --stage. Leave one of them out.",
        "--out=/proc/none | --out: cannot make the directory /proc/none: ",
        "--journals-in=/proc/none | --journals-in: cannot make the directory /proc/none: ",
        "--stage=decision --rate=1,2 | --rate takes one rate with --stage: [1, 2]"})
    void shouldRefuseWhatCannotBeMeasured(final String options, final String message) {
        final Cli.Result result = Cli.run(Stream.concat(Stream.of("bench", "latency"), Stream.of(options.split(" "))).toArray(String[]::new));

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains(message), result.err());
    }

    @Test
    void shouldNotWriteIntoAnOccupiedDirectory() throws IOException {
        Files.writeString(directory.resolve("mine"), "");

        final Cli.Result result = Cli.run("bench", "latency", "--out", directory.toString());

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("--out: " + directory + " is occupied. Give a new or empty directory."), result.err());
    }
}
