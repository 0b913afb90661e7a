package io.ringmaster.gateway.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.market.OrderBook;
import io.ringmaster.pipeline.port.InputMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/**
 * A venue whose book is known, and a wire that loses, doubles, swaps, garbles and delays its messages. Whenever a book may be traded on,
 * it must be the venue's own of the number it bears, and not crossed.
 */
class FeedFaultsTest {

    private static final int FAULTS = 200_000 * Integer.getInteger("times", 1);
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final long E8 = 100_000_000L;
    private static final int MIDDLE = 10_000;
    /** Of each side. Most of the time goes into snapshots, one after nearly every fault. */
    private static final int LEVELS = 6;
    private static final Pattern PRICE = Pattern.compile("\"price\":[0-9]+");
    private static final Pattern SEQUENCE = Pattern.compile("\"seq\":[0-9]+");
    private static final int REMEMBERED = 1 << 10;

    private final Random random = new Random(SEED);
    private final TreeMap<Integer, Integer> bids = new TreeMap<>();
    private final TreeMap<Integer, Integer> asks = new TreeMap<>();
    private final long[] truth = new long[REMEMBERED];
    private final boolean[] crossed = new boolean[REMEMBERED];
    private final MarketState market = new MarketState(1);
    private final MarketView view = new MarketView();
    private final Heard heard = new Heard();
    private final FuturesMarketFeed feed = new FuturesMarketFeed(List.of("PF_XBTUSD"), this::onEvent, heard);
    private long hash;
    private long sequence;
    private long timeNs = 1_700_000_000_000_000_000L;
    private long faults;
    private long tradable;
    private long crossings;
    private long untradable;
    private String held;
    private int snapshotIn;

    @Test
    void shouldNeverOfferABookThatIsNotTheVenues() {
        for (int i = 0; i < LEVELS; i++) {
            set(true, MIDDLE - 1 - i, 1 + i);
            set(false, MIDDLE + 1 + i, 1 + i);
        }
        remember();
        deliver(snapshot());
        while (faults < FAULTS) {
            step();
        }
        assertTrue(tradable > FAULTS / 10, () -> "hardly ever tradable: " + tradable);
        assertTrue(untradable > FAULTS / 10, () -> "hardly ever void: " + untradable);
        assertTrue(crossings > 1_000, () -> "hardly ever crossed: " + crossings);
        assertTrue(feed.gaps() > 1_000 && feed.duplicates() > 1_000 && feed.malformed() > 1_000 && feed.early() > 1_000, this::counts);
    }

    private String counts() {
        return "gaps " + feed.gaps() + ", duplicates " + feed.duplicates() + ", malformed " + feed.malformed() + ", early " + feed.early();
    }

    private void step() {
        final String message = change();
        if (random.nextInt(2) == 0) {
            deliver(message);
        } else {
            faults++;
            switch (random.nextInt(8)) {
                case 0 -> { }
                case 1 -> {
                    deliver(message);
                    deliver(message);
                }
                case 2 -> {
                    if (held != null) {
                        deliver(held);
                    }
                    held = message;
                }
                case 3 -> deliver(garbled(message));
                case 4 -> deliver(message.substring(0, random.nextInt(message.length())));
                case 5 -> deliver(PRICE.matcher(message).replaceFirst("\"price\":" + nonsense()));
                case 6 -> {
                    feed.onDisconnect(timeNs);
                    snapshotIn = 1 + random.nextInt(4);
                }
                default -> deliver(SEQUENCE.matcher(message).replaceFirst(
                    "\"seq\":" + (sequence + 2 + random.nextInt(5)) + (random.nextBoolean() ? "" : ".5")));
            }
        }
        if (held != null && random.nextInt(3) == 0) {
            deliver(held);
            held = null;
        }
        resubscribe();
    }

    /** What a session does: it asks for a snapshot, which comes a little later. */
    private void resubscribe() {
        if (heard.lines.stream().anyMatch(line -> line.startsWith("lost") || line.startsWith("malformed")) && snapshotIn == 0) {
            snapshotIn = 1 + random.nextInt(4);
        }
        heard.lines.clear();
        if (snapshotIn > 0 && --snapshotIn == 0) {
            deliver(snapshot());
        }
    }

    private String nonsense() {
        return List.of("0", "-5", "1e400", "NaN", "\"Infinity\"", "null", "[1]", "1.123456789").get(random.nextInt(8));
    }

