package io.ringmaster.lab.source;

import io.ringmaster.pipeline.feed.Levels;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.pipeline.feed.recorded.Lines;
import io.ringmaster.pipeline.feed.recorded.MessageFields;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The fields of one message of a Binance recording, of whatever kind it is. What a message does not say stays as it was. */
final class BinanceMessage {

    /** Every field that is looked at. */
    static final List<String> FIELDS = List.of(
        "stream", "data", "e", "E", "T", "s", "symbol", "lastUpdateId", "bids", "asks", "U", "u", "pu", "b", "a", "B", "A", "t", "p", "q", "m", "X");

    private static final JsonFactory JSON = new JsonFactory();

    private final Lines lines;
    private final MessageFields fields;
    private final Levels bids;
    private final Levels asks;
    private final TickerRow touch = new TickerRow();
    private String stream;
    private String event;
    private String symbol;
    private String printKind;
    private long eventTimeNs;
    private long tradeTimeNs;
    private long firstId;
    private long lastId;
    private long previousId;
    private long tradeId;
    private long priceE8;
    private long qtyE8;
    private boolean isBuyerMaker;

    /**
     * @param bids out: levels of a message about a book
     * @param asks out: levels of a message about a book
     */
    BinanceMessage(final Lines lines, final MessageFields fields, final Levels bids, final Levels asks) {
        this.lines = lines;
        this.fields = fields;
        this.bids = bids;
        this.asks = asks;
    }

    /** Reads a line; nothing of the one before is carried over. */
    void parse(final byte[] line, final int length, final int start) {
        fields.clear();
        stream = "";
        event = "";
        symbol = "";
        printKind = "";
        bids.clear();
        asks.clear();
        touch.clear();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line, start, length - start)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw lines.invalid("the JSON is no object");
            }
            parseObject(json);
            if (json.nextToken() != null) {
                throw lines.invalid("something follows the JSON object; fix or remove the line");
            }
        } catch (final JacksonException e) {
            throw lines.invalid("the JSON is malformed: " + e.getOriginalMessage() + "; fix or remove the line", e);
        }
        // Spot book tickers have no type field.
        event = event.isEmpty() && stream.endsWith("@bookTicker") ? "bookTicker" : event;
    }

    private void parseObject(final JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            final String name = json.currentName();
            json.nextToken();
            if (fields.see(name)) {
                onField(json, name);
            } else {
                json.skipChildren();
            }
        }
    }

    private void onField(final JsonParser json, final String name) {
        switch (name) {
            case "data" -> {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    parseObject(json);
                } else {
                    json.skipChildren();
                }
            }
            case "stream" -> stream = fields.text(json, name);
            case "e" -> event = fields.text(json, name);
            case "s", "symbol" -> symbol = fields.text(json, name);
            case "X" -> printKind = fields.text(json, name);
            case "E" -> eventTimeNs = fields.timeNs(json, name);
            case "T" -> tradeTimeNs = fields.timeNs(json, name);
            case "lastUpdateId", "u" -> lastId = fields.integer(json, name);
            case "U" -> firstId = fields.integer(json, name);
            case "pu" -> previousId = fields.integer(json, name);
            case "t" -> tradeId = fields.integer(json, name);
            case "p" -> priceE8 = fields.decimalE8(json, name);
            case "q" -> qtyE8 = fields.decimalE8(json, name);
            case "m" -> isBuyerMaker = fields.flag(json, name);
            case "B" -> touch.bidQtyE8 = fields.decimalE8(json, name);
            case "A" -> touch.askQtyE8 = fields.decimalE8(json, name);
            case "b", "bids" -> touch.bidE8 = levelsOrPrice(json, name, bids);
            case "a", "asks" -> touch.askE8 = levelsOrPrice(json, name, asks);
            default -> throw new IllegalStateException("a field that is not read: " + name);
        }
    }

    /** Levels in a diff or snapshot; the best price in a book ticker. */
    private long levelsOrPrice(final JsonParser json, final String name, final Levels levels) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return fields.decimalE8(json, name);
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                parseLevel(json, name, levels);
            } else {
                fields.fail("field '" + name + "' holds a level that is no list of price and quantity");
                json.skipChildren();
            }
        }
        return MarketEncoder.NONE;
    }

    /** Requires that a message about a book has lists of levels. */
    void requireLevels() {
        if (touch.bidE8 != MarketEncoder.NONE || touch.askE8 != MarketEncoder.NONE) {
            throw lines.invalid("bids and asks must be lists of levels; fix or remove the line");
        }
    }

    private void parseLevel(final JsonParser json, final String name, final Levels levels) {
        long price = 0;
        long qty = 0;
        int members = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            switch (members++) {
                case 0 -> price = fields.decimalE8(json, name);
                case 1 -> qty = fields.decimalE8(json, name);
                default -> json.skipChildren();
            }
        }
        if (members < 2) {
            fields.fail("field '" + name + "' holds a level without a quantity");
        }
        fields.addLevel(levels, price, qty);
    }

    /** What kind of message it is; empty for a snapshot from REST. */
    String event() {
        return event;
    }

    String symbol() {
        return symbol;
    }

    /** Field {@code X} of a trade. */
    String printKind() {
        return printKind;
    }

    long eventTimeNs() {
        return eventTimeNs;
    }

    long tradeTimeNs() {
        return tradeTimeNs;
    }

    /** First number of a diff. */
    long firstId() {
        return firstId;
    }

    /** Last number of a diff, or the number of a snapshot. */
    long lastId() {
        return lastId;
    }

    /** Last number of the diff before this one. */
    long previousId() {
        return previousId;
    }

    long tradeId() {
        return tradeId;
    }

    long priceE8() {
        return priceE8;
    }

    long qtyE8() {
        return qtyE8;
    }

    boolean isBuyerMaker() {
        return isBuyerMaker;
    }

    /** Best bid and ask of a book ticker. */
    TickerRow touch() {
        return touch;
    }
}
