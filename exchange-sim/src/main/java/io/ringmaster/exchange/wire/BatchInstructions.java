package io.ringmaster.exchange.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the {@code json} of a {@code batchorder}: {@code {"batchOrder":[{"order":"send","order_tag":"1",…},…]}}. */
final class BatchInstructions {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String LIST = "batchOrder";

    private BatchInstructions() {
    }

    /**
     * @return the instructions, in their order, each with its fields as text
     * @throws RestRefusal if it is something else
     */
    static List<Arguments> parse(final String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            final List<Arguments> instructions = new ArrayList<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                final boolean isList = json.currentName().equals(LIST);
                if (json.nextToken() == JsonToken.START_ARRAY && isList) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        instructions.add(instruction(json));
                    }
                } else {
                    json.skipChildren();
                }
            }
            if (instructions.isEmpty()) {
                throw new RestRefusal("requiredArgumentMissing");
            }
            return instructions;
        } catch (final JacksonException e) {
            throw new RestRefusal("Json Parse Error");
        }
    }

    private static Arguments instruction(final JsonParser json) {
        final Map<String, List<String>> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            final String name = json.currentName();
            final JsonToken value = json.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                fields.put(name, List.of(json.getString()));
            } else {
                json.skipChildren();
            }
        }
        return new Arguments(fields);
    }
}
