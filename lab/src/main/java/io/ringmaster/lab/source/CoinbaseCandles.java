package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.units.FixedPoint;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Coinbase's candles: <code>{"candles":[{"start":"1699920000","low":"99","high":"101","open":"100","close":"100","volume":"1"}]}</code>. */
final class CoinbaseCandles {

    private static final List<String> FIELDS = List.of("start", "open", "high", "low", "close", "volume");
    private static final int ALL = (1 << FIELDS.size()) - 1;
    private static final JsonFactory JSON = new JsonFactory();

    private final String file;
    private final JsonParser json;

    private CoinbaseCandles(final String file, final JsonParser json) {
        this.file = file;
        this.json = json;
    }

    /** Reads all of them, in the order of time. */
    static BarRows read(final String file, final InputStream in, final List<String> notes) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
            return new CoinbaseCandles(file, json).read(notes);
        } catch (final JacksonException e) {
            throw new InvalidInputException(file + " line " + e.getLocation().getLineNr() + ": the JSON is malformed or breaks off: "
                + e.getOriginalMessage() + "; fetch the file again", e);
        }
    }

    private BarRows read(final List<String> notes) {
        final StoredBarRows rows = new StoredBarRows(notes);
        boolean hasCandles = false;
        require(json.nextToken() == JsonToken.START_OBJECT, "the JSON is no object with a list 'candles'");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            final boolean isCandles = json.currentName().equals("candles");
            json.nextToken();
            if (!isCandles) {
                json.skipChildren();
                continue;
            }
            require(!hasCandles && json.currentToken() == JsonToken.START_ARRAY, "'candles' must be one list");
            hasCandles = true;
            while (json.nextToken() == JsonToken.START_OBJECT) {
                rows.add(candle());
            }
            require(json.currentToken() == JsonToken.END_ARRAY, "a candle must be an object");
        }
        require(hasCandles && json.nextToken() == null, hasCandles ? "something follows the JSON object" : "the JSON has no list 'candles'");
        rows.sort();
        return rows;
    }

    private BarRow candle() {
        final BarRow row = new BarRow();
        row.line = json.currentLocation().getLineNr();
        int seen = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            final int field = FIELDS.indexOf(json.currentName());
            final JsonToken token = json.nextToken();
            if (field < 0) {
                json.skipChildren();
                continue;
            }
            require((seen & 1 << field) == 0, "field '" + FIELDS.get(field) + "' is there twice; fix or remove the candle");
            require(token == JsonToken.VALUE_STRING || token.isNumeric(),
                "field '" + FIELDS.get(field) + "' is not a number: " + json.getString() + "; fix or remove the candle");
            seen |= 1 << field;
            put(row, field, json.getString());
        }
        for (int field = 0; field < FIELDS.size(); field++) {
            require((seen | ~(1 << field)) == -1, "field '" + FIELDS.get(field) + "' is missing; fix or remove the candle");
        }
        assert seen == ALL;
        return row;
    }

    private void put(final BarRow row, final int field, final String value) {
        try {
            switch (field) {
                case 0 -> row.timeMs = BarTime.SECONDS.milliseconds(value);
                case 1 -> row.openE8 = FixedPoint.parse(value);
                case 2 -> row.highE8 = FixedPoint.parse(value);
                case 3 -> row.lowE8 = FixedPoint.parse(value);
                case 4 -> row.closeE8 = FixedPoint.parse(value);
                default -> row.volumeE8 = FixedPoint.parseHalfEven(value);
            }
        } catch (final NumberFormatException e) {
            throw invalid("field '" + FIELDS.get(field) + "' is not " + (field == 0 ? "a time in UTC seconds" : "a decimal number") + ": '" + value
                + "'; fix or remove the candle", e);
        }
    }

    private void require(final boolean holds, final String fault) {
        if (!holds) {
            throw invalid(fault, null);
        }
    }

    private InvalidInputException invalid(final String fault, final Throwable cause) {
        return new InvalidInputException(file + " line " + json.currentLocation().getLineNr() + ": " + fault, cause);
    }
}
