package io.ringmaster.gateway.parse;

import io.ringmaster.units.FixedPoint;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object after another, token by token: no tree, no strings, and prices never through a {@code double}. One parser reads
 * every frame of a connection as if they were one stream, so that to begin a frame costs nothing; after a frame that is no JSON it is
 * replaced. One thread.
 */
final class JsonFrame implements FieldValues {

    /** The venue's messages nest three deep and have no long texts; larger ones are an attack or a mistake. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
        .maxNestingDepth(16).maxNumberLength(64).maxNameLength(128).maxStringLength(16_384).build();
    private static final long MS_TO_NS = 1_000_000;
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(LIMITS).build();

    private final CharSlice slice = new CharSlice();
    private final FrameStream stream = new FrameStream();
    private JsonParser json;

    /** @throws MalformedMessageException if it does not begin with an object */
    void begin(final byte[] bytes, final int offset, final int length) {
        stream.wrap(bytes, offset, length);
        if (json == null) {
            json = open();
        }
        if (next() != JsonToken.START_OBJECT) {
            throw new MalformedMessageException("the message is not a JSON object");
        }
    }

    private JsonParser open() {
        try {
            return JSON.createParser(ObjectReadContext.empty(), stream);
        } catch (final JacksonException e) {
            throw malformed(e);
        }
    }

    /** Ends the message: nothing may follow. */
    void end() {
        if (json.releaseBuffered(stream.rest()) > 0 || stream.available() > 0) {
            throw new MalformedMessageException("something follows the JSON object");
        }
    }

    /** Forgets what it has read of a malformed message. */
    void reset() {
        if (json != null) {
            json.close();
            json = null;
        }
    }

    /** Goes to the next field of the object it is in, and to its value; false at the object's end. */
    boolean nextField() {
        if (next() != JsonToken.PROPERTY_NAME) {
            return false;
        }
        next();
        return true;
    }

    /** Goes to the next object of the array it is in; false at the array's end. */
    boolean nextObject() {
        final JsonToken token = next();
        if (token != JsonToken.START_OBJECT && token != JsonToken.END_ARRAY) {
            throw new MalformedMessageException("an array contains a value that is not an object");
        }
        return token == JsonToken.START_OBJECT;
    }

    /** Goes to the next value of the array it is in; false at the array's end. */
    boolean nextValue() {
        return next() != JsonToken.END_ARRAY;
    }

    private JsonToken next() {
        final JsonToken token;
        try {
            token = json.nextToken();
        } catch (final JacksonException e) {
            throw malformed(e);
        }
        if (token == null) {
            throw new MalformedMessageException("the message ends too early");
        }
        return token;
    }

    /** Name of the field it is at. */
    String name() {
        return json.currentName();
    }

    @Override
    public boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isObject() {
        return json.currentToken() == JsonToken.START_OBJECT;
    }

    boolean isArray() {
        return json.currentToken() == JsonToken.START_ARRAY;
    }

    boolean isTrue() {
        final JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw wrong("neither true nor false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** Skips the value it is at, of any kind. */
    void skip() {
        int depth = 0;
        JsonToken token = json.currentToken();
        while (true) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
            token = next();
        }
    }

    /** A price or quantity, exact, as a number or as text. */
    long exactE8() {
        try {
            return FixedPoint.parse(chars());
        } catch (final NumberFormatException e) {
            throw wrong("no number of at most 8 decimal places", e);
        }
    }

    /** A mark, a rate or a fee, rounded half-even to 1e-8. */
    @Override
    public long roundedE8() {
        try {
            return FixedPoint.parseHalfEven(chars());
        } catch (final NumberFormatException e) {
            throw wrong("no number, or none that fits", e);
        }
    }

    /** A whole number. */
    long whole() {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrong("no whole number");
        }
        try {
            return json.getLongValue();
        } catch (final JacksonException e) {
            throw wrong("no whole number that fits", e);
        }
    }

    @Override
    public long timeNs() {
        return whole() * MS_TO_NS;
    }

    /** A whole number; 0 for a value that is none. */
    long wholeOrZero() {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return whole();
        }
        skip();
        return 0;
    }

    /** A text, by its place in a vocabulary. */
    int word(final Words vocabulary) {
        return vocabulary.indexOf(chars());
    }

    /** A text or the text of a number; only until the next token. */
    CharSequence chars() {
        if (!json.currentToken().isScalarValue() || isNull()) {
            throw wrong("neither a text nor a number");
        }
        try {
            return slice.wrap(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
        } catch (final JacksonException e) {
            throw malformed(e);
        }
    }

    /** A text to be kept. */
    String text() {
        return isNull() ? "" : chars().toString();
    }

    MalformedMessageException wrong(final String what) {
        return new MalformedMessageException("field '" + name() + "' is " + what);
    }

    private MalformedMessageException wrong(final String what, final Exception cause) {
        return new MalformedMessageException("field '" + name() + "' is " + what, cause);
    }

    private static MalformedMessageException malformed(final JacksonException e) {
        return new MalformedMessageException("the message is no JSON: " + e.getOriginalMessage(), e);
    }
}
