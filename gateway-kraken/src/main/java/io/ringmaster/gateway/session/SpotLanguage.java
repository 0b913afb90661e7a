package io.ringmaster.gateway.session;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Spot WebSocket v2, public: books, trades and candles of a minute. Books carry a checksum over digits as the venue writes them, so how many
 * it writes has to be known first.
 */
public final class SpotLanguage implements FeedLanguage {

    private static final String TRADES = "\"channel\":\"trade\",\"snapshot\":true";

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
            message("subscribe", "\"channel\":\"ohlc\",\"interval\":1", all), message("subscribe", TRADES, all),
            message("subscribe", book(), all));
    }

    private String book() {
        return "\"channel\":\"book\",\"depth\":" + depth;
    }

    @Override
    public List<String> again(final MarketStream stream, final int instrumentId) {
        final String pair = '"' + pairs.get(instrumentId) + '"';
        return switch (stream) {
            case BOOK -> List.of(message("unsubscribe", book(), pair), message("subscribe", book(), pair));
            case TRADES -> List.of(message("unsubscribe", TRADES, pair), message("subscribe", TRADES, pair));
            case TICKER -> List.of();
        };
    }

    private static String message(final String method, final String what, final String symbols) {
        return "{\"method\":\"" + method + "\",\"params\":{" + what + ",\"symbol\":[" + symbols + "]}}";
    }

    @Override
    public String nameOf(final int instrumentId) {
        return pairs.get(instrumentId);
    }
}
