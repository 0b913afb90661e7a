package io.ringmaster.gateway.session;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Spot WebSocket v2, public: books, trades and candles of a minute. Books carry a checksum over digits as the venue writes them, so how many
 * it writes has to be known first.
 */
public final class SpotLanguage implements FeedLanguage {

    private final List<String> pairs;
    private final int depth;

    /**
     * @param pairs by instrument id; an empty text for one that is not this venue's
     * @param depth of the books
     */
    public SpotLanguage(final List<String> pairs, final int depth) {
        this.pairs = List.copyOf(pairs);
        this.depth = depth;
    }

    @Override
    public List<String> greeting() {
        return List.of("{\"method\":\"subscribe\",\"params\":{\"channel\":\"instrument\"}}");
    }

    @Override
    public List<String> afterReady() {
        final String all = pairs.stream().filter(pair -> !pair.isEmpty()).map(pair -> '"' + pair + '"').collect(Collectors.joining(","));
        return List.of(
            message("subscribe", "\"channel\":\"ohlc\",\"interval\":1", all), message("subscribe", "\"channel\":\"trade\",\"snapshot\":true", all),
            message("subscribe", book(), all));
    }

    private String book() {
        return "\"channel\":\"book\",\"depth\":" + depth;
    }

    @Override
    public List<String> bookAgain(final int instrumentId) {
        final String pair = '"' + pairs.get(instrumentId) + '"';
        return List.of(message("unsubscribe", book(), pair), message("subscribe", book(), pair));
    }

    private static String message(final String method, final String what, final String symbols) {
        return "{\"method\":\"" + method + "\",\"params\":{" + what + ",\"symbol\":[" + symbols + "]}}";
    }

    @Override
    public String nameOf(final int instrumentId) {
        return pairs.get(instrumentId);
    }
}
