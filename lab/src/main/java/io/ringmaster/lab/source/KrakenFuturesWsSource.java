package io.ringmaster.lab.source;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.Levels;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.agrona.MutableDirectBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Captures of Kraken Futures' public WebSocket v1 feeds as cryptofeed writes them: {@code <receive time s>: <json>} a line, lines of what
 * was sent marked with {@code <-}. One product's book, trades and tickers are handed out; what was sent, other products, subscriptions and
 * trades from before the capture are passed over.
 *
 * <p>Each book delta changes one level and carries the product's next number; a number that is left out is counted as a gap, and the book
 * finds it out by itself.
 */
public final class KrakenFuturesWsSource implements CountedSource {

    private static final long MS_TO_NS = 1_000_000;
    private static final int NANO_DIGITS = 9;
    private static final JsonFactory JSON = new JsonFactory();

    private final Lines lines;
    private final String product;
    private final BookParts book;
    private final MarketEncoder encoder;
    private final TickerRow ticker = new TickerRow();
    private final ImportCounts counts = new ImportCounts();
    private long bookSequence;
    private long lastTimeNs = Long.MIN_VALUE;

    private String feed;
    private String productId;
    private boolean isEvent;
    private String side;
    private long sequence;
    private long timeMs;
    private long priceE8;
    private long qtyE8;

