package io.ringmaster.lab.source;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.Levels;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.schema.Side;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Raw Binance WebSocket recordings in hftbacktest's format: one {@code <receive time ns> <json>} per line, with depth diffs, trades, book
 * tickers and one REST snapshot, of futures or spot, and of one product.
 *
 * <p>The snapshot joins the diffs by Binance's rule: diffs that end at or before it are dropped; the first applied diff begins at or before the
 * number after it. From there, each diff follows the one that it names ({@code pu}), or in spot recordings without {@code pu}, begins with the
 * number after the previous one. Diffs that were received before the snapshot but reach beyond it are applied right after it, with its receive
 * time. A recording without a snapshot among its first diffs is passed on as it is; its book stays unknown.
 *
 * <p>Prints that are not market trades (insurance fund, auto-deleveraging, and those without a price) are skipped and counted.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams">how to keep a book</a>
 */
public final class BinanceL2Source implements CountedSource {

    private static final int DIFFS_TO_WAIT_FOR_SNAPSHOT = 1_000;
    private static final long MS_TO_NS = 1_000_000;
    private static final List<String> FIELDS = List.of(
        "stream", "data", "e", "E", "T", "s", "symbol", "lastUpdateId", "bids", "asks", "U", "u", "pu", "b", "a", "B", "A", "t", "p", "q", "m", "X");
    private static final String MARKET = "MARKET";
    private static final JsonFactory JSON = new JsonFactory();

    private final Lines lines;
    private final MessageFields fields;
    private final BookParts book;
    private final MarketEncoder encoder;
    private final String wanted;
    private final TickerRow touch = new TickerRow();
    private final ImportCounts counts = new ImportCounts();
    private final ArrayDeque<byte[]> early = new ArrayDeque<>();
    private boolean waitsForSnapshot = true;
    private boolean joins;
    private boolean hasDiffs;
    private boolean isSpot;
    private String product;
    private long lastBookSequence;
    private long lastTimeNs = Long.MIN_VALUE;

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
    private boolean buyerIsMaker;

