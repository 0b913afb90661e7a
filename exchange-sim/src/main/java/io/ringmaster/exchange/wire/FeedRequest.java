package io.ringmaster.exchange.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What a client of the feeds asks for. */
record FeedRequest(String event, String feed, List<String> products, String apiKey, String challenge, String signedChallenge) {

    private static final JsonFactory JSON = new JsonFactory();

    /** @throws tools.jackson.core.JacksonException if it is no JSON */
    static FeedRequest parse(final String text) {
        String event = "";
        String feed = "";
        String apiKey = "";
        String challenge = "";
        String signed = "";
        final List<String> products = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                final String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "event" -> event = json.getString();
                    case "feed" -> feed = json.getString();
                    case "api_key" -> apiKey = json.getString();
                    case "original_challenge" -> challenge = json.getString();
                    case "signed_challenge" -> signed = json.getString();
                    case "product_ids" -> {
                        while (json.nextToken() == JsonToken.VALUE_STRING) {
                            products.add(json.getString().toUpperCase(Locale.ROOT));
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        }
        return new FeedRequest(event, feed, products, apiKey, challenge, signed);
    }
}
