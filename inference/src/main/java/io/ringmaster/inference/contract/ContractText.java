package io.ringmaster.inference.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a contract from JSON. A missing, unknown or repeated key is an error that names its place. */
final class ContractText {

    /** Longer than any contract of 4,096 features. */
    private static final int LONGEST = 8_000_000;

    /** Larger whole numbers may not be exact. */
    private static final double MOST_WHOLE = 9e15;

    private final JsonParser json;

    private ContractText(final JsonParser json) {
        this.json = json;
    }

    static ObservationContract read(final String text) {
        if (text.length() > LONGEST) {
            throw new ContractException(List.of("the contract has " + text.length() + " characters; at most " + LONGEST + " are read"));
        }
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            final Object tree = new ContractText(parser).value(parser.nextToken());
            if (parser.nextToken() != null) {
                throw new ContractException(List.of("something follows the contract"));
            }
            return contract(Place.of("the contract", tree));
        } catch (final JacksonException e) {
            throw new ContractException("the contract is no JSON: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    private Object value(final JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                final Map<String, Object> object = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    final String key = json.currentName();
                    if (object.put(key, value(json.nextToken())) != null) {
                        throw new ContractException(List.of("the contract has '" + key + "' twice in one place"));
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                final List<Object> list = new ArrayList<>();
                for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    list.add(value(next));
                }
                yield list;
            }
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw new ContractException(List.of("the contract has " + token + " where a value belongs"));
        };
    }

    private static ObservationContract contract(final Place place) {
        place.only("version", "market", "timeframeNs", "decidesOn", "oneHotOrder", "strategies", "features");
        if (place.number("version") != ObservationContract.VERSION) {
            throw new ContractException(List.of("the contract has version " + CanonicalText.number(place.number("version"))
                + "; this build reads version " + ObservationContract.VERSION));
        }
        final String decides = place.text("decidesOn");
        final DecidesOn decidesOn = Arrays.stream(DecidesOn.values()).filter(each -> each.word().equals(decides)).findFirst()
            .orElseThrow(() -> place.fault("'decidesOn' is '" + decides + "', which this build does not know"));
        return new ObservationContract(
            new Origin(place.text("market"), place.whole("timeframeNs"), decidesOn),
            place.list("oneHotOrder").stream().map(String::valueOf).toList(),
            place.objects("strategies", "id").stream().map(ContractText::strategy).toList(),
            place.objects("features", "name").stream().map(ContractText::feature).toList());
    }

    private static ListedStrategy strategy(final Place place) {
        place.only("id", "definition");
        return new ListedStrategy(place.text("id"), place.text("definition"));
    }

    private static ObservedFeature feature(final Place place) {
        place.only("name", "source", "of", "steps", "missing", "mask");
        try {
            return new ObservedFeature(
                place.text("name"), Source.parse(place.text("source"), place.text("of")),
                place.objects("steps", "do").stream().map(step -> step(place, step)).toList(),
                new Missing(place.number("missing"), place.flag("mask")));
        } catch (final ContractException e) {
            throw e;
        } catch (final IllegalArgumentException e) {
            throw place.fault(e.getMessage());
        }
    }

    private static Step step(final Place feature, final Place place) {
        final String word = place.text("do");
        final Step.Operation operation = Arrays.stream(Step.Operation.values()).filter(each -> each.word().equals(word)).findFirst()
            .orElseThrow(() -> feature.fault("has the step '" + word + "', which this build does not know"));
        final List<String> names = operation.arguments();
        final List<String> keys = new ArrayList<>(names);
        keys.add("do");
        place.only(keys.toArray(String[]::new));
        return new Step(
            operation, names.isEmpty() ? 0 : place.number(names.getFirst()), names.size() < 2 ? 0 : place.number(names.getLast()));
    }

    /** An object of the text, with the words by which an error names it. */
    private record Place(String name, Map<?, ?> values) {

        private static Place of(final String name, final Object value) {
            if (value instanceof final Map<?, ?> object) {
                return new Place(name, object);
            }
            throw new ContractException(List.of(name + " must be a JSON object"));
        }

        private ContractException fault(final String what) {
            return new ContractException(List.of(name + " " + what));
        }

        private void only(final String... keys) {
            for (final Object key : values.keySet()) {
                if (!List.of(keys).contains(key)) {
                    throw fault("has the key '" + key + "', which this build does not know");
                }
            }
        }

        private <T> T get(final String key, final Class<T> type, final String kind) {
            final Object value = values.get(key);
            if (!type.isInstance(value)) {
                throw fault(value == null ? "has no '" + key + "'" : "must have " + kind + " as '" + key + "'");
            }
            return type.cast(value);
        }

        private String text(final String key) {
            return get(key, String.class, "a text");
        }

        private double number(final String key) {
            return get(key, Double.class, "a number");
        }

        private long whole(final String key) {
            final double value = number(key);
            if (value != Math.rint(value) || Math.abs(value) > MOST_WHOLE) {
                throw fault("must have a whole number as '" + key + "'");
            }
            return (long) value;
        }

        private boolean flag(final String key) {
            return get(key, Boolean.class, "true or false");
        }

        private List<?> list(final String key) {
            return get(key, List.class, "a list");
        }

        /** The objects of a list, named by one of their keys. */
        private List<Place> objects(final String key, final String naming) {
            final List<Place> objects = new ArrayList<>();
            final String one = key.endsWith("ies") ? key.substring(0, key.length() - 3) + "y" : key.substring(0, key.length() - 1);
            for (final Object each : list(key)) {
                final Object id = each instanceof final Map<?, ?> object ? object.get(naming) : null;
                objects.add(of(id == null ? one + " " + (objects.size() + 1) + " of " + name : one + " '" + id + "'", each));
            }
            return objects;
        }
    }
}