    /** A character becomes one that no number and no name has. */
    private String garbled(final String message) {
        final int at = random.nextInt(message.length());
        return message.substring(0, at) + '#' + message.substring(at + 1);
    }

    /** The venue's book changes: near the touch, mostly without crossing it. */
    private String change() {
        sequence++;
        final boolean isBid = random.nextBoolean();
        final TreeMap<Integer, Integer> side = isBid ? bids : asks;
        final int distance = 1 + random.nextInt(LEVELS) - (random.nextInt(40) == 0 ? 4 : 0);
        final int beyond = isBid ? bids.isEmpty() ? 0 : bids.lastKey() - MIDDLE : asks.isEmpty() ? 0 : MIDDLE - asks.firstKey();
        // A level beyond the middle does not stay there for long.
        final int price = beyond >= 0 && random.nextBoolean() && !side.isEmpty()
            ? isBid ? side.lastKey() : side.firstKey() : isBid ? MIDDLE - distance : MIDDLE + distance;
        final int qty = price == (isBid ? MIDDLE + beyond : MIDDLE - beyond) && beyond >= 0 || random.nextInt(3) == 0
            ? 0 : 1 + random.nextInt(9);
        set(isBid, price, qty);
        remember();
        return "{\"feed\":\"book\",\"product_id\":\"PF_XBTUSD\",\"side\":\"" + (isBid ? "buy" : "sell") + "\",\"seq\":" + sequence
            + ",\"price\":" + price + ",\"qty\":" + qty + ",\"timestamp\":1612269953629}";
    }

    private void set(final boolean isBid, final int price, final int qty) {
        final TreeMap<Integer, Integer> side = isBid ? bids : asks;
        final Integer before = qty == 0 ? side.remove(price) : side.put(price, qty);
        hash -= before == null ? 0 : mix(isBid ? 0 : 1, price * E8, before * E8);
        hash += qty == 0 ? 0 : mix(isBid ? 0 : 1, price * E8, qty * E8);
    }

    private void remember() {
        truth[(int) sequence & REMEMBERED - 1] = hash;
        crossed[(int) sequence & REMEMBERED - 1] = !bids.isEmpty() && !asks.isEmpty() && bids.lastKey() >= asks.firstKey();
    }

    private static long mix(final int side, final long priceE8, final long qtyE8) {
        final long mixed = (priceE8 * 31 + qtyE8 * 2 + side) * 0x9E3779B97F4A7C15L;
        return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    }

    private String snapshot() {
        return "{\"feed\":\"book_snapshot\",\"product_id\":\"PF_XBTUSD\",\"timestamp\":1,\"seq\":" + sequence + ",\"tickSize\":null,\"bids\":"
            + levels(bids) + ",\"asks\":" + levels(asks) + "}";
    }

    private static String levels(final TreeMap<Integer, Integer> side) {
        final StringBuilder json = new StringBuilder("[");
        side.forEach((price, qty) ->
            json.append(json.length() > 1 ? "," : "").append("{\"price\":").append(price).append(",\"qty\":").append(qty).append('}'));
        return json.append(']').toString();
    }

    private void deliver(final String message) {
        final byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        feed.onFrame(bytes, 0, bytes.length, ++timeNs);
    }

    private void onEvent(final DirectBuffer buffer, final int offset, final int length) {
        market.onInput(buffer, offset, InputMessage.templateId(buffer, offset), view);
        final OrderBook book = market.book(0);
        if (book.state() == BookState.CROSSED) {
            crossings++;
        }
        if (book.state() != BookState.VALID) {
            untradable++;
            return;
        }
        tradable++;
        assertEquals(truth[(int) book.bookSequence() & REMEMBERED - 1], hash(book), this::where);
        assertTrue(!crossed[(int) book.bookSequence() & REMEMBERED - 1], this::where);
    }

    private static long hash(final OrderBook book) {
        long hash = 0;
        for (int rank = 0; rank < book.bidLevels(); rank++) {
            hash += mix(0, book.bidPriceE8(rank), book.bidQtyE8(rank));
        }
        for (int rank = 0; rank < book.askLevels(); rank++) {
            hash += mix(1, book.askPriceE8(rank), book.askQtyE8(rank));
        }
        return hash;
    }

    private String where() {
        return "seed=" + SEED + " fault " + faults + " sequence " + sequence;
    }
}
