package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.market.OrderBook;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The public market of Kraken Spot WebSocket v2: channels {@code book}, {@code trade} and {@code ohlc}; frames in, events out. One thread.
 *
 * <p>The venue removes no level that falls out of the subscribed depth, so we do, as a message of our own. Its messages have no numbers;
 * ours count from 1, and that none was lost is proven by the checksum each of them carries. Where it does not match, or the pair's
 * precision is not known, the book is void until its next snapshot.
 *
 * <p>Closed candles of an {@code ohlc} snapshot are history for indicators to warm up on; live bars are made of trades.
 */
public final class SpotMarketFeed {

    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MAX_DECIMALS = 16;
    private static final int BOOK = 0;
    private static final int TRADE = 1;
    private static final int OHLC = 2;
    private static final int INSTRUMENT = 3;
    private static final Words CHANNELS = Words.of("book", "trade", "ohlc", "instrument", "status", "heartbeat", "ticker");
    private static final Words TYPES = Words.of("snapshot", "update");
    private static final int SNAPSHOT = 0;

    private final JsonFrame json = new JsonFrame();
    private final Words symbols;
    private final int depth;
    private final FeedCondition whole;
    private final InputSink sink;
    private final FeedListener listener;
    private final Pair[] pairs;
    private final List<SpotRow> rows = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[FuturesFrames.MAX_MESSAGE_BYTES]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshotDecoder = new BookSnapshotDecoder();
    private final BookDeltaDecoder deltaDecoder = new BookDeltaDecoder();
    private final BookChecksum checksum = new BookChecksum();
    private int rowCount;
    private boolean isMethod;
    private boolean hasPairs;
    private boolean isSuccess;
    private String error;
    private String subscribedChannel;
    private String subscribedSymbol;
    private int channel;
    private boolean isForeign;
    private int type;
    private long frames;
    private long unknown;
    private long malformed;
    private long checksums;
    private long mismatches;
    private long early;

    /** One pair's book and what the venue says of it. */
    private static final class Pair {

        private final BookParts parts;
        private final MarketEncoder encoder;
        private OrderBook book = new OrderBook();
        private int priceDecimals = -1;
        private int qtyDecimals = -1;
        private long sequence;
        private final TradeNumbers trades = new TradeNumbers();
        private boolean hasTrades;
        private boolean isWhole;
        /** A book nobody has shown yet is as good as one that was lost. */
        private boolean isDown = true;

        Pair(final int instrumentId) {
            parts = new BookParts(instrumentId);
            encoder = new MarketEncoder(instrumentId);
        }
    }

    /**
     * @param symbols by instrument id, as the venue names them: {@code BTC/USD}; an empty text for one that is not this venue's
     * @param depth   of the subscription to books
     * @param whole   what is said of a pair whose book is whole: that it can be traded, or only be looked at
     * @param sink    takes the events
     */
    public SpotMarketFeed(
        final List<String> symbols, final int depth, final FeedCondition whole, final InputSink sink, final FeedListener listener) {
        this.whole = whole;
        this.symbols = new Words(symbols);
        this.depth = depth;
        this.sink = sink;
        this.listener = listener;
        pairs = new Pair[symbols.size()];
        Arrays.setAll(pairs, Pair::new);
    }

    /**
     * Takes one message.
     *
     * @param bytes         UTF-8; not kept
     * @param receiveTimeNs ours, epoch
     */
    public void onFrame(final byte[] bytes, final int offset, final int length, final long receiveTimeNs) {
        frames++;
        begin();
        try {
            read(bytes, offset, length);
            if (hasPairs) {
                listener.onReady();
            } else if (isMethod) {
                onAnswer();
            } else {
                onData(receiveTimeNs);
            }
        } catch (final MalformedMessageException e) {
            malformed++;
            json.reset();
            onDisconnect(receiveTimeNs);
            listener.onMalformed(e.getMessage());
        }
    }

    private void begin() {
        rowCount = 0;
        isMethod = false;
        hasPairs = false;
        isSuccess = false;
        error = null;
        subscribedChannel = "";
        subscribedSymbol = "";
        channel = Words.UNKNOWN;
        isForeign = false;
        type = Words.UNKNOWN;
    }

    private void read(final byte[] bytes, final int offset, final int length) {
        json.begin(bytes, offset, length);
        while (json.nextField()) {
            switch (json.name()) {
                case "channel" -> {
                    channel = json.word(CHANNELS);
                    isForeign = channel != BOOK && channel != TRADE && channel != OHLC && channel != INSTRUMENT;
                }
                case "type" -> type = json.word(TYPES);
                case "data" -> readData();
                case "method" -> {
                    isMethod = true;
                    json.skip();
                }
                case "success" -> isSuccess = json.isTrue();
                case "error" -> error = json.text();
                case "result" -> readResult();
                default -> json.skip();
            }
        }
        json.end();
    }

