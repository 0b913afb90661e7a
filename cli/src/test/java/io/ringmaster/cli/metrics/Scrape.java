package io.ringmaster.cli.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text format of Prometheus, read line by line: values by {@code name{label="value",…}}, labels in the order of their names. */
final class Scrape {

    private static final Pattern LINE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? (\\S+)");

    private Scrape() {
    }

    static HttpResponse<String> request(final String method, final String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    static Map<String, Double> of(final String url) throws IOException, InterruptedException {
        return read(request("GET", url).body());
    }

    static Map<String, Double> read(final String text) {
        final Map<String, Double> values = new TreeMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            final Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("no line of the text format: " + line);
            }
            final String key = matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + "{" + sorted(matcher.group(2)) + "}";
            if (values.put(key, Double.valueOf(matcher.group(3))) != null) {
                throw new IllegalArgumentException("twice: " + key);
            }
        });
        return values;
    }

    private static String sorted(final String labels) {
        return Arrays.stream(labels.split("(?<=\"),")).sorted().collect(Collectors.joining(","));
    }
}
