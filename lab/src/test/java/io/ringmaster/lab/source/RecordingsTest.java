package io.ringmaster.lab.source;

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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings of Binance with one line that is not as it should be: nothing of the line before is taken for it. */
class RecordingsTest {

    private static final long T0 = 1_723_161_255_000_000_000L;
    private static final String TRADE = "{'e':'trade','E':1723161256322,'T':1723161256322,'s':'BTCUSDT','t':7,'p':'61800.1','q':'0.01','X':'MARKET','m':false}";
    private static final String TOUCH =
        "{'e':'bookTicker','u':9,'s':'BTCUSDT','b':'61800.1','B':'1.5','a':'61800.2','A':'2','T':1723161256313,'E':1723161256313}";
    private static final String DEPTH =
        "{'e':'depthUpdate','E':1723161256299,'T':1723161256298,'s':'BTCUSDT','U':101,'u':104,'pu':100,'b':[['61800.1','1']],'a':[]}";
    private static final String SNAPSHOT =
        "{'lastUpdateId':100,'E':1723161255000,'T':1723161255000,'bids':[['61800.1','1.5'],['61800.0','2']],'asks':[['61800.2','1']]}";

    private ImportCounts counts;

    @Test
    void shouldReadTradesTouchesAndBooks() {
        assertEquals(
            List.of("book 100 61800.1x1.5 61800x2 | 61800.2x1", "trade 7 BUY 61800.1x0.01", "touch 61800.1x1.5 61800.2x2", "delta 100-104 61800.1x1 |"),
            binance(SNAPSHOT, TRADE, TOUCH, DEPTH));
    }

