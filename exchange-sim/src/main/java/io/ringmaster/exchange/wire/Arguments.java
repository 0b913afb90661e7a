package io.ringmaster.exchange.wire;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/** The parameters of a request, read as strictly as the venue does. */
final class Arguments {

    private final String method;
    private final Map<String, List<String>> values;

    /** Those of an instruction within a request. */
    Arguments(final Map<String, List<String>> values) {
        this("POST", values);
    }

    Arguments(final String method, final Map<String, List<String>> values) {
        this.method = method;
        this.values = values;
    }

    /** GET, POST or PUT. */
    String method() {
        return method;
    }

    /** Empty when it was not given. */
    String text(final String name) {
        final List<String> given = values.get(name);
        return given == null ? "" : given.getFirst();
    }

    /** Every value of a name, also those that were joined with commas. */
    List<String> all(final String name) {
        return values.getOrDefault(name, List.of()).stream().flatMap(value -> List.of(value.split(",")).stream()).toList();
    }

    String required(final String name) {
        final String value = text(name);
        if (value.isEmpty()) {
            throw new RestRefusal("requiredArgumentMissing");
        }
        return value;
    }

    /** 0 when it was not given. */
    long e8(final String name) {
        final String value = text(name);
        try {
            return value.isEmpty() ? 0 : FixedPoint.parse(value);
        } catch (final NumberFormatException e) {
            throw new RestRefusal("invalidArgument");
        }
    }

    long requiredE8(final String name) {
        required(name);
        return e8(name);
    }

    /** @param otherwise when it was not given */
    long whole(final String name, final long otherwise) {
        final String value = text(name);
        try {
            return value.isEmpty() ? otherwise : Long.parseLong(value);
        } catch (final NumberFormatException e) {
            throw new RestRefusal("invalidArgument");
        }
    }

    Side side() {
        return switch (required("side")) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new RestRefusal("invalidArgument");
        };
    }

    boolean flag(final String name) {
        return text(name).equals("true");
    }

    /** Milliseconds since 1970; {@link Long#MAX_VALUE} when it was not given. */
    long timeMs(final String name) {
        final String value = text(name);
        try {
            return value.isEmpty() ? Long.MAX_VALUE : Instant.parse(value).toEpochMilli();
        } catch (final DateTimeParseException e) {
            throw new RestRefusal("invalidArgument");
        }
    }
}
