package io.ringmaster.cli.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.ringmaster.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the metrics names every metric, with its meaning as Prometheus shows it. */
class MetricsPageTest {

    private static final String AGAIN = "mvn test -pl cli -am -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dregenerate=true";
    private static final String FROM = "<!-- This table is generated from the metrics. -->\n";
    private static final String TO = "<!-- End of the table. -->\n";

    @TempDir
    private Path directory;

    @Test
    void shouldNameEveryMetric() throws Exception {
        final Path session = directory.resolve("session");
        final Cli.Result played = Cli.run("demo", "--json", "--speed", "0", "--no-wire", "--seconds", "5", "--journal", session.toString());
        assertEquals(0, played.exitCode(), played.err());
        final String table;
        try (Follower follower = new Follower(session)) {
            while (follower.read()) {
                // Reads to the end.
            }
            table = table(new Metrics(follower, "any").collect());
        }

        final Path page = Cli.root().resolve("docs/metrics.md");
        final String text = Files.readString(page);
        final int from = text.indexOf(FROM) + FROM.length();
        final int to = text.indexOf(TO);
        assertTrue(from > FROM.length() && to >= from, "the marks of the table are gone");
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(page, text.substring(0, from) + table + text.substring(to));
            abort("wrote " + page);
        }
        assertEquals(table, text.substring(from, to), "the table of docs/metrics.md is not what the program serves; write it again: " + AGAIN);
    }

    /** Also of metrics that have no value in this session. */
    private static String table(final MetricSnapshots metrics) {
        return "| metric | kind | means |\n| --- | --- | --- |\n" + metrics.stream().map(each -> {
            final String name = each.getMetadata().getPrometheusName();
            final String help = " | " + each.getMetadata().getHelp() + " |\n";
            return switch (each) {
                case final CounterSnapshot counter -> "| `" + name + "_total` | counter" + help;
                case final InfoSnapshot info -> "| `" + name + "_info` | always 1, with labels" + help;
                case final SummarySnapshot summary -> "| `" + name + "` | quantiles" + help;
                default -> "| `" + name + "` | gauge" + help;
            };
        }).collect(Collectors.joining());
    }
}
