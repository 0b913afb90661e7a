package io.ringmaster.cli.metrics;

import io.ringmaster.cli.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The alert rules, and those of them that compare a single metric with a number, worked out on one scrape without their duration. Rules over time are tested by
 * promtool.
 */
final class Alerts {

    static final Path RULES = Cli.root().resolve("scripts/deploy/prometheus-rules.yaml");
    private static final Pattern RULE = Pattern.compile("- alert: (\\w+)\\n +expr: (.+)\\n");
    private static final Pattern COMPARISON = Pattern.compile("(?:sum by \\([a-z, ]+\\) \\()?(ringmaster_\\w+)(?:\\{(.*?)})?\\)? (==|>) ([0-9.]+)");
    /** Between what must hold and what must not. */
    private static final String UNLESS = " unless on \\(job, instance\\) ";
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!=|=)\"([^\"]*)\"");

    private Alerts() {
    }

    /** Expressions by the names of their alerts. */
    static Map<String, String> rules() {
        try {
            final Map<String, String> rules = new LinkedHashMap<>();
            final Matcher rule = RULE.matcher(Files.readString(RULES));
            while (rule.find()) {
                rules.put(rule.group(1), rule.group(2));
            }
            return rules;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The alerts whose comparison holds for a scrape. */
    static List<String> firing(final Map<String, Double> scrape) {
        final List<String> firing = new ArrayList<>();
        rules().forEach((alert, expression) -> {
            final String[] sides = expression.split(UNLESS, 2);
            if (holds(sides[0], scrape) && (sides.length == 1 || !holds(sides[1], scrape))) {
                firing.add(alert);
            }
        });
        return firing;
    }

    private static boolean holds(final String expression, final Map<String, Double> scrape) {
        final Matcher comparison = COMPARISON.matcher(expression);
        return comparison.matches() && holds(comparison, scrape);
    }

    private static boolean holds(final Matcher comparison, final Map<String, Double> scrape) {
        final double bound = Double.parseDouble(comparison.group(4));
        return scrape.entrySet().stream().filter(sample -> isMeant(comparison, sample.getKey()))
            .anyMatch(sample -> comparison.group(3).equals("==") ? sample.getValue() == bound : sample.getValue() > bound);
    }

    private static boolean isMeant(final Matcher comparison, final String sample) {
        final String name = sample.contains("{") ? sample.substring(0, sample.indexOf('{')) : sample;
        if (!name.equals(comparison.group(1))) {
            return false;
        }
        final Matcher matcher = MATCHER.matcher(comparison.group(2) == null ? "" : comparison.group(2));
        while (matcher.find()) {
            final Matcher label = Pattern.compile("[{,]" + matcher.group(1) + "=\"([^\"]*)\"").matcher(sample);
            final String value = label.find() ? label.group(1) : "";
            final boolean isEqual = matcher.group(2).equals("=~") ? value.matches(matcher.group(3)) : value.equals(matcher.group(3));
            if (isEqual == matcher.group(2).equals("!=")) {
                return false;
            }
        }
        return true;
    }
}
