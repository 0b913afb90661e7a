package io.ringmaster.lab.source;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import io.ringmaster.pipeline.feed.recorded.ImportCounts;
import io.ringmaster.pipeline.feed.recorded.Lines;
import io.ringmaster.pipeline.feed.recorded.MessageFields;
import io.ringmaster.schema.Side;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.agrona.MutableDirectBuffer;

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
    private static final String MARKET = "MARKET";

    private final Lines lines;
    private final MessageFields fields;
    private final BinanceMessage message;
    private final BookParts book;
    private final MarketEncoder encoder;
    private final String wanted;
    private final ImportCounts counts = new ImportCounts();
    private final ArrayDeque<byte[]> early = new ArrayDeque<>();
    private boolean waitsForSnapshot = true;
    private boolean joins;
    private boolean hasDiffs;
    private boolean isSpot;
    private String product;
    private long lastBookSequence;
    private long lastTimeNs = Long.MIN_VALUE;

    /**
     * @param file   name for messages
     * @param in     plain or gzipped; closed with the source
     * @param wanted product to select if there are several; otherwise the file may contain only one, of any name
     */
    public BinanceL2Source(final String file, final InputStream in, final String wanted, final int instrumentId) {
        lines = new Lines(file, in);
        fields = new MessageFields(lines, BinanceMessage.FIELDS);
        book = new BookParts(instrumentId);
        message = new BinanceMessage(lines, fields, book.bids, book.asks);
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
                message.parse(line, line.length, jsonStart(line, line.length));
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
        message.parse(line, lines.length(), start);
        if (fields.has("lastUpdateId")) {
            return onSnapshot();
        }
        return switch (message.event()) {
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
        if (!isOurs(message.symbol()) || (fields.has("X") && !MARKET.equals(message.printKind()))) {
            return setAside();
        }
        return encoder.trade(
            buffer, lastTimeNs, message.tradeTimeNs(), message.tradeId(), fields.positive(message.priceE8(), "p"),
            fields.positive(message.qtyE8(), "q"), message.isBuyerMaker() ? Side.SELL : Side.BUY);
    }

    private int onTouch(final MutableDirectBuffer buffer) {
        fields.require("s", "u", "b", "B", "a", "A");
        if (!isOurs(message.symbol())) {
            return setAside();
        }
        final TickerRow touch = message.touch();
        touch.receiveTimeNs = lastTimeNs;
        touch.exchangeTimeNs = fields.has("T") ? message.tradeTimeNs() : lastTimeNs;
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
        message.requireLevels();
        if (!isOurs(message.symbol())) {
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
        if (message.firstId() <= 0 || message.firstId() > message.lastId()) {
            throw lines.invalid("a diff begins with number " + message.firstId() + " and ends with " + message.lastId() + "; fix or remove the line");
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
        message.requireLevels();
        if (fields.has("symbol") && !isOurs(message.symbol())) {
            return setAside();
        }
        if (message.lastId() <= 0) {
            throw lines.invalid("field 'lastUpdateId' must be positive: " + message.lastId() + "; fix or remove the line");
        }
        waitsForSnapshot = false;
        joins = true;
        lastBookSequence = message.lastId();
        book.beginSnapshot(lastTimeNs, fields.has("T") ? message.tradeTimeNs() : lastTimeNs, message.lastId());
        return 0;
    }

    private int onDiff() {
        final long follows = isSpot ? message.firstId() - 1 : message.previousId();
        long previous = follows;
        if (joins) {
            if (message.lastId() <= lastBookSequence) {
                return 0;
            }
            joins = false;
            previous = message.firstId() <= lastBookSequence + 1 ? lastBookSequence : follows;
        }
        if (lastBookSequence != 0 && previous != lastBookSequence) {
            counts.countGap();
        }
        lastBookSequence = message.lastId();
        book.beginDelta(lastTimeNs, isSpot ? message.eventTimeNs() : message.tradeTimeNs(), previous, message.lastId());
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
        if (end < 18 || timeNs < 0 || timeNs / MS_TO_NS >= MessageFields.END_MS) {
            throw lines.invalid("the receive time is not one in UTC nanoseconds: " + new String(line, 0, end, StandardCharsets.UTF_8) + "; check the unit");
        }
        return timeNs;
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
