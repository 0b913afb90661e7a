package io.ringmaster.pipeline.feed.recorded;

import io.ringmaster.pipeline.feed.Levels;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of one JSON message of a recording. Each may occur once and must have its type. Faults are kept until it is known whether the
 * message is used at all. Nothing carries over from the message before.
 */
public final class MessageFields {

    /** 2100-01-01: a later number is not a time or has other units. */
    public static final long END_MS = 4_102_444_800_000L;

    private static final long MS_TO_NS = 1_000_000;

    private final Lines lines;
    private final List<String> names;
    private long seen;
    private String fault;

    /** @param names names of the fields to read, at most 64 */
    public MessageFields(final Lines lines, final List<String> names) {
        this.lines = lines;
        this.names = names;
    }

    /** Begins a message. */
    public void clear() {
        seen = 0;
        fault = null;
    }

    /** Marks a field as present; returns whether it is one to read. */
    public boolean see(final String name) {
        final int index = names.indexOf(name);
        if (index < 0) {
            return false;
        }
        if ((seen & 1L << index) != 0) {
            fail("field '" + name + "' is there twice");
        }
        seen |= 1L << index;
        return true;
    }

    public boolean has(final String name) {
        return (seen & 1L << names.indexOf(name)) != 0;
    }

    /** Keeps the first fault. */
    public void fail(final String what) {
        fault = fault == null ? what : fault;
    }

    /** @throws io.ringmaster.config.InvalidInputException if a field is missing or the message has a fault */
    public void require(final String... required) {
        for (final String name : required) {
            if (!has(name)) {
                throw lines.invalid("field '" + name + "' is missing; fix or remove the line");
            }
        }
        if (fault != null) {
            throw lines.invalid(fault + "; fix or remove the line");
        }
    }

    public String text(final JsonParser json, final String name) {
        return is(json, JsonToken.VALUE_STRING, name, "a text") ? json.getString() : "";
    }

    /** 0 if the value is invalid. */
    public long integer(final JsonParser json, final String name) {
        if (!is(json, JsonToken.VALUE_NUMBER_INT, name, "a whole number")) {
            return 0;
        }
        final String text = json.getString();
        if (text.length() > 18) {
            fail("field '" + name + "' is out of range: " + text);
            return 0;
        }
        return Long.parseLong(text);
    }

    /** UTC milliseconds, converted to nanoseconds; 0 if the value is invalid. */
    public long timeNs(final JsonParser json, final String name) {
        final long timeMs = integer(json, name);
        if (timeMs < 0 || timeMs >= END_MS) {
            fail("field '" + name + "' is not a time in UTC milliseconds: " + timeMs);
            return 0;
        }
        return timeMs * MS_TO_NS;
    }

    public boolean flag(final JsonParser json, final String name) {
        if (json.currentToken() == JsonToken.VALUE_TRUE || json.currentToken() == JsonToken.VALUE_FALSE) {
            return json.currentToken() == JsonToken.VALUE_TRUE;
        }
        return is(json, JsonToken.VALUE_TRUE, name, "true or false");
    }

    /** An exact price or quantity. */
    public long decimalE8(final JsonParser json, final String name) {
        return decimalE8(json, name, false);
    }

    /** A mark, a rate or a similar value with more digits than are significant: rounded half-even to 1e-8. */
    public long roundedE8(final JsonParser json, final String name) {
        return decimalE8(json, name, true);
    }

    private long decimalE8(final JsonParser json, final String name, final boolean isRounded) {
        if (!isScalar(json)) {
            is(json, JsonToken.VALUE_STRING, name, "a decimal number");
            return 0;
        }
        try {
            return isRounded ? FixedPoint.parseHalfEven(json.getString()) : FixedPoint.parse(json.getString());
        } catch (final NumberFormatException e) {
            fail("field '" + name + "' is " + e.getMessage());
            return 0;
        }
    }

    public static boolean isScalar(final JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_STRING || json.currentToken().isNumeric();
    }

    private boolean is(final JsonParser json, final JsonToken token, final String name, final String meaning) {
        if (json.currentToken() == token) {
            return true;
        }
        fail("field '" + name + "' is not " + meaning + ": " + json.getString());
        json.skipChildren();
        return false;
    }

    /** Checks a level of a book. */
    public void addLevel(final Levels levels, final long priceE8, final long qtyE8) {
        if (priceE8 <= 0 || qtyE8 < 0) {
            fail("a level of the book has price " + FixedPoint.format(priceE8) + " and quantity " + FixedPoint.format(qtyE8));
        }
        levels.add(priceE8, qtyE8);
    }

    /** @throws io.ringmaster.config.InvalidInputException if it is not positive */
    public long positive(final long valueE8, final String name) {
        if (valueE8 <= 0) {
            throw lines.invalid("field '" + name + "' must be positive: " + FixedPoint.format(valueE8) + "; fix or remove the line");
        }
        return valueE8;
    }

    /** @throws io.ringmaster.config.InvalidInputException if it is negative */
    public long notNegative(final long valueE8, final String name) {
        if (valueE8 < 0) {
            throw lines.invalid("field '" + name + "' must not be negative: " + FixedPoint.format(valueE8) + "; fix or remove the line");
        }
        return valueE8;
    }
}
