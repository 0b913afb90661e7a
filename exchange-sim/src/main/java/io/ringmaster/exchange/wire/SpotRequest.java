package io.ringmaster.exchange.wire;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a client of Spot WebSocket v2 asks for.
 *
 * @param depth    of a book; 10 where it does not say
 * @param interval of candles, minutes
 */
record SpotRequest(String method, String channel, List<String> symbols, int depth, int interval) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEFAULT_DEPTH = 10;

    /** @throws tools.jackson.core.JacksonException if it is no JSON */
    static SpotRequest parse(final String text) {
        String method = "";
        String channel = "";
        int depth = DEFAULT_DEPTH;
        int interval = 1;
        final List<String> symbols = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            // The names are unique, so the parameters are read into the same level.
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    final String name = json.currentName();
                    final JsonToken value = json.nextToken();
                    switch (name) {
                        case "method" -> method = json.getString();
                        case "channel" -> channel = json.getString();
                        case "depth" -> depth = value == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : 0;
                        case "interval" -> interval = value == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : 0;
                        case "symbol" -> {
                            while (json.nextToken() == JsonToken.VALUE_STRING) {
                                symbols.add(json.getString());
                            }
                        }
                        default -> { }
                    }
                }
            }
        }
        return new SpotRequest(method, channel, symbols, depth, interval);
    }
}