    private void readData() {
        if (isForeign) {
            // Of a channel nobody asked for: whatever shape it has, it is no fault.
            unknown++;
            json.skip();
        } else if (json.isArray()) {
            while (json.nextObject()) {
                if (rowCount == rows.size()) {
                    rows.add(new SpotRow());
                }
                rows.get(rowCount++).read(json, symbols);
            }
        } else {
            readInstruments();
        }
    }

    private void readInstruments() {
        if (!json.isObject()) {
            throw json.wrong("neither an array nor an object");
        }
        while (json.nextField()) {
            if (json.name().equals("pairs")) {
                while (json.nextObject()) {
                    readPair();
                }
                hasPairs = true;
            } else {
                json.skip();
            }
        }
    }

    private void readPair() {
        int id = Words.UNKNOWN;
        int priceDecimals = -1;
        int qtyDecimals = -1;
        while (json.nextField()) {
            switch (json.name()) {
                case "symbol" -> id = json.word(symbols);
                case "price_precision" -> priceDecimals = decimals();
                case "qty_precision" -> qtyDecimals = decimals();
                default -> json.skip();
            }
        }
        if (id != Words.UNKNOWN) {
            pairs[id].priceDecimals = priceDecimals;
            pairs[id].qtyDecimals = qtyDecimals;
        }
    }

    /** Digits beyond our own precision are zeros, or the message is refused. */
    private int decimals() {
        final long decimals = json.whole();
        return decimals >= 0 && decimals <= MAX_DECIMALS ? (int) decimals : -1;
    }

    private void readResult() {
        if (!json.isObject()) {
            json.skip();
            return;
        }
        while (json.nextField()) {
            switch (json.name()) {
                case "channel" -> subscribedChannel = json.text();
                case "symbol" -> subscribedSymbol = json.isArray() ? firstOfArray() : json.text();
                default -> json.skip();
            }
        }
    }

    private String firstOfArray() {
        String first = "";
        while (json.nextValue()) {
            first = first.isEmpty() ? json.text() : first;
        }
        return first;
    }

    private void onAnswer() {
        if (error != null) {
            listener.onAlert(error);
        } else if (isSuccess) {
            listener.onSubscribed(subscribedChannel, subscribedSymbol);
        }
    }

    private void onData(final long receiveTimeNs) {
        switch (channel) {
            case BOOK -> onBooks(receiveTimeNs);
            case TRADE -> onTrades(receiveTimeNs);
            case OHLC -> onCandles(receiveTimeNs);
            default -> unknown += rowCount;
        }
    }

    private void onBooks(final long receiveTimeNs) {
        for (int i = 0; i < rowCount; i++) {
            final SpotRow row = rows.get(i);
            if (row.instrumentId == Words.UNKNOWN) {
                unknown++;
            } else if (type == SNAPSHOT) {
                onSnapshot(pairs[row.instrumentId], row, receiveTimeNs);
            } else {
                onUpdate(pairs[row.instrumentId], row, receiveTimeNs);
            }
        }
    }

    private void onSnapshot(final Pair pair, final SpotRow row, final long receiveTimeNs) {
        if (pair.priceDecimals < 0 || pair.qtyDecimals < 0) {
            listener.onBookLost(row.instrumentId, "its precision is not known: no checksum can be made");
            return;
        }
        pair.parts.bids.copyFrom(row.bids);
        pair.parts.asks.copyFrom(row.asks);
        pair.parts.beginSnapshot(receiveTimeNs, row.timeNs, ++pair.sequence);
        while (pair.parts.isPending()) {
            final int length = pair.parts.encodeNext(buffer);
            pair.book.onSnapshot(snapshotDecoder.wrapAndApplyHeader(buffer, 0, header));
            sink.onInput(buffer, 0, length);
        }
        pair.isWhole = true;
        if (isProven(pair, row, receiveTimeNs)) {
            if (pair.isDown) {
                pair.isDown = false;
                sink.onInput(buffer, 0, pair.encoder.feedState(buffer, receiveTimeNs, whole));
            }
            listener.onBookWhole(row.instrumentId);
        }
    }

    private void onUpdate(final Pair pair, final SpotRow row, final long receiveTimeNs) {
        if (!pair.isWhole) {
            early++;
            return;
        }
        pair.parts.bids.copyFrom(row.bids);
        pair.parts.asks.copyFrom(row.asks);
        apply(pair, row, receiveTimeNs);
        if (pair.book.bidLevels() > depth || pair.book.askLevels() > depth) {
            cutToDepth(pair);
            apply(pair, row, receiveTimeNs);
        }
        isProven(pair, row, receiveTimeNs);
    }

    private void apply(final Pair pair, final SpotRow row, final long receiveTimeNs) {
        pair.parts.beginDelta(receiveTimeNs, row.timeNs, pair.sequence, pair.sequence + 1);
        pair.sequence++;
        while (pair.parts.isPending()) {
            final int length = pair.parts.encodeNext(buffer);
            pair.book.onDelta(deltaDecoder.wrapAndApplyHeader(buffer, 0, header));
            sink.onInput(buffer, 0, length);
        }
    }