    @Test
    void shouldRefuseAMessageOfBinanceWithoutOneOfItsFields() {
        for (final String field : new String[] {"s", "t", "T", "p", "q", "m"}) {
            assertBinanceRefused("line 3: field '" + field + "' is missing", SNAPSHOT, TRADE, without(TRADE, field));
        }
        for (final String field : new String[] {"s", "u", "b", "B", "a", "A"}) {
            assertBinanceRefused("line 3: field '" + field + "' is missing", SNAPSHOT, TOUCH, without(TOUCH, field));
        }
        for (final String field : new String[] {"s", "U", "u", "pu", "T", "E", "b", "a"}) {
            assertBinanceRefused("line 3: field '" + field + "' is missing", SNAPSHOT, DEPTH,
                without(DEPTH.replace("104", "108").replace("101", "105").replace("100,'b'", "104,'b'"), field));
        }
        for (final String field : new String[] {"bids", "asks"}) {
            assertBinanceRefused("line 1: field '" + field + "' is missing", without(SNAPSHOT, field));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'p':'61800.1' | 'p':null             | field 'p' is not a decimal number
        'p':'61800.1' | 'p':'NaN'            | field 'p' is not a number: NaN
        'p':'61800.1' | 'p':'61.800,1'       | field 'p' is not a number
        'p':'61800.1' | 'p':true             | field 'p' is not a decimal number
        'p':'61800.1' | 'p':['1']            | field 'p' is not a decimal number
        'p':'61800.1' | 'p':'0'              | field 'p' must be positive: 0
        'p':'61800.1' | 'p':'-5'             | field 'p' must be positive: -5
        'p':'61800.1' | 'p':'1e999999999'    | field 'p' is
        'p':'61800.1' | 'p':'1','p':'2'      | field 'p' is there twice
        'q':'0.01'    | 'q':'0'              | field 'q' must be positive: 0
        'm':false     | 'm':0                | field 'm' is not true or false
        'm':false     | 'm':'false'          | field 'm' is not true or false
        't':7         | 't':'7'              | field 't' is not a whole number
        't':7         | 't':7.5              | field 't' is not a whole number
        't':7         | 't':99999999999999999999 | field 't' is out of range
        'T':1723161256322 | 'T':1723161256322000 | field 'T' is not a time in UTC milliseconds
        'T':1723161256322 | 'T':-1           | field 'T' is not a time in UTC milliseconds
        's':'BTCUSDT' | 's':null             | field 's' is not a text
        's':'BTCUSDT' | 's':'ETHUSDT'        | it is about ETHUSDT, the lines before about BTCUSDT
        'm':false}    | 'm':false            | the JSON is malformed
        'm':false}    | 'm':false}{}         | something follows the JSON object
        """)
    void shouldRefuseABinanceTradeWithAFieldThatIsNone(final String right, final String wrong, final String message) {
        assertBinanceRefused("line 3: " + message, SNAPSHOT, TRADE, TRADE.replace(right, wrong));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'b':[['61800.1','1']] | 'b':[['61800.1']]      | field 'b' holds a level without a quantity
        'b':[['61800.1','1']] | 'b':[['61800.1',null]] | field 'b' is not a decimal number
        'b':[['61800.1','1']] | 'b':[['61800.1','-1']] | a level of the book has price 61800.1 and quantity -1
        'b':[['61800.1','1']] | 'b':[['0','1']]        | a level of the book has price 0 and quantity 1
        'b':[['61800.1','1']] | 'b':['61800.1','1']    | field 'b' holds a level that is no list of price and quantity
        'b':[['61800.1','1']] | 'b':'61800.1'          | bids and asks must be lists of levels
        'u':104               | 'u':99                 | a diff begins with number 101 and ends with 99
        """)
    void shouldRefuseABinanceDiffThatIsNone(final String right, final String wrong, final String message) {
        assertBinanceRefused("line 2: " + message, SNAPSHOT, DEPTH.replace(right, wrong));
    }

    @Test
    void shouldSetAsideWhatIsNoTradeOfTheMarket() {
        for (final String kind : new String[] {"INSURANCE_FUND", "ADL", "NA", "LATER"}) {
            assertEquals(1, binance(TRADE, TRADE.replace("MARKET", kind)).size(), kind);
            assertEquals(1, counts.rejected());
        }
        assertEquals(1, binance(TRADE, TRADE.replace("MARKET", "NA").replace("61800.1", "0").replace("0.01", "0")).size());
        assertEquals(1, binance(TRADE, "{'e':'aggTrade','s':'BTCUSDT','a':5,'p':'1','q':'1','m':false,'T':'later'}").size());
    }

    @Test
    void shouldPickTheProductThatIsAskedForAndRefuseAMixture() {
        final String ether = TRADE.replace("BTCUSDT", "ETHUSDT");
        assertEquals(2, read(recording("BTCUSDT", TRADE, ether, TRADE)).size());
        assertEquals(1, counts.rejected());
        assertBinanceRefused("line 2: it is about ETHUSDT", TRADE, ether);
        assertTrue(assertThrows(InvalidInputException.class, () -> read(recording("BTCUSDT", ether, TRADE))).getMessage().contains("line 2: it is about BTCUSDT"));
    }

    @Test
    void shouldFollowSpotByTheNumberAfterTheLast() {
        final String spot = without(without(DEPTH, "pu"), "T");
        final String whole = "{'lastUpdateId':100,'bids':[['61800.1','1.5']],'asks':[['61800.2','1']]}";
        final List<String> events = binance(
            whole, spot.replace("101", "90").replace("104", "99"), spot.replace("101", "99").replace("104", "103"), spot.replace("101", "104"),
            spot.replace("101", "106").replace("104", "109"));
        assertEquals(
            List.of("book 100 61800.1x1.5 | 61800.2x1", "delta 100-103 61800.1x1 |", "delta 103-104 61800.1x1 |", "delta 105-109 61800.1x1 |"), events);
        assertEquals(1, counts.gaps(), "105 is missing");
        assertBinanceRefused("field 'pu' is there", whole, spot, DEPTH);
        assertEquals(List.of("touch 61800.1x1.5 61800.2x2"),
            binance("{'stream':'btcusdt@bookTicker','data':" + without(without(without(TOUCH, "e"), "T"), "E") + "}"));
    }

    @Test
    void shouldTakeNoTimeFromTheMessageBefore() {
        final MarketDataSource source = recording("X", TRADE, "{'lastUpdateId':100,'bids':[],'asks':[]}");
        final UnsafeBuffer buffer = buffer();
        source.next(buffer);
        source.next(buffer);
        final BookSnapshotDecoder book = new BookSnapshotDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        assertEquals(T0 + 1_000_000, book.exchangeTimeNs(), "the snapshot has no time of its own, so its receive time counts");
    }

    @Test
    void shouldRefuseReceiveTimesInOtherUnits() {
        for (final String time : new String[] {"1723161255000000", "1723161255000", "1723161255", "9999999999999999999", "99999999999999999999"}) {
            assertTrue(assertThrows(InvalidInputException.class, () -> read(new BinanceL2Source("f", in(time + " " + TRADE + "\n"), "", 0)), time)
                .getMessage().startsWith("f line 1: the receive time is not "));
        }
    }

    private void assertBinanceRefused(final String message, final String... lines) {
        final String told = assertThrows(InvalidInputException.class, () -> read(recording("X", lines))).getMessage();
        assertTrue(told.contains(message), told);
    }

    private List<String> binance(final String... lines) {
        return read(recording("X", lines));
    }

    private static CountedSource recording(final String symbol, final String... lines) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            text.append(T0 + i * 1_000_000L).append(' ').append(lines[i]).append('\n');
        }
        return new BinanceL2Source("recording", in(text.toString()), symbol, 0);
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
