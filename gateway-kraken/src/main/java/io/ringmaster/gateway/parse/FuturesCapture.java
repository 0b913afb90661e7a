package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.Levels;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import io.ringmaster.pipeline.feed.recorded.ImportCounts;
import io.ringmaster.pipeline.feed.recorded.Lines;
import io.ringmaster.pipeline.feed.recorded.MessageFields;
import io.ringmaster.schema.Side;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.agrona.MutableDirectBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Recordings of Kraken Futures' public WebSocket v1 feeds in cryptofeed's format: one {@code <receive time s>: <json>} per line; {@code <-}
 * marks sent messages. Passes on book, trades and tickers of one product. Skips sent messages, other products, subscriptions and trades from
 * before the recording.
 *
 * <p>Fills and liquidations are market trades. Trades agreed elsewhere (block trades) or made by the venue (assignments, terminations) are
 * skipped and counted.
 *
 * <p>Each book delta changes one level and has the next number of the product. A missing number counts as a gap, which the book detects by
 * itself.
 */
public final class FuturesCapture implements CountedSource {

    private static final List<String> FIELDS = Stream.concat(
        Stream.of("event", "feed", "product_id", "side", "type", "seq", "timestamp", "time", "price", "qty", "bids", "asks"),
        FuturesTicker.FIELDS.stream()).toList();
    /** Values of {@code type} for trades in the market's own book. */
    private static final List<String> MARKET_TRADES = List.of("fill", "liquidation");
    private static final JsonFactory JSON = new JsonFactory();

    private final ImportCounts counts = new ImportCounts();
    private final CaptureLines capture;
    private final Lines lines;
    private final MessageFields fields;
    private final CheckedValue value = new CheckedValue();
    private final String product;
    private final BookParts book;
    private final MarketEncoder encoder;
    private final TickerRow ticker = new TickerRow();
    private long bookSequence;
    private long lastTimeNs = Long.MIN_VALUE;

    private String feed;
    private String productId;
    private String side;
    private String printKind;
    private long sequence;
    private long exchangeTimeNs;
    private long priceE8;
    private long qtyE8;

    /**
     * @param file    name for messages
     * @param in      plain or gzipped; closed with the source
     * @param product such as {@code FI_XBTUSD_210924}; case does not matter
     */
    public FuturesCapture(final String file, final InputStream in, final String product, final int instrumentId) {
        capture = new CaptureLines(file, in, counts);
        lines = capture.lines();
        fields = new MessageFields(lines, FIELDS);
        this.product = product.toUpperCase(Locale.ROOT);
        book = new BookParts(instrumentId);
        encoder = new MarketEncoder(instrumentId);
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        int length = 0;
        while (length == 0) {
            if (book.isPending()) {
                length = book.encodeNext(buffer);
            } else if (capture.next()) {
                length = onLine(buffer);
            } else {
                return 0;
            }
        }
        counts.count(lastTimeNs);
        return length;
    }

    private int onLine(final MutableDirectBuffer buffer) {
        final long timeNs = capture.receiveTimeNs();
        if (timeNs < lastTimeNs) {
            throw lines.invalid("receive time " + timeNs + " ns goes back, the line before has " + lastTimeNs + "; sort the file by it");
        }
        parse(capture.bytes(), capture.start(), capture.length());
        if (fields.has("event") || feed.isEmpty()) {
            return 0;
        }
        fields.require("product_id");
        if (!product.equals(productId)) {
            return 0;
        }
        lastTimeNs = timeNs;
        return switch (feed) {
            case "book_snapshot" -> onSnapshot();
            case "book" -> onDelta();
            case "trade" -> onTrade(buffer);
            case "ticker", "ticker_lite" -> onTicker(buffer);
            case "trade_snapshot" -> 0;
            default -> setAside();
        };
    }

    private int setAside() {
        counts.countRejected();
        return 0;
    }

    private int onSnapshot() {
        fields.require("seq", "timestamp", "bids", "asks");
        bookSequence = sequence;
        book.beginSnapshot(lastTimeNs, exchangeTimeNs, sequence);
        return 0;
    }

