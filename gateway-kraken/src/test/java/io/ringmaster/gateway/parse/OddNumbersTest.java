package io.ringmaster.gateway.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Numbers and times of the venue's that cannot be: each costs its own message, and none after it. */
class OddNumbersTest {

    private static final long T = 1_700_000_000_000L;

    private final Heard heard = new Heard();
    private final List<Long> trades = new ArrayList<>();
    private final List<Long> tickers = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final FuturesMarketFeed feed = new FuturesMarketFeed(List.of("PF_XBTUSD"), this::onEvent, heard);

    private void onEvent(final DirectBuffer event, final int offset, final int length) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (InputMessage.templateId(event, offset)) {
            case TradeDecoder.TEMPLATE_ID -> trades.add(new TradeDecoder().wrapAndApplyHeader(event, offset, header).tradeId());
            case TickerDecoder.TEMPLATE_ID -> tickers.add(
                new TickerDecoder().wrapAndApplyHeader(event, offset, header).exchangeTimeNs() / 1_000_000 - T);
            case FeedStateDecoder.TEMPLATE_ID -> states.add(
                new FeedStateDecoder().wrapAndApplyHeader(event, offset, header).condition().name());
            default -> { }
        }
    }

    private void hear(final String message) {
        final byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        feed.onFrame(bytes, 0, bytes.length, 1);
    }

    private static String fields(final long number, final long atMs, final int price) {
        return "\"side\":\"buy\",\"seq\":" + number + ",\"time\":" + (T + atMs) + ",\"qty\":1,\"price\":" + price + "}";
    }

    private void trade(final long number, final long atMs, final int price) {
        hear("{\"feed\":\"trade\",\"product_id\":\"PF_XBTUSD\",\"uid\":\"u\",\"type\":\"fill\"," + fields(number, atMs, price));
    }

    private void tradeSnapshot(final String... newestFirst) {
        hear("{\"feed\":\"trade_snapshot\",\"product_id\":\"PF_XBTUSD\",\"trades\":[{" + String.join(",{", newestFirst) + "]}");
    }

    private void ticker(final long atMs) {
        hear("{\"feed\":\"ticker\",\"product_id\":\"PF_XBTUSD\",\"time\":" + (T + atMs) + ",\"markPrice\":100}");
    }

    private void delta(final long number, final int price, final int qty) {
        hear("{\"feed\":\"book\",\"product_id\":\"PF_XBTUSD\",\"side\":\"buy\",\"seq\":" + number + ",\"price\":" + price + ",\"qty\":" + qty
            + ",\"timestamp\":" + T + "}");
    }

    private void snapshot(final long number) {
        hear("{\"feed\":\"book_snapshot\",\"product_id\":\"PF_XBTUSD\",\"timestamp\":1,\"seq\":" + number
            + ",\"bids\":[{\"price\":99,\"qty\":1}],\"asks\":[{\"price\":101,\"qty\":1}]}");
    }

    @Test
    void shouldHearEveryTradeAfterTheVenueNumbersAnew() {
        for (int i = 0; i < 200; i++) {
            trade(100_000 + i, i, 100);
        }
        for (int i = 1; i <= 5; i++) {
            trade(i, 1_000 + i, 101);
        }
        assertEquals(205, trades.size());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), trades.subList(200, 205));
    }

    /** Numbered anew from 1 while the last number was 5: each of them was seen, for another trade. */
    @Test
    void shouldHearTradesWhoseNumbersWereSeenForOthers() {
        for (int i = 1; i <= 5; i++) {
            trade(i, i, 100);
        }
        for (int i = 1; i <= 3; i++) {
            trade(i, 10 + i, 101);
        }
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 1L, 2L, 3L), trades);
    }

    @Test
    void shouldLoseNoTradeAfterOneWithANumberFarAhead() {
        trade(10, 10, 100);
        trade(9_000_000_000_000_000_000L, 11, 100);
        for (int i = 11; i < 20; i++) {
            trade(i, i + 1, 100);
        }
        assertEquals(11, trades.size());
    }

    @Test
    void shouldHearTradesAfterNumbersAndClockBothStepBack() {
        for (int i = 0; i < 100; i++) {
            trade(1_000 + i, 100_000 + i, 100);
        }
        for (int i = 1; i <= 10; i++) {
            trade(i, i, 100);
        }
        assertEquals(109, trades.size(), "the first one may be an old one; what follows it is not");
    }

    @Test
    void shouldTakeATradeOnceHoweverOftenAndLateItComes() {
        for (int i = 1; i <= 40; i++) {
            trade(i, i, 100);
        }
        for (int i = 1; i <= 40; i++) {
            trade(i, i, 100);
        }
        trade(42, 42, 100);
        trade(41, 41, 100);
        trade(41, 41, 100);
        trade(43, 43, 100);
        assertEquals(43, trades.size());
        assertEquals(List.of(42L, 41L, 43L), trades.subList(40, 43));
    }

    @Test
    void shouldHandOnWhatASnapshotKnowsThatIsNumberedAnew() {
        tradeSnapshot(fields(500, 500, 100), fields(499, 499, 100));
        trade(501, 501, 100);
        feed.onDisconnect(2);
        tradeSnapshot(fields(2, 602, 100), fields(1, 601, 100));
        trade(2, 602, 100);
        trade(3, 603, 100);
        assertEquals(List.of(501L, 1L, 2L, 3L), trades);
    }

    @Test
    void shouldHearTickersAfterTheVenuesClockStepsBack() {
        ticker(10_000);
        ticker(11_000);
        ticker(1_000);
        ticker(2_000);
        ticker(3_000);
        assertEquals(List.of(10_000L, 11_000L, 2_000L, 3_000L), tickers);
    }

    @Test
    void shouldHearTickersAfterOneThatIsStampedFarAhead() {
        ticker(1_000);
        ticker(86_400_000);
        ticker(2_000);
        ticker(3_000);
        assertEquals(List.of(1_000L, 2_000L, 3_000L), tickers);
    }

    @Test
    void shouldHearTickersAfterTheFirstOneOfAllIsStampedFarAhead() {
        ticker(86_400_000);
        ticker(1_000);
        ticker(2_000);
        ticker(3_000);
        assertEquals(List.of(86_400_000L, 2_000L, 3_000L), tickers);
    }

    @Test
    void shouldPassOverALateTickerAndOneThatComesAgain() {
        ticker(1_000);
        ticker(3_000);
        ticker(2_000);
        ticker(4_000);
        ticker(4_000);
        ticker(3_500);
        ticker(5_000);
        assertEquals(List.of(1_000L, 3_000L, 4_000L, 5_000L), tickers);
    }

    /** It must not stay valid and frozen. */
    @Test
    void shouldAskForABookAgainWhoseNumbersGoBack() {
        snapshot(10_000);
        for (int i = 1; i <= 100; i++) {
            delta(10_000 + i, 98, i);
        }
        delta(1, 97, 5);
        assertEquals(List.of("UP", "DOWN"), states);
        assertEquals("lost 0: number 1 follows 10100", heard.lines.getLast());
        snapshot(3);
        delta(4, 97, 5);
        assertEquals(List.of("UP", "DOWN", "UP"), states);
    }

    @Test
    void shouldAskForABookAgainWhoseNumbersGoBackToOnesThatWereSeen() {
        snapshot(1);
        for (int i = 2; i <= 30; i++) {
            delta(i, 98, i);
        }
        delta(2, 97, 7);
        assertEquals(List.of("UP", "DOWN"), states);
    }

    @Test
    void shouldPassOverChangesThatWereOnTheirWayWhenTheSnapshotWasMade() {
        snapshot(100);
        delta(98, 97, 1);
        delta(99, 97, 2);
        delta(100, 97, 3);
        delta(101, 97, 4);
        assertEquals(List.of("UP"), states);
        assertEquals(3, feed.duplicates());
    }
}
