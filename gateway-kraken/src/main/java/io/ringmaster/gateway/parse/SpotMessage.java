package io.ringmaster.gateway.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * One message of Kraken Spot WebSocket v2, read into reused rows. The precision of the pairs, which the venue sends once, is kept with them.
 * One thread; a message of the market allocates nothing.
 */
final class SpotMessage {

    static final int BOOK = 0;
    static final int TRADE = 1;
    static final int OHLC = 2;

    private static final int INSTRUMENT = 3;
    private static final int MAX_DECIMALS = 16;
    private static final Words CHANNELS = Words.of("book", "trade", "ohlc", "instrument", "status", "heartbeat", "ticker");
    private static final Words TYPES = Words.of("snapshot", "update");
    private static final int SNAPSHOT = 0;

    private final JsonFrame json = new JsonFrame();
    private final Words symbols;
    private final SpotPair[] pairs;
    private final List<SpotRow> rows = new ArrayList<>();
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
    private long foreign;

    /** @param pairs by instrument id, as the symbols are */
    SpotMessage(final List<String> symbols, final SpotPair[] pairs) {
        this.symbols = new Words(symbols);
        this.pairs = pairs;
    }

    /**
     * Reads a message; what the last one said is void.
     *
     * @throws MalformedMessageException if it cannot be read; {@link #reset} must follow
     */
    void take(final byte[] bytes, final int offset, final int length) {
        begin();
        read(bytes, offset, length);
    }

    /** Forgets a message that could not be read. */
    void reset() {
        json.reset();
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
            // A channel that was not subscribed to may have any shape.
            foreign++;
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

    /** Whether it says which pairs there are, with their precision. */
    boolean hasPairs() {
        return hasPairs;
    }

    /** Whether it answers a request of ours. */
    boolean isAnswer() {
        return isMethod;
    }

    /** Whether it says that a request was carried out. */
    boolean isSuccess() {
        return isSuccess;
    }

    /** Why a request was refused; null if it was not. */
    String error() {
        return error;
    }

    /** Channel of a subscription that took effect; empty for none. */
    String subscribedChannel() {
        return subscribedChannel;
    }

    /** Pair of a subscription that took effect; empty for none. */
    String subscribedSymbol() {
        return subscribedSymbol;
    }

    /** Which channel its rows belong to. */
    int channel() {
        return channel;
    }

    boolean isSnapshot() {
        return type == SNAPSHOT;
    }

    int rowCount() {
        return rowCount;
    }

    SpotRow row(final int index) {
        return rows.get(index);
    }

    /** Messages of channels that were not subscribed to, so far. */
    long foreign() {
        return foreign;
    }
}