    /**
     * @param file   name for messages
     * @param in     plain or gzipped; closed with the source
     * @param wanted product to select if there are several; otherwise the file may contain only one, of any name
     */
    public BinanceL2Source(final String file, final InputStream in, final String wanted, final int instrumentId) {
        lines = new Lines(file, in);
        fields = new MessageFields(lines, FIELDS);
        book = new BookParts(instrumentId);
        encoder = new MarketEncoder(instrumentId);
        this.wanted = wanted;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        int length = 0;
        while (length == 0) {
            if (book.isPending()) {
                length = book.encodeNext(buffer);
            } else if (!waitsForSnapshot && !early.isEmpty()) {
                final byte[] line = early.poll();
                parse(line, line.length, jsonStart(line, line.length));
                length = onDiff();
            } else if (lines.next()) {
                length = onLine(buffer);
            } else if (waitsForSnapshot && !early.isEmpty()) {
                waitsForSnapshot = false;
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
        final long timeNs = receiveTime(line, start - 1);
        if (timeNs < lastTimeNs) {
            throw lines.invalid("receive time " + timeNs + " goes back, the line before has " + lastTimeNs + "; sort the file by it");
        }
        lastTimeNs = timeNs;
        parse(line, lines.length(), start);
        if (fields.has("lastUpdateId")) {
            return onSnapshot();
        }
        return switch (event) {
            case "depthUpdate" -> onDepth(line);
            case "trade" -> onTrade(buffer);
            case "bookTicker" -> onTouch(buffer);
            default -> setAside();
        };
    }

    private int setAside() {
        counts.countRejected();
        return 0;
    }

    private int onTrade(final MutableDirectBuffer buffer) {
        fields.require("s", "t", "T", "p", "q", "m");
        if (!isOurs(symbol) || (fields.has("X") && !MARKET.equals(printKind))) {
            return setAside();
        }
        return encoder.trade(
            buffer, lastTimeNs, tradeTimeNs, tradeId, fields.positive(priceE8, "p"), fields.positive(qtyE8, "q"), buyerIsMaker ? Side.SELL : Side.BUY);
    }

    private int onTouch(final MutableDirectBuffer buffer) {
        fields.require("s", "u", "b", "B", "a", "A");
        if (!isOurs(symbol)) {
            return setAside();
        }
        touch.receiveTimeNs = lastTimeNs;
        touch.exchangeTimeNs = fields.has("T") ? tradeTimeNs : lastTimeNs;
        fields.positive(touch.bidE8, "b");
        fields.positive(touch.askE8, "a");
        fields.notNegative(touch.bidQtyE8, "B");
        fields.notNegative(touch.askQtyE8, "A");
        return encoder.ticker(buffer, touch);
    }

    /** Whether a message is about the product of this source. */
    private boolean isOurs(final String named) {
        if (product == null || product.equals(named)) {
            product = named;
            return true;
        }
        if (product.equalsIgnoreCase(wanted)) {
            return false;
        }
        throw lines.invalid("it is about " + named + ", the lines before about " + product + "; a recording must hold one product, or begin with the one "
            + "--symbol names");
    }

    private int onDepth(final byte[] line) {
        fields.require("s", "U", "u", "b", "a", "E");
        requireLevels();
        if (!isOurs(symbol)) {
            return setAside();
        }
        if (!hasDiffs) {
            hasDiffs = true;
            isSpot = !fields.has("pu");
        }
        if (!isSpot) {
            fields.require("pu", "T");
        } else if (fields.has("pu")) {
            throw lines.invalid("field 'pu' is there, and the diffs before have none; a recording must be of futures or of spot");
        }
        if (firstId <= 0 || firstId > lastId) {
            throw lines.invalid("a diff begins with number " + firstId + " and ends with " + lastId + "; fix or remove the line");
        }
        return waitsForSnapshot ? keep(line, lines.length()) : onDiff();
    }

    private int keep(final byte[] line, final int length) {
        early.add(Arrays.copyOf(line, length));
        if (early.size() >= DIFFS_TO_WAIT_FOR_SNAPSHOT) {
            waitsForSnapshot = false;
        }
        return 0;
    }

    private int onSnapshot() {
        fields.require("bids", "asks");
        requireLevels();
        if (fields.has("symbol") && !isOurs(symbol)) {
            return setAside();
        }
        if (lastId <= 0) {
            throw lines.invalid("field 'lastUpdateId' must be positive: " + lastId + "; fix or remove the line");
        }
        waitsForSnapshot = false;
        joins = true;
        lastBookSequence = lastId;
        book.beginSnapshot(lastTimeNs, fields.has("T") ? tradeTimeNs : lastTimeNs, lastId);
        return 0;
    }

    private int onDiff() {
        final long follows = isSpot ? firstId - 1 : previousId;
        long previous = follows;
        if (joins) {
            if (lastId <= lastBookSequence) {
                return 0;
            }
            joins = false;
            previous = firstId <= lastBookSequence + 1 ? lastBookSequence : follows;
        }
        if (lastBookSequence != 0 && previous != lastBookSequence) {
            counts.countGap();
        }
        lastBookSequence = lastId;
        book.beginDelta(lastTimeNs, isSpot ? eventTimeNs : tradeTimeNs, previous, lastId);
        return 0;
    }

    private int jsonStart(final byte[] line, final int length) {
        for (int i = 1; i + 1 < length; i++) {
            if (line[i] == ' ') {
                return i + 1;
            }
        }
        throw lines.invalid("it is not '<receive time ns> <json>'");
    }

    private long receiveTime(final byte[] line, final int end) {
        long timeNs = 0;
        for (int i = 0; i < end; i++) {
            if (line[i] < '0' || line[i] > '9' || i > 18) {
                throw lines.invalid("the receive time is not a number of nanoseconds");
            }
            timeNs = timeNs * 10 + line[i] - '0';
        }
        // 18 digits are 1973 to 2001; 19 digits reach to the end of the range.
        if (end < 18 || timeNs < 0 || timeNs / MS_TO_NS >= BarTime.END_MS) {
            throw lines.invalid("the receive time is not one in UTC nanoseconds: " + new String(line, 0, end, StandardCharsets.UTF_8) + "; check the unit");
        }
        return timeNs;
    }

    private void parse(final byte[] line, final int length, final int start) {
        fields.clear();
        stream = "";
        event = "";
        symbol = "";
        printKind = "";
        book.bids.clear();
        book.asks.clear();
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
            case "m" -> buyerIsMaker = fields.flag(json, name);
            case "B" -> touch.bidQtyE8 = fields.decimalE8(json, name);
            case "A" -> touch.askQtyE8 = fields.decimalE8(json, name);
            case "b", "bids" -> touch.bidE8 = levelsOrPrice(json, name, book.bids);
            case "a", "asks" -> touch.askE8 = levelsOrPrice(json, name, book.asks);
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

    private void requireLevels() {
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

    @Override
    public ImportCounts counts() {
        return counts;
    }

    @Override
    public List<String> notes() {
        return lines.notes();
    }

    @Override
    public void close() {
        lines.close();
    }
}