    /**
     * @param file    name for messages
     * @param in      plain or gzipped; closed with the source
     * @param product such as {@code FI_XBTUSD_210924}; case does not matter
     */
    public KrakenFuturesWsSource(final String file, final InputStream in, final String product, final int instrumentId) {
        lines = new Lines(file, in);
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
            } else if (lines.next()) {
                length = onLine(buffer);
            } else {
                return 0;
            }
        }
        counts.count(lastTimeNs);
        return length;
    }

    private int onLine(final MutableDirectBuffer buffer) {
        final byte[] line = lines.bytes();
        final int start = jsonStart(line, lines.length());
        if (start < 0) {
            return 0;
        }
        final long timeNs = receiveTime(line, start - 2);
        if (timeNs < lastTimeNs) {
            throw lines.invalid("receive time " + timeNs + " ns goes back, the line before has " + lastTimeNs + "; sort the file by it");
        }
        parse(line, start);
        if (isEvent || feed == null || !product.equals(productId)) {
            return 0;
        }
        lastTimeNs = timeNs;
        return switch (feed) {
            case "book_snapshot" -> {
                bookSequence = sequence;
                book.beginSnapshot(lastTimeNs, timeMs * MS_TO_NS, sequence);
                yield 0;
            }
            case "book" -> onDelta();
            case "trade" -> encoder.trade(
                buffer, lastTimeNs, timeMs * MS_TO_NS, sequence, positive(priceE8, "price"), positive(qtyE8, "qty"), side());
            case "ticker", "ticker_lite" -> onTicker(buffer);
            case "trade_snapshot" -> 0;
            default -> {
                counts.countRejected();
                yield 0;
            }
        };
    }

    private int onDelta() {
        if (priceE8 <= 0 || qtyE8 < 0) {
            throw lines.invalid("a level of the book has price " + FixedPoint.format(priceE8) + " and quantity " + FixedPoint.format(qtyE8)
                + "; fix or remove the line");
        }
        if (bookSequence != 0 && sequence != bookSequence + 1) {
            counts.countGap();
        }
        bookSequence = sequence;
        (side() == Side.BUY ? book.bids : book.asks).add(priceE8, qtyE8);
        book.beginDelta(lastTimeNs, timeMs * MS_TO_NS, sequence - 1, sequence);
        return 0;
    }

    private int onTicker(final MutableDirectBuffer buffer) {
        ticker.receiveTimeNs = lastTimeNs;
        ticker.exchangeTimeNs = timeMs > 0 ? timeMs * MS_TO_NS : lastTimeNs;
        return encoder.ticker(buffer, ticker);
    }

    private Side side() {
        if (side == null) {
            throw lines.invalid("field 'side' is missing; fix or remove the line");
        }
        return switch (side) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw lines.invalid("field 'side' is neither buy nor sell: '" + side + "'; fix or remove the line");
        };
    }

    private long positive(final long valueE8, final String field) {
        if (valueE8 <= 0) {
            throw lines.invalid("field '" + field + "' must be positive: " + FixedPoint.format(valueE8) + "; fix or remove the line");
        }
        return valueE8;
    }

    /** Where the JSON begins in a received line; -1 in a line that only says what was sent or when it was connected. */
    private int jsonStart(final byte[] line, final int length) {
        for (int i = 0; i + 1 < length; i++) {
            if (line[i] == ':' && line[i + 1] == ' ') {
                return i > 0 && line[0] >= '0' && line[0] <= '9' ? i + 2 : -1;
            }
        }
        if (length > 0 && line[0] != 'w') {
            counts.countRejected();
        }
        return -1;
    }

    private long receiveTime(final byte[] line, final int end) {
        long value = 0;
        int places = -1;
        for (int i = 0; i < end; i++) {
            if (line[i] == '.' && places < 0) {
                places = 0;
            } else if (line[i] >= '0' && line[i] <= '9' && places < NANO_DIGITS && i < 20) {
                value = value * 10 + line[i] - '0';
                places += places >= 0 ? 1 : 0;
            } else {
                throw lines.invalid("the receive time is not a number of seconds: '"
                    + new String(line, 0, end, StandardCharsets.UTF_8) + "'; fix or remove the line");
            }
        }
        for (int i = Math.max(0, places); i < NANO_DIGITS; i++) {
            value = Math.multiplyExact(value, 10);
        }
        return value;
    }

    private void parse(final byte[] line, final int start) {
        feed = null;
        productId = null;
        isEvent = false;
        side = null;
        sequence = 0;
        timeMs = 0;
        priceE8 = 0;
        qtyE8 = 0;
        book.bids.clear();
        book.asks.clear();
        ticker.clear();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line, start, lines.length() - start)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw lines.invalid("the JSON is no object; fix or remove the line");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                final String name = json.currentName();
                json.nextToken();
                onField(json, name);
            }
        } catch (final JacksonException e) {
            throw lines.invalid("the JSON is malformed: " + e.getOriginalMessage() + "; fix or remove the line", e);
        } catch (final NumberFormatException e) {
            throw lines.invalid(e.getMessage() + "; fix or remove the line", e);
        }
    }

    private void onField(final JsonParser json, final String name) {
        switch (name) {
            case "event" -> isEvent = true;
            case "feed" -> feed = json.getString();
            case "product_id" -> productId = json.getString();
            case "side" -> side = json.getString();
            case "seq" -> sequence = json.getLongValue();
            case "timestamp", "time" -> timeMs = json.getLongValue();
            case "price" -> priceE8 = FixedPoint.parse(json.getString());
            case "qty" -> qtyE8 = FixedPoint.parse(json.getString());
            case "bids" -> parseLevels(json, book.bids);
            case "asks" -> parseLevels(json, book.asks);
            case "bid" -> ticker.bidE8 = optional(json);
            case "bid_size" -> ticker.bidQtyE8 = optional(json);
            case "ask" -> ticker.askE8 = optional(json);
            case "ask_size" -> ticker.askQtyE8 = optional(json);
            case "last" -> ticker.lastE8 = optional(json);
            case "markPrice" -> ticker.markE8 = optional(json);
            case "index" -> ticker.indexE8 = optional(json);
            case "funding_rate" -> ticker.fundingRateE8 = optional(json);
            case "funding_rate_prediction" -> ticker.fundingRatePredictionE8 = optional(json);
            case "openInterest" -> ticker.openInterestE8 = optional(json);
            case "next_funding_rate_time" -> ticker.nextFundingTimeNs = json.getLongValue() * MS_TO_NS;
            default -> json.skipChildren();
        }
    }

    /** Marks and rates come with more digits than mean anything: rounded half-even to 1e-8. */
    private static long optional(final JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return MarketEncoder.NONE;
        }
        return FixedPoint.parseHalfEven(json.getString());
    }

    private void parseLevels(final JsonParser json, final Levels levels) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            long price = 0;
            long qty = 0;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                final String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "price" -> price = FixedPoint.parse(json.getString());
                    case "qty" -> qty = FixedPoint.parse(json.getString());
                    default -> json.skipChildren();
                }
            }
            if (price <= 0 || qty < 0) {
                throw lines.invalid("a level of the book has price " + FixedPoint.format(price) + " and quantity "
                    + FixedPoint.format(qty) + "; fix or remove the line");
            }
            levels.add(price, qty);
        }
    }

    @Override
    public ImportCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        lines.close();
    }
}
