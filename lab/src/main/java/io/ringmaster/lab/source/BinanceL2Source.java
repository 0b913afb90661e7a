package io.ringmaster.lab.source;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.Levels;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Raw Binance futures WebSocket recordings as hftbacktest collects them: {@code <receive time ns> <json>} a line, with depth diffs,
 * trades, book tickers and one REST snapshot.
 *
 * <p>The snapshot joins the diffs by Binance's rule for futures: diffs that end at or before it are dropped, the first one applied begins
 * at or before the number after it, and from there each names the one it follows. Diffs that were received before the snapshot but reach
 * beyond it are applied right after it, at its receive time. A recording that has no snapshot within its first diffs is handed out as it
 * is; its book stays unknown.
 *
 * @see <a href="https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams">how to keep a book</a>
 */
public final class BinanceL2Source implements CountedSource {

    private static final int DIFFS_TO_WAIT_FOR_SNAPSHOT = 1_000;
    private static final long MS_TO_NS = 1_000_000;
    private static final JsonFactory JSON = new JsonFactory();

    private final Lines lines;
    private final BookParts book;
    private final MarketEncoder encoder;
    private final TickerRow touch = new TickerRow();
    private final ImportCounts counts = new ImportCounts();
    private final ArrayDeque<byte[]> early = new ArrayDeque<>();
    private boolean waitsForSnapshot = true;
    private boolean joins;
    private long lastBookSequence;
    private long lastTimeNs = Long.MIN_VALUE;

    private String event;
    private boolean isSnapshot;
    private long tradeTimeMs;
    private long firstId;
    private long lastId;
    private long previousId;
    private long tradeId;
    private long priceE8;
    private long qtyE8;
    private boolean buyerIsMaker;

    /**
     * @param file name for messages
     * @param in   plain or gzipped; closed with the source
     */
    public BinanceL2Source(final String file, final InputStream in, final int instrumentId) {
        lines = new Lines(file, in);
        book = new BookParts(instrumentId);
        encoder = new MarketEncoder(instrumentId);
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
                length = onDiff(buffer);
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
        if (isSnapshot) {
            return onSnapshot();
        }
        if (event == null) {
            counts.countRejected();
            return 0;
        }
        return switch (event) {
            case "depthUpdate" -> waitsForSnapshot ? keep(line, lines.length()) : onDiff(buffer);
            case "trade" -> encoder.trade(
                buffer, lastTimeNs, tradeTimeMs * MS_TO_NS, tradeId, positive(priceE8, "p"), positive(qtyE8, "q"),
                buyerIsMaker ? Side.SELL : Side.BUY);
            case "bookTicker" -> onTouch(buffer);
            default -> {
                counts.countRejected();
                yield 0;
            }
        };
    }

    private int onTouch(final MutableDirectBuffer buffer) {
        touch.receiveTimeNs = lastTimeNs;
        touch.exchangeTimeNs = tradeTimeMs * MS_TO_NS;
        positive(touch.bidE8, "b");
        positive(touch.askE8, "a");
        return encoder.ticker(buffer, touch);
    }

    private long positive(final long valueE8, final String field) {
        if (valueE8 <= 0) {
            throw lines.invalid("field '" + field + "' must be positive: " + FixedPoint.format(valueE8) + "; fix or remove the line");
        }
        return valueE8;
    }

    private int keep(final byte[] line, final int length) {
        early.add(Arrays.copyOf(line, length));
        if (early.size() >= DIFFS_TO_WAIT_FOR_SNAPSHOT) {
            waitsForSnapshot = false;
        }
        return 0;
    }

    private int onSnapshot() {
        waitsForSnapshot = false;
        joins = true;
        lastBookSequence = lastId;
        book.beginSnapshot(lastTimeNs, tradeTimeMs * MS_TO_NS, lastId);
        return 0;
    }

    private int onDiff(final MutableDirectBuffer buffer) {
        long previous = previousId;
        if (joins) {
            if (lastId <= lastBookSequence) {
                return 0;
            }
            joins = false;
            previous = firstId <= lastBookSequence + 1 ? lastBookSequence : previousId;
        }
        if (lastBookSequence != 0 && previous != lastBookSequence) {
            counts.countGap();
        }
        lastBookSequence = lastId;
        book.beginDelta(lastTimeNs, tradeTimeMs * MS_TO_NS, previous, lastId);
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
        return timeNs;
    }

    private void parse(final byte[] line, final int length, final int start) {
        event = null;
        isSnapshot = false;
        book.bids.clear();
        book.asks.clear();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line, start, length - start)) {
            json.nextToken();
            parseObject(json);
        } catch (final JacksonException e) {
            throw lines.invalid("the JSON is malformed: " + e.getOriginalMessage() + "; fix or remove the line", e);
        } catch (final NumberFormatException e) {
            throw lines.invalid(e.getMessage() + "; fix or remove the line", e);
        }
    }

    private void parseObject(final JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw lines.invalid("the JSON is no object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            final String name = json.currentName();
            final JsonToken token = json.nextToken();
            switch (name) {
                case "data" -> parseObject(json);
                case "e" -> event = json.getString();
                case "lastUpdateId" -> {
                    isSnapshot = true;
                    lastId = json.getLongValue();
                }
                case "T" -> tradeTimeMs = json.getLongValue();
                case "U" -> firstId = json.getLongValue();
                case "u" -> lastId = json.getLongValue();
                case "pu" -> previousId = json.getLongValue();
                case "t" -> tradeId = json.getLongValue();
                case "p" -> priceE8 = FixedPoint.parse(json.getString());
                case "q" -> qtyE8 = FixedPoint.parse(json.getString());
                case "m" -> buyerIsMaker = json.getBooleanValue();
                case "b" -> {
                    if (token == JsonToken.START_ARRAY) {
                        parseLevels(json, book.bids);
                    } else {
                        touch.bidE8 = FixedPoint.parse(json.getString());
                    }
                }
                case "a" -> {
                    if (token == JsonToken.START_ARRAY) {
                        parseLevels(json, book.asks);
                    } else {
                        touch.askE8 = FixedPoint.parse(json.getString());
                    }
                }
                case "B" -> touch.bidQtyE8 = FixedPoint.parse(json.getString());
                case "A" -> touch.askQtyE8 = FixedPoint.parse(json.getString());
                case "bids" -> parseLevels(json, book.bids);
                case "asks" -> parseLevels(json, book.asks);
                default -> json.skipChildren();
            }
        }
    }

    private void parseLevels(final JsonParser json, final Levels levels) {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            final long price = FixedPoint.parse(json.getString());
            json.nextToken();
            final long qty = FixedPoint.parse(json.getString());
            if (price <= 0 || qty < 0) {
                throw lines.invalid("a level of the book has price " + FixedPoint.format(price) + " and quantity "
                    + FixedPoint.format(qty) + "; fix or remove the line");
            }
            levels.add(price, qty);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                json.skipChildren();
            }
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
