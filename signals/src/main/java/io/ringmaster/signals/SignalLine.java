package io.ringmaster.signals;

import io.ringmaster.schema.SignalSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a signal from one line of JSON: {@code {"source":"flow","symbol":"PF_XBTUSD","time_ms":1732180000000,"score":1250.5,"text":"…"}}. Only
 * the source is always required. News and sentiment without a score are scored by their text. An unknown key is an error.
 */
final class SignalLine {

    private static final long NS_PER_MS = 1_000_000;

    private final Lexicon lexicon;
    private final JsonFactory json = new JsonFactory();

    SignalLine(final Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** @throws MalformedSignalException if the line is not a valid signal */
    OutsideSignal read(final String line) {
        SignalSource source = null;
        String symbol = "";
        String text = "";
        String series = "";
        long occurredNs = 0;
        double score = Double.NaN;
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedSignalException("it is no JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                final String key = parser.currentName();
                final JsonToken value = parser.nextToken();
                switch (key) {
                    case "source" -> source = SignalQueue.source(string(parser, key, value));
                    case "symbol" -> symbol = string(parser, key, value);
                    case "series" -> series = string(parser, key, value);
                    case "text" -> text = string(parser, key, value);
                    case "time_ms" -> occurredNs = Math.multiplyExact(whole(parser, key, value), NS_PER_MS);
                    case "score" -> score = number(parser, key, value);
                    default -> throw new MalformedSignalException("unknown key '" + key + "'; keys are source, symbol, series, time_ms, score and text");
                }
            }
            if (parser.nextToken() != null) {
                throw new MalformedSignalException("something follows the JSON object");
            }
        } catch (final JacksonException | ArithmeticException e) {
            throw new MalformedSignalException("it is no JSON: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
        if (source == null) {
            throw new MalformedSignalException("key 'source' is missing");
        }
        return new OutsideSignal(source, symbol, occurredNs, scoreOf(source, score, text), text, series);
    }

    /** The score that was given, or else the one of the text of news and sentiment. */
    private double scoreOf(final SignalSource source, final double given, final String text) {
        final boolean isScoredByText =
            Double.isNaN(given) && !text.isEmpty() && (source == SignalSource.NEWS || source == SignalSource.SENTIMENT);
        return isScoredByText ? lexicon.score(text) : given;
    }

    private static String string(final JsonParser parser, final String key, final JsonToken value) {
        if (value != JsonToken.VALUE_STRING) {
            throw new MalformedSignalException("key '" + key + "' must be a text");
        }
        return parser.getString();
    }

    private static long whole(final JsonParser parser, final String key, final JsonToken value) {
        if (value != JsonToken.VALUE_NUMBER_INT) {
            throw new MalformedSignalException("key '" + key + "' must be a whole number");
        }
        return parser.getLongValue();
    }

    private static double number(final JsonParser parser, final String key, final JsonToken value) {
        if (value != JsonToken.VALUE_NUMBER_INT && value != JsonToken.VALUE_NUMBER_FLOAT) {
            throw new MalformedSignalException("key '" + key + "' must be a number");
        }
        return parser.getDoubleValue();
    }
}
