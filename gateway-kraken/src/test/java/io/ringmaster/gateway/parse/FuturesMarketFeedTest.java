package io.ringmaster.gateway.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FuturesMarketFeedTest {

    private static final long NOW = 1_700_000_000_000_000_000L;
    private static final List<String> CAPTURED = List.of(
        "FI_ETHUSD_211231", "PI_XRPUSD", "PI_LTCUSD", "FI_BCHUSD_210730", "PI_ETHUSD", "FI_XBTUSD_210924", "FI_ETHUSD_210730",
        "FI_BCHUSD_210924", "FI_XRPUSD_210924", "FI_XBTUSD_210730");

    private final Heard heard = new Heard();
    private final List<byte[]> events = new ArrayList<>();
    private final FuturesMarketFeed feed = new FuturesMarketFeed(List.of("PI_XBTUSD"), this::keep, heard);

    private void keep(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] event = new byte[length];
        buffer.getBytes(offset, event);
        events.add(event);
    }

    private void hear(final String json) {
        final byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        feed.onFrame(bytes, 0, bytes.length, NOW);
    }

    private void hearFixture(final String name) {
        try {
            hear(Files.readString(SharedData.file("kraken_fixtures/" + name)));
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldPlayTheEmbeddedCaptureWithoutGapsIntoTheBookThatAnotherFoldGives() {
        final FoldedBook folded = play(RecordedFrames.embedded(), List.of("FI_XBTUSD_210924"), "FI_XBTUSD_210924");

        assertEquals(1_240, folded.deltas);
    }

    @Test
    void shouldPlayTheWholeCaptureWithoutGapsIntoTheBooksThatAnotherFoldGives() throws IOException {
        final List<RecordedFrames.Frame> frames =
            RecordedFrames.read("capture", Files.newInputStream(SharedData.file("kraken_raw/KRAKEN_FUTURES.ws.1.0.gz")));
        int deltas = 0;
        for (final String product : CAPTURED) {
            deltas += play(frames, CAPTURED, product).deltas;
        }
        assertEquals(7_014, deltas);
    }

    /** Plays all frames and compares one product's book after each of its messages. */
    private FoldedBook play(final List<RecordedFrames.Frame> frames, final List<String> products, final String product) {
        final MarketState market = new MarketState(products.size());
        final MarketView view = new MarketView();
        final Heard session = new Heard();
        final FuturesMarketFeed player = new FuturesMarketFeed(
            products, (buffer, offset, length) -> market.onInput(buffer, offset, InputMessage.templateId(buffer, offset), view), session);
        final FoldedBook folded = new FoldedBook();
        final int id = products.indexOf(product);
        for (final RecordedFrames.Frame frame : frames) {
            player.onFrame(frame.bytes(), 0, frame.bytes().length, frame.receiveTimeNs());
            final String json = new String(frame.bytes(), StandardCharsets.UTF_8);
            if (json.contains('"' + product + '"')) {
                folded.onMessage(json);
                folded.assertEqualTo(product + " after " + json, market.book(id));
            }
        }
        assertEquals(0, player.gaps());
        assertEquals(0, player.malformed(), () -> session.lines.toString());
        assertEquals(0, player.duplicates());
        assertTrue(session.lines.contains("subscribed book " + product), () -> session.lines.toString());
        assertEquals(BookState.VALID, market.book(id).state());
        return folded;
    }

    @Test
    void shouldDecodeTheDocumentedBookMessages() {
        hearFixture("ws_futures_book_snapshot.json");
        hear("{\"feed\":\"book\",\"product_id\":\"PI_XBTUSD\",\"side\":\"sell\",\"seq\":326072250,\"price\":34981,\"qty\":0,"
            + "\"timestamp\":1612269953629}");

        assertEquals(List.of("whole 0"), heard.lines);
        assertEquals(3, events.size());
        assertEquals(FeedCondition.UP, condition(1), "a book nobody had shown yet was down");
    }

    @Test
    void shouldPassOverAChangeBeforeItsSnapshot() {
        hearFixture("ws_futures_book_delta.json");

        assertEquals(List.of(), events);
        assertEquals(1, feed.early());
    }

    @Test
    void shouldDecodeTheDocumentedTicker() {
        hearFixture("ws_futures_ticker.json");

        final TickerDecoder ticker = new TickerDecoder().wrapAndApplyHeader(event(0), 0, new MessageHeaderDecoder());
        assertEquals(1_676_393_235_406_000_000L, ticker.exchangeTimeNs());
        assertEquals(2_197_850_000_000L, ticker.bidPriceE8());
        assertEquals(2_198_700_000_000L, ticker.askPriceE8());
        assertEquals(253_600_000_000L, ticker.bidQtyE8());
        assertEquals(1_394_800_000_000L, ticker.askQtyE8());
        assertEquals(2_198_350_000_000L, ticker.lastPriceE8());
        assertEquals(2_197_968_641_535L, ticker.markPriceE8());
        assertEquals(2_198_454_000_000L, ticker.indexPriceE8());
        assertEquals(0, ticker.fundingRateE8());
        assertEquals(3_007_258_000_000_000L, ticker.openInterestE8());
        assertEquals(1_676_394_000_000_000_000L, ticker.nextFundingTimeNs());
    }

    @Test
    void shouldDecodeTheDocumentedTrade() {
        hearFixture("ws_futures_trade.json");

        final TradeDecoder trade = new TradeDecoder().wrapAndApplyHeader(event(0), 0, new MessageHeaderDecoder());
        assertEquals(653_355, trade.tradeId());
        assertEquals(3_496_950_000_000L, trade.priceE8());
        assertEquals(1_500_000_000_000L, trade.qtyE8());
        assertEquals(Side.SELL, trade.aggressorSide());
        assertEquals(1_612_266_317_519_000_000L, trade.exchangeTimeNs());
    }

    @Test
    void shouldSayOfAGapAtOnceAndWaitForASnapshot() {
        hear(snapshot(10));
        hear(delta(11, "100", "5"));
        hear(delta(13, "100", "6"));
        hear(delta(14, "100", "7"));

        assertEquals(List.of("whole 0", "lost 0: number 13 follows 11"), heard.lines);
        assertEquals(4, events.size());
        assertEquals(FeedCondition.DOWN, condition(3));

        hear(snapshot(20));

        assertEquals(FeedCondition.UP, condition(5));
        assertEquals("whole 0", heard.lines.getLast());
    }

    @Test
    void shouldTakeAMessageThatComesTwiceOnce() {
        hear(snapshot(10));
        hear(delta(11, "100", "5"));
        hear(delta(11, "100", "5"));
        hear(delta(10, "100", "4"));

        assertEquals(3, events.size());
        assertEquals(2, feed.duplicates());
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        final List<String> wrong = List.of(
            "", "[]", "nonsense", "{\"feed\":\"book\"", "{\"feed\":\"book\"}{}", "{\"feed\":\"book\"}", delta(11, "-1", "5"), delta(11, "0", "5"),
            delta(11, "1e400", "5"), delta(11, "NaN", "5"), delta(11, "\"Infinity\"", "5"), delta(11, "100", "-1"), delta(11, "100.123456789", "1"),
            delta(11, "null", "5"), delta(11, "{}", "5"), delta(11, "100", "5").replace("sell", "hold"), delta(11, "100", "5").replace("11", "1.5"),
            "{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}", "{\"a\":" + "1".repeat(1_000) + "}");

        for (final String message : wrong) {
            hear(snapshot(10));
            hear(message);
            hear(delta(11, "100", "5"));

            assertEquals(FeedCondition.DOWN, condition(events.size() - 1), message);
        }
        assertEquals(wrong.size(), feed.malformed(), () -> heard.lines.toString());
        assertEquals(wrong.size(), feed.early());
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow() {
        hear("{\"feed\":\"new_feed\",\"product_id\":\"PI_XBTUSD\",\"levels\":[[1,2],{\"a\":null}]}");
        hear("{\"feed\":\"book\",\"product_id\":\"PI_OTHER\",\"side\":\"buy\",\"seq\":1,\"price\":1,\"qty\":1,\"timestamp\":1}");
        hear(snapshot(10).replace("{\"feed\"", "{\"new_field\":{\"deep\":[1,2]},\"feed\""));

        assertEquals(2, feed.unknown());
        assertEquals(2, events.size());
        assertEquals(List.of("whole 0"), heard.lines);
    }

    @Test
    void shouldTellWhatTheSessionMustKnow() {
        hear("{\"event\":\"info\",\"version\":1}");
        hear("{\"feed\":\"book\",\"event\":\"subscribed\",\"product_ids\":[\"PI_XBTUSD\"]}");
        hear("{\"event\":\"challenge\",\"message\":\"c100b894-1729-464d-ace1-52dbce11db42\"}");
        hear("{\"event\":\"alert\",\"message\":\"Failed to subscribe to authenticated feed\"}");
        hear("{\"feed\":\"heartbeat\",\"time\":1612269825817}");

        assertEquals(
            List.of(
                "info", "subscribed book PI_XBTUSD", "challenge c100b894-1729-464d-ace1-52dbce11db42",
                "alert Failed to subscribe to authenticated feed"),
            heard.lines);
        assertEquals(List.of(), events);
    }

    @Test
    void shouldHandOnOnlyTradesOfTheTimeItWasAway() {
        hear(tradeSnapshot(7, 6, 5));
        hear(trade(8));
        feed.onDisconnect(NOW);
        hear(tradeSnapshot(10, 9, 8, 7));
        hear(trade(10));
        hear(trade(12));

        final List<Long> ids = events.stream()
            .filter(FuturesMarketFeedTest::isTrade).map(FuturesMarketFeedTest::tradeId).toList();
        assertEquals(List.of(8L, 9L, 10L, 12L), ids);
        assertEquals(1, feed.tradeGaps());
    }

    @Test
    void shouldTellOfTheVenuesOwnStateWhenItChanges() {
        hear(snapshot(10));
        hear(ticker(true, false));
        hear(ticker(true, false));
        hear(ticker(false, true));
        hear(ticker(false, false));

        final List<FeedCondition> conditions = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (InputMessage.templateId(event(i), 0) == FeedStateDecoder.TEMPLATE_ID) {
                conditions.add(condition(i));
            }
        }
        assertEquals(List.of(FeedCondition.UP, FeedCondition.POST_ONLY, FeedCondition.SUSPENDED, FeedCondition.UP), conditions);
    }

    @Test
    void shouldAllocateNothingForAMessageOfTheBook() {
        final long[] bytes = {0};
        final FuturesMarketFeed quiet = new FuturesMarketFeed(
            List.of("FI_XBTUSD_210924"), (buffer, offset, length) -> bytes[0] += length, heard);
        final List<RecordedFrames.Frame> frames = RecordedFrames.embedded();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final int rounds = 30;
        long allocated = 0;
        for (int round = 0; round < rounds; round++) {
            long inDeltas = 0;
            quiet.onDisconnect(NOW);
            for (int i = 0; i < frames.size(); i++) {
                final RecordedFrames.Frame frame = frames.get(i);
                final boolean isSnapshot = i < 8;
                final long before = threads.getCurrentThreadAllocatedBytes();
                quiet.onFrame(frame.bytes(), 0, frame.bytes().length, frame.receiveTimeNs());
                inDeltas += isSnapshot ? 0 : threads.getCurrentThreadAllocatedBytes() - before;
            }
            allocated = inDeltas;
        }

        assertEquals(rounds * 1_257L, quiet.frames() - rounds * 8L);
        assertTrue(bytes[0] > 0);
        assertEquals(0, allocated, "bytes in the last round");
    }

    private static String snapshot(final long sequence) {
        return "{\"feed\":\"book_snapshot\",\"product_id\":\"PI_XBTUSD\",\"timestamp\":1612269825817,\"seq\":" + sequence
            + ",\"tickSize\":null,\"bids\":[{\"price\":99,\"qty\":1}],\"asks\":[{\"price\":101.5,\"qty\":2}]}";
    }

    private static String delta(final long sequence, final String price, final String qty) {
        return "{\"feed\":\"book\",\"product_id\":\"PI_XBTUSD\",\"side\":\"sell\",\"seq\":" + sequence + ",\"price\":" + price + ",\"qty\":" + qty
            + ",\"timestamp\":1612269953629}";
    }

    private static String trade(final long sequence) {
        return "{\"feed\":\"trade\",\"product_id\":\"PI_XBTUSD\",\"uid\":\"u\",\"side\":\"buy\",\"type\":\"fill\",\"seq\":" + sequence
            + ",\"time\":1612266317519,\"qty\":1,\"price\":34969.5}";
    }

    private static String tradeSnapshot(final long... sequences) {
        final List<String> trades = new ArrayList<>();
        for (final long sequence : sequences) {
            trades.add(trade(sequence));
        }
        return "{\"feed\":\"trade_snapshot\",\"product_id\":\"PI_XBTUSD\",\"trades\":[" + String.join(",", trades) + "]}";
    }

    private static String ticker(final boolean postOnly, final boolean suspended) {
        return "{\"time\":1676393235406,\"feed\":\"ticker\",\"product_id\":\"PI_XBTUSD\",\"markPrice\":100.5,\"post_only\":" + postOnly
            + ",\"suspended\":" + suspended + "}";
    }

    private DirectBuffer event(final int index) {
        return new UnsafeBuffer(events.get(index));
    }

    private FeedCondition condition(final int index) {
        return new FeedStateDecoder().wrapAndApplyHeader(event(index), 0, new MessageHeaderDecoder()).condition();
    }

    private static boolean isTrade(final byte[] event) {
        return InputMessage.templateId(new UnsafeBuffer(event), 0) == TradeDecoder.TEMPLATE_ID;
    }

    private static long tradeId(final byte[] event) {
        return new TradeDecoder().wrapAndApplyHeader(new UnsafeBuffer(event), 0, new MessageHeaderDecoder()).tradeId();
    }
}
