package io.ringmaster.cli.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alert rules and dashboard ask for metrics that there are, and each alert leads to a page that there is. */
class AlertRulesTest {

    private static final Path DEPLOY = Cli.root().resolve("scripts/deploy");
    private static final Pattern METRIC = Pattern.compile("\\bringmaster_\\w+");
    private static final Pattern RUNBOOK = Pattern.compile("runbook: .+? (docs/[\\w.-]+)(?:#([\\w-]+))?\\n");

    @Test
    void shouldAskForMetricsThatThereAre() throws IOException {
        final Set<String> known = names(Cli.root().resolve("docs/metrics.md"));
        assertTrue(known.size() > 60, "docs/metrics.md names every metric, as MetricsPageTest checks: " + known);
        for (final String file : List.of("prometheus-rules.yaml", "prometheus-rules.test.yaml", "grafana-dashboard.json")) {
            final Set<String> asked = names(DEPLOY.resolve(file));
            assertTrue(asked.size() > 15, file + " asks only for " + asked);
            asked.removeAll(known);
            assertEquals(Set.of(), asked, file + " asks for metrics that there are not");
        }
    }

    private static Set<String> names(final Path file) throws IOException {
        final Set<String> names = new TreeSet<>();
        final Matcher metric = METRIC.matcher(Files.readString(file));
        while (metric.find()) {
            names.add(metric.group());
        }
        return names;
    }

    @Test
    void shouldSayWhatToDoForEachAlert() throws IOException {
        final String rules = Files.readString(Alerts.RULES);
        final String page = Files.readString(Cli.root().resolve("docs/metrics.md"));
        final String test = Files.readString(DEPLOY.resolve("prometheus-rules.test.yaml"));
        final Set<String> alerts = Alerts.rules().keySet();
        assertTrue(alerts.size() > 20, alerts::toString);
        for (final String alert : alerts) {
            assertTrue(page.contains("`" + alert + "`"), "docs/metrics.md does not explain " + alert);
            assertTrue(Pattern.compile("alertname: " + alert + "\\n +exp_alerts:").matcher(test).find(), "no test lets " + alert + " fire");
        }
        final Matcher runbook = RUNBOOK.matcher(rules);
        int runbooks = 0;
        while (runbook.find()) {
            runbooks++;
            final Path leadsTo = Cli.root().resolve(runbook.group(1));
            assertTrue(Files.exists(leadsTo), runbook.group());
            assertTrue(runbook.group(2) == null || anchors(leadsTo).contains(runbook.group(2)), "no such heading: " + runbook.group());
        }
        assertEquals(alerts.size(), runbooks);
    }

    private static Set<String> anchors(final Path page) throws IOException {
        return Files.readAllLines(page).stream().filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-')).collect(Collectors.toSet());
    }

    @Test
    void shouldBeADashboardThatGrafanaReads() throws IOException {
        final var dashboard = JsonTree.of(Files.readString(DEPLOY.resolve("grafana-dashboard.json")));
        assertEquals("ringmaster", dashboard.get("uid"));
        final List<?> panels = (List<?>) dashboard.get("panels");
        assertTrue(panels.size() > 30, "only " + panels.size());
        final Set<String> ids = new TreeSet<>();
        for (final Object each : panels) {
            final Map<?, ?> panel = (Map<?, ?>) each;
            assertTrue(ids.add(String.valueOf(panel.get("id"))), "twice: " + panel.get("id"));
            final Map<?, ?> place = (Map<?, ?>) panel.get("gridPos");
            assertTrue(Integer.parseInt((String) place.get("x")) + Integer.parseInt((String) place.get("w")) <= 24, panel.get("title") + " is not on the grid");
        }
    }

    @Test
    void shouldFireInPrometheusOwnTest() throws Exception {
        final Process process = new ProcessBuilder(DEPLOY.resolve("tests/alerts").toString()).redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        final int exitCode = process.waitFor();
        assumeTrue(exitCode != 77, output);
        assertEquals(0, exitCode, output);
        assertTrue(output.contains("SUCCESS"), output);
    }
}
