package io.ringmaster.gateway.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import io.ringmaster.pipeline.feed.recorded.ImportCounts;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.units.FixedPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures of Kraken Futures, real ones and some with one line that is not as it should be: nothing of the line before is taken for it. */
class FuturesCaptureTest {

    private static final String SNAPSHOT = "{'feed':'book_snapshot','product_id':'PI_XBTUSD','timestamp':1626994927000,'seq':10,'tickSize':null,"
        + "'bids':[{'price':32000.0,'qty':100}],'asks':[{'price':32000.5,'qty':7}]}";
    private static final String DELTA =
        "{'feed':'book','product_id':'PI_XBTUSD','side':'buy','seq':11,'price':32000.0,'qty':5,'timestamp':1626994928000}";
    private static final String TRADE =
        "{'feed':'trade','product_id':'PI_XBTUSD','uid':'u','side':'buy','type':'fill','seq':1,'time':1626994928000,'qty':3,'price':32000.5}";

    private final UnsafeBuffer buffer = buffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @TempDir
    private Path directory;

    private ImportCounts counts;

    @Test
    void shouldReadBooksAndTrades() {
        assertEquals(
            List.of("book 10 32000x100 | 32000.5x7", "delta 10-11 32000x5 |", "trade 1 BUY 32000.5x3"), capture(SNAPSHOT, DELTA, TRADE));
    }

    @Test
    void shouldReadOneProduct() throws IOException {
        final Map<Integer, Integer> events =
            count("kraken_raw/KRAKEN_FUTURES.ws.1.0.gz", "FI_XBTUSD_210924");
        assertEquals(1_240, events.get(BookDeltaDecoder.TEMPLATE_ID));
        assertTrue(events.get(BookSnapshotDecoder.TEMPLATE_ID) >= 1, events.toString());
        assertTrue(events.get(TickerDecoder.TEMPLATE_ID) > 0, events.toString());
        assertEquals(406, count("kraken_raw/KRAKEN_FUTURES.ws.1.0.gz", "fi_xbtusd_210730")
            .get(BookDeltaDecoder.TEMPLATE_ID));
    }

    @Test
    void shouldReadATickerWithFundingAndOpenInterest() throws IOException {
        final Path file = Files.writeString(directory.resolve("capture"), "1676393235.5: {\"time\":1676393235406,\"product_id\":\"PI_XBTUSD\","
            + "\"funding_rate\":-6.2604214e-11,\"funding_rate_prediction\":-3.65989977e-10,\"next_funding_rate_time\":1676394000000,"
            + "\"feed\":\"ticker\",\"bid\":21978.5,\"ask\":21987.0,\"bid_size\":2536.0,\"ask_size\":13948.0,\"index\":21984.54,"
            + "\"last\":21983.5,\"openInterest\":30072580.0,\"markPrice\":21979.68641534714}\n");
        try (CountedSource source = open(file, "PI_XBTUSD")) {
            assertTrue(source.next(buffer) > 0);
            final TickerDecoder ticker = new TickerDecoder().wrapAndApplyHeader(buffer, 0, header);
            assertEquals(1_676_393_235_500_000_000L, ticker.receiveTimeNs());
            assertEquals(1_676_393_235_406_000_000L, ticker.exchangeTimeNs());
            assertEquals(2_197_850_000_000L, ticker.bidPriceE8());
            assertEquals(2_197_968_641_535L, ticker.markPriceE8());
            assertEquals(3_007_258_000_000_000L, ticker.openInterestE8());
            assertEquals(0, ticker.fundingRateE8(), "below a hundred-millionth");
            assertEquals(1_676_394_000_000_000_000L, ticker.nextFundingTimeNs());
        }
    }