    private void cutToDepth(final Pair pair) {
        pair.parts.bids.clear();
        pair.parts.asks.clear();
        for (int rank = depth; rank < pair.book.bidLevels(); rank++) {
            pair.parts.bids.add(pair.book.bidPriceE8(rank), 0);
        }
        for (int rank = depth; rank < pair.book.askLevels(); rank++) {
            pair.parts.asks.add(pair.book.askPriceE8(rank), 0);
        }
    }

    private boolean isProven(final Pair pair, final SpotRow row, final long receiveTimeNs) {
        checksums++;
        final long ours = checksum.of(pair.book, pair.priceDecimals, pair.qtyDecimals);
        if (ours == row.checksum) {
            return true;
        }
        mismatches++;
        takeDown(pair, receiveTimeNs);
        listener.onBookLost(row.instrumentId, "the checksum is " + row.checksum + ", that of our book " + ours);
        return false;
    }

    private void takeDown(final Pair pair, final long timeNs) {
        pair.isWhole = false;
        pair.book = new OrderBook();
        if (!pair.isDown) {
            pair.isDown = true;
            sink.onInput(buffer, 0, pair.encoder.feedState(buffer, timeNs, FeedCondition.DOWN));
        }
    }

    private void onTrade(final Pair pair, final SpotRow row, final long receiveTimeNs) {
        if (row.priceE8 <= 0 || row.qtyE8 <= 0 || row.tradeId <= 0) {
            throw new MalformedMessageException("a trade has no positive price, quantity and trade_id");
        }
        if (!pair.trades.isNew(row.tradeId, row.timeNs, row.priceE8, row.qtyE8, row.side())) {
            return;
        }
        sink.onInput(buffer, 0, pair.encoder.trade(
            buffer, receiveTimeNs, row.timeNs, row.tradeId, row.priceE8, row.qtyE8, row.side()));
    }

    /** A snapshot of trades is history the first time, and later holds what happened while we were away. */
    private void onTrades(final long receiveTimeNs) {
        final boolean isNewestFirst = rowCount > 1 && rows.get(0).tradeId > rows.get(rowCount - 1).tradeId;
        for (int i = 0; i < rowCount; i++) {
            final SpotRow row = rows.get(isNewestFirst ? rowCount - 1 - i : i);
            if (row.instrumentId == Words.UNKNOWN) {
                unknown++;
            } else if (type == SNAPSHOT && !pairs[row.instrumentId].hasTrades) {
                pairs[row.instrumentId].trades.remember(row.tradeId, row.timeNs, row.priceE8, row.qtyE8, row.side());
                pairs[row.instrumentId].trades.goOnFrom(row.tradeId, row.timeNs);
            } else {
                onTrade(pairs[row.instrumentId], row, receiveTimeNs);
            }
        }
        for (int i = 0; i < rowCount; i++) {
            if (rows.get(i).instrumentId != Words.UNKNOWN) {
                pairs[rows.get(i).instrumentId].hasTrades = true;
            }
        }
    }

    /** The last candle of a pair is not closed yet. */
    private void onCandles(final long receiveTimeNs) {
        for (int i = 0; type == SNAPSHOT && i < rowCount; i++) {
            final SpotRow row = rows.get(i);
            final boolean isClosed = row.intervalBeginNs + row.intervalMinutes * MINUTE_NS <= receiveTimeNs;
            if (row.instrumentId != Words.UNKNOWN && isClosed) {
                sink.onInput(buffer, 0, pairs[row.instrumentId].encoder.history(
                    buffer, receiveTimeNs, row.intervalBeginNs, row.intervalMinutes * MINUTE_NS, row.openE8, row.highE8, row.lowE8,
                    row.closeE8, row.volumeE8));
            }
        }
    }

    /** The connection is gone, or can't be trusted: every book is void until its next snapshot, and the events say so. */
    public void onDisconnect(final long timeNs) {
        for (final Pair pair : pairs) {
            takeDown(pair, timeNs);
        }
    }

    /** Messages taken. */
    public long frames() {
        return frames;
    }

    /** Rows of channels or pairs nobody asked for. */
    public long unknown() {
        return unknown;
    }

    /** Messages that could not be read. */
    public long malformed() {
        return malformed;
    }

    /** Checksums compared. */
    public long checksums() {
        return checksums;
    }

    /** Checksums that did not match. */
    public long mismatches() {
        return mismatches;
    }

    /** Changes of a book before its snapshot. */
    public long early() {
        return early;
    }

    /** Times a trade was left out. */
    public long tradeGaps() {
        return Arrays.stream(pairs).mapToLong(pair -> pair.trades.gaps()).sum();
    }
}
