package io.ringmaster.gateway.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.pipeline.market.OrderBook;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A book folded from the text of the venue's messages in another way: regular expressions, decimals, sorted maps. */
final class FoldedBook {

    private static final Pattern LEVEL = Pattern.compile("\\{\"price\":([-0-9.eE]+),\"qty\":([-0-9.eE]+)}");
    private static final Pattern FIELD = Pattern.compile("\"(side|price|qty|seq)\":\"?([-a-z0-9.E]+)\"?");

    final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    int deltas;

    void onMessage(final String json) {
        if (json.contains("\"book_snapshot\"")) {
            bids.clear();
            asks.clear();
            final int split = json.indexOf("\"asks\"");
            put(bids, json.substring(0, split));
            put(asks, json.substring(split));
        } else if (json.contains("\"feed\":\"book\"") && json.contains("\"side\"")) {
            deltas++;
            final Map<String, String> fields = new TreeMap<>();
            for (final Matcher field = FIELD.matcher(json); field.find(); ) {
                fields.put(field.group(1), field.group(2));
            }
            set(fields.get("side").equals("buy") ? bids : asks, fields.get("price"), fields.get("qty"));
        }
    }

    private static void put(final TreeMap<BigDecimal, BigDecimal> side, final String json) {
        for (final Matcher level = LEVEL.matcher(json); level.find(); ) {
            set(side, level.group(1), level.group(2));
        }
    }

    private static void set(final TreeMap<BigDecimal, BigDecimal> side, final String price, final String qty) {
        if (new BigDecimal(qty).signum() == 0) {
            side.remove(new BigDecimal(price));
        } else {
            side.put(new BigDecimal(price), new BigDecimal(qty));
        }
    }

    void assertEqualTo(final String label, final OrderBook book) {
        assertEquals(bids.size(), book.bidLevels(), label + ": bid levels");
        assertEquals(asks.size(), book.askLevels(), label + ": ask levels");
        int rank = 0;
        for (final Iterator<Map.Entry<BigDecimal, BigDecimal>> level = bids.entrySet().iterator(); level.hasNext(); rank++) {
            final Map.Entry<BigDecimal, BigDecimal> expected = level.next();
            assertEquals(e8(expected.getKey()), book.bidPriceE8(rank), label + ": price of bid " + rank);
            assertEquals(e8(expected.getValue()), book.bidQtyE8(rank), label + ": quantity of bid " + rank);
        }
        rank = 0;
        for (final Iterator<Map.Entry<BigDecimal, BigDecimal>> level = asks.entrySet().iterator(); level.hasNext(); rank++) {
            final Map.Entry<BigDecimal, BigDecimal> expected = level.next();
            assertEquals(e8(expected.getKey()), book.askPriceE8(rank), label + ": price of ask " + rank);
            assertEquals(e8(expected.getValue()), book.askQtyE8(rank), label + ": quantity of ask " + rank);
        }
    }

    private static long e8(final BigDecimal value) {
        return value.movePointRight(8).longValueExact();
    }
}