    @Test
    void shouldCountANumberThatIsLeftOut() throws IOException {
        final Path file = Files.writeString(directory.resolve("capture"), """
            1.5: {"feed":"book_snapshot","product_id":"X","timestamp":1000,"seq":7,"bids":[{"price":10,"qty":1}],"asks":[{"price":11,"qty":1}]}
            2.5: {"feed":"book","product_id":"X","side":"buy","seq":8,"price":10,"qty":2.0,"timestamp":2000}
            3.5: {"feed":"book","product_id":"X","side":"sell","seq":10,"price":11,"qty":0.0,"timestamp":3000}
            """);
        try (CountedSource source = open(file, "X")) {
            while (source.next(buffer) > 0) {
                // Counted by the source.
            }
            assertEquals(3, source.counts().events());
            assertEquals(1, source.counts().gaps());
        }
    }

    @Test
    void shouldNameTheLineOfMalformedJson() throws IOException {
        final Path file = Files.writeString(directory.resolve("capture"), "1.5: {\"feed\":\"book\",\"product_id\":\n");
        try (CountedSource source = open(file, "X")) {
            final String message = assertThrows(InvalidInputException.class, () -> source.next(buffer)).getMessage();
            assertTrue(message.startsWith(file + " line 1: the JSON is malformed: "), message);
            assertTrue(message.endsWith("; fix or remove the line"), message);
        }
    }

    @Test
    void shouldSetAsideWhatIsNoTradeOfTheMarket() {
        for (final String kind : new String[] {"block", "assignment", "termination", "later"}) {
            assertEquals(1, capture(TRADE, TRADE.replace("fill", kind)).size(), kind);
            assertEquals(1, counts.rejected());
        }
        assertEquals(2, capture(TRADE, TRADE.replace("fill", "liquidation")).size());
    }

    @Test
    void shouldRefuseReceiveTimesInOtherUnits() {
        for (final String time : new String[] {"1626994927100", "1626994927100000000", "0", "99999999999.5", "9999999999.999999999"}) {
            assertTrue(assertThrows(
                InvalidInputException.class, () -> read(new FuturesCapture("f", in(time + ": " + TRADE + "\n"), "PI_XBTUSD", 0)), time)
                .getMessage().startsWith("f line 1: the receive time is not one in UTC seconds"));
        }
    }

    @Test
    void shouldRefuseAMessageOfKrakenWithoutOneOfItsFields() {
        for (final String field : new String[] {"side", "seq", "price", "qty", "timestamp", "product_id"}) {
            assertRefused("line 3: field '" + field + "' is missing", SNAPSHOT, DELTA, without(DELTA.replace("11", "12"), field));
        }
        for (final String field : new String[] {"side", "type", "seq", "time", "price", "qty", "product_id"}) {
            assertRefused("line 2: field '" + field + "' is missing", TRADE, without(TRADE, field));
        }
        for (final String field : new String[] {"seq", "timestamp", "bids", "asks", "product_id"}) {
            assertRefused("line 1: field '" + field + "' is missing", without(SNAPSHOT, field));
        }
        assertRefused("has not one price and one quantity", SNAPSHOT.replace(",'qty':7", ""));
        assertRefused("field 'bids' is not a list of levels", SNAPSHOT.replace("[{'price':32000.0,'qty':100}]", "null"));
        assertRefused("field 'qty' is not a decimal number", DELTA.replace("'qty':5", "'qty':null"));
        assertRefused("a level of the book has price 32000 and quantity -5", DELTA.replace("'qty':5", "'qty':-5"));
        assertRefused("field 'side' is neither buy nor sell: 'BUY'", DELTA.replace("buy", "BUY"));
        assertRefused("field 'time' is not a time", TRADE.replace("1626994928000", "1626994928000000"));
        assertRefused("field 'seq' is there twice", DELTA.replace("'seq':11", "'seq':11,'seq':12"));
    }

    private void assertRefused(final String message, final String... lines) {
        final String told = assertThrows(InvalidInputException.class, () -> capture(lines)).getMessage();
        assertTrue(told.contains(message), told);
    }