    private int onDelta() {
        fields.require("side", "seq", "timestamp", "price", "qty");
        fields.addLevel(side() == Side.BUY ? book.bids : book.asks, priceE8, qtyE8);
        fields.require();
        if (bookSequence != 0 && sequence != bookSequence + 1) {
            counts.countGap();
        }
        bookSequence = sequence;
        book.beginDelta(lastTimeNs, exchangeTimeNs, sequence - 1, sequence);
        return 0;
    }

    private int onTrade(final MutableDirectBuffer buffer) {
        fields.require("side", "type", "seq", "time", "price", "qty");
        final Side aggressor = side();
        return MARKET_TRADES.contains(printKind)
            ? encoder.trade(
                buffer, lastTimeNs, exchangeTimeNs, sequence, fields.positive(priceE8, "price"), fields.positive(qtyE8, "qty"), aggressor)
            : setAside();
    }

    private int onTicker(final MutableDirectBuffer buffer) {
        fields.require("bid", "ask");
        ticker.receiveTimeNs = lastTimeNs;
        ticker.exchangeTimeNs = exchangeTimeNs > 0 ? exchangeTimeNs : lastTimeNs;
        return encoder.ticker(buffer, ticker);
    }

    private Side side() {
        return switch (side) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw lines.invalid("field 'side' is neither buy nor sell: '" + side + "'; fix or remove the line");
        };
    }

    private void parse(final byte[] line, final int start, final int end) {
        fields.clear();
        feed = "";
        productId = "";
        side = "";
        printKind = "";
        exchangeTimeNs = 0;
        book.bids.clear();
        book.asks.clear();
        ticker.clear();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line, start, end - start)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw lines.invalid("the JSON is no object; fix or remove the line");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                final String name = json.currentName();
                json.nextToken();
                if (fields.see(name)) {
                    onField(json, name);
                } else {
                    json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw lines.invalid("something follows the JSON object; fix or remove the line");
            }
        } catch (final JacksonException e) {
            throw lines.invalid("the JSON is malformed: " + e.getOriginalMessage() + "; fix or remove the line", e);
        }
    }

    private void onField(final JsonParser json, final String name) {
        switch (name) {
            case "event" -> json.skipChildren();
            case "feed" -> feed = fields.text(json, name);
            case "product_id" -> productId = fields.text(json, name);
            case "side" -> side = fields.text(json, name);
            case "type" -> printKind = fields.text(json, name);
            case "seq" -> sequence = fields.integer(json, name);
            case "timestamp", "time" -> exchangeTimeNs = fields.timeNs(json, name);
            case "price" -> priceE8 = fields.decimalE8(json, name);
            case "qty" -> qtyE8 = fields.decimalE8(json, name);
            case "bids" -> parseLevels(json, name, book.bids);
            case "asks" -> parseLevels(json, name, book.asks);
            default -> FuturesTicker.read(name, value.at(json, name), ticker);
        }
    }

    /** A field's value, checked. */
    private final class CheckedValue implements FieldValues {

        private JsonParser json;
        private String name;

        private CheckedValue at(final JsonParser newJson, final String newName) {
            json = newJson;
            name = newName;
            return this;
        }

        @Override
        public boolean isNull() {
            return json.currentToken() == JsonToken.VALUE_NULL;
        }

        @Override
        public long roundedE8() {
            return fields.roundedE8(json, name);
        }

        @Override
        public long timeNs() {
            return fields.timeNs(json, name);
        }
    }

    private void parseLevels(final JsonParser json, final String name, final Levels levels) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            fields.fail("field '" + name + "' is not a list of levels");
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                parseLevel(json, name, levels);
            } else {
                fields.fail("field '" + name + "' holds a level that is no object");
                json.skipChildren();
            }
        }
    }

    private void parseLevel(final JsonParser json, final String list, final Levels levels) {
        long price = 0;
        long qty = 0;
        int prices = 0;
        int quantities = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            final String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "price" -> {
                    price = fields.decimalE8(json, name);
                    prices++;
                }
                case "qty" -> {
                    qty = fields.decimalE8(json, name);
                    quantities++;
                }
                default -> json.skipChildren();
            }
        }
        if (prices != 1 || quantities != 1) {
            fields.fail("field '" + list + "' holds a level that has not one price and one quantity");
        }
        fields.addLevel(levels, price, qty);
    }

    @Override
    public List<String> notes() {
        return lines.notes();
    }

    @Override
    public ImportCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        capture.close();
    }
}
