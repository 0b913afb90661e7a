package io.ringmaster.cli.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object as maps, lists and texts; numbers stay the text that they are written as, null stays null. */
public final class JsonTree {

    private JsonTree() {
    }

    public static Map<String, Object> of(final String text) {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            return object(json);
        }
    }

    private static Map<String, Object> object(final JsonParser json) {
        final Map<String, Object> values = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            final String name = json.currentName();
            json.nextToken();
            values.put(name, value(json));
        }
        return values;
    }

    private static Object value(final JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                final List<Object> rows = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    rows.add(value(json));
                }
                yield rows;
            }
            case VALUE_NULL -> null;
            default -> json.getString();
        };
    }
}