    private List<String> capture(final String... lines) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            text.append(1_626_994_927 + i).append(".25: ").append(lines[i]).append('\n');
        }
        return read(new FuturesCapture("capture", in(text.toString()), "PI_XBTUSD", 0));
    }

    private Map<Integer, Integer> count(final String name, final String symbol) throws IOException {
        final Map<Integer, Integer> byTemplate = new TreeMap<>();
        try (CountedSource source = open(SharedData.file(name), symbol)) {
            long before = Long.MIN_VALUE;
            for (int length = source.next(buffer); length > 0; length = source.next(buffer)) {
                final long timeNs = InputMessage.timeNs(buffer, 0);
                assertTrue(timeNs >= before, name);
                before = timeNs;
                byTemplate.merge(InputMessage.templateId(buffer, 0), 1, Integer::sum);
            }
            assertEquals(0, source.counts().gaps(), name);
        }
        return byTemplate;
    }

    private static CountedSource open(final Path file, final String symbol) throws IOException {
        return new FuturesCapture(file.toString(), Files.newInputStream(file), symbol, 0);
    }

    private static ByteArrayInputStream in(final String text) {
        return new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** The message without one of its fields, whatever its value. */
    private static String without(final String message, final String field) {
        final String rest = message.replaceFirst(
            ",?'" + field + "':(\\[(\\[[^]]*]|\\{[^}]*}|,)*]|'[^']*'|[^,}]*)", "").replace("{,", "{");
        assertTrue(rest.length() < message.length(), message + " has no " + field);
        return rest;
    }

    private List<String> read(final CountedSource source) {
        final UnsafeBuffer buffer = buffer();
        final List<String> events = new ArrayList<>();
        counts = source.counts();
        while (source.next(buffer) > 0) {
            events.add(words(buffer));
        }
        return events;
    }

    private static UnsafeBuffer buffer() {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
    }

    private static String words(final UnsafeBuffer buffer) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final StringBuilder words = new StringBuilder();
        switch (InputMessage.templateId(buffer, 0)) {
            case TradeDecoder.TEMPLATE_ID -> {
                final TradeDecoder trade = new TradeDecoder().wrapAndApplyHeader(buffer, 0, header);
                words.append("trade ").append(trade.tradeId()).append(' ').append(trade.aggressorSide()).append(' ');
                level(words, trade.priceE8(), trade.qtyE8());
            }
            case TickerDecoder.TEMPLATE_ID -> {
                final TickerDecoder ticker = new TickerDecoder().wrapAndApplyHeader(buffer, 0, header);
                level(words.append("touch "), ticker.bidPriceE8(), ticker.bidQtyE8());
                level(words.append(' '), ticker.askPriceE8(), ticker.askQtyE8());
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                final BookSnapshotDecoder book = new BookSnapshotDecoder().wrapAndApplyHeader(buffer, 0, header);
                words.append("book ").append(book.bookSequence());
                book.bids().forEach(each -> level(words.append(' '), each.priceE8(), each.qtyE8()));
                words.append(" |");
                book.asks().forEach(each -> level(words.append(' '), each.priceE8(), each.qtyE8()));
            }
            case BookDeltaDecoder.TEMPLATE_ID -> {
                final BookDeltaDecoder book = new BookDeltaDecoder().wrapAndApplyHeader(buffer, 0, header);
                words.append("delta ").append(book.previousBookSequence()).append('-').append(book.bookSequence());
                book.bids().forEach(each -> level(words.append(' '), each.priceE8(), each.qtyE8()));
                words.append(" |");
                book.asks().forEach(each -> level(words.append(' '), each.priceE8(), each.qtyE8()));
            }
            default -> throw new IllegalStateException("an event of another kind");
        }
        return words.toString();
    }

    private static void level(final StringBuilder words, final long priceE8, final long qtyE8) {
        words.append(FixedPoint.format(priceE8)).append('x').append(FixedPoint.format(qtyE8));
    }
}
