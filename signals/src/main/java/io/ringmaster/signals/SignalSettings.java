package io.ringmaster.signals;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import java.net.URI;
import java.util.List;

/** The sources of outside signals; none by default. */
public record SignalSettings(
    @Setting(value = "", doc = "watched folder: files *.jsonl that are moved into it are read, one signal per line; empty for none") String folder,
    @Setting(value = "", doc = "path of a Unix socket that accepts the same lines; empty for none") String socket,
    @Setting(value = "[]", doc = "RSS and Atom feeds of news") List<Feed> feeds,
    @Setting(value = "[]", doc = "exchange flows as CSV") List<Flow> flows) {

    /** A feed whose entries become news if they match a rule. */
    public record Feed(
        @Setting(doc = "address, http or https") String url,
        @Setting(kind = Kind.DURATION, value = "60s", min = "1s", doc = "how often it is fetched") long everyNs,
        @Setting(kind = Kind.DURATION, value = "30m", min = "1s", doc = "older entries are ignored") long maxAgeNs,
        @Setting(value = "", doc = "instrument that the signals are for; empty for all") String symbol,
        @Setting(doc = "rules that select entries") List<Rule> rules) {

        public Feed {
            requireAddress(url);
            rules = List.copyOf(rules);
        }
    }

    /** Words that must all be in an entry's title or description. */
    public record Rule(
        @Setting(doc = "whole words, in upper or lower case; one of them selects the entry") List<String> words,
        @Setting(value = "", doc = "sentiment in [-1, 1]; empty to score the text") String score) {

        public Rule {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("words must not be empty");
            }
            if (!score.isEmpty()) {
                requireShare(score);
            }
        }

        private static void requireShare(final String score) {
            try {
                if (Math.abs(Double.parseDouble(score)) <= 1) {
                    return;
                }
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException("score must be a number in [-1, 1], not '" + score + "'", e);
            }
            throw new IllegalArgumentException("score must be in [-1, 1], not " + score);
        }
    }

    /** A CSV file on the web with the columns {@code time_ms,inflow,outflow}, in base currency. */
    public record Flow(
        @Setting(doc = "address, http or https") String url,
        @Setting(kind = Kind.DURATION, value = "5m", min = "1s", doc = "how often it is fetched") long everyNs,
        @Setting(value = "", doc = "instrument that the signals are for; empty for all") String symbol) {

        public Flow {
            requireAddress(url);
        }
    }

    private static void requireAddress(final String url) {
        final String scheme = URI.create(url).getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException("url must begin with http:// or https://, not '" + url + "'");
        }
    }

    public SignalSettings {
        feeds = List.copyOf(feeds);
        flows = List.copyOf(flows);
    }

    /** Whether there is no source at all. */
    public boolean isEmpty() {
        return folder.isEmpty() && socket.isEmpty() && feeds.isEmpty() && flows.isEmpty();
    }
}
