package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.pipeline.feed.BookParts;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.TickerRow;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that stop while others go on. A silence of ten seconds ends a connection here, so one of five names a stream. */
class StreamWatchTest {

    private static final long E8 = FixedPoint.ONE;

    private final List<String> asked = new ArrayList<>();
    private final List<FeedCondition> conditions = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4_096]);
    private final MarketEncoder encoder = new MarketEncoder(0);
    private final BookParts parts = new BookParts(0);
    private final StreamWatch watch = new StreamWatch(
        List.of("PF_XBTUSD"), EnumSet.allOf(MarketStream.class), FeedSettings.defaults(), this::onEvent,
        (stream, id, why) -> asked.add(stream + " " + why));
    private long nowMs;
    private long bookSequence;
    private long trades;

    private void onEvent(final DirectBuffer event, final int offset, final int length) {
        if (InputMessage.templateId(event, offset) == FeedStateDecoder.TEMPLATE_ID) {
            conditions.add(new FeedStateDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder()).condition());
        }
    }

    @BeforeEach
    void open() {
        watch.onTime(0, true);
        snapshot(99, 101);
        send(encoder.feedState(buffer, 0, FeedCondition.UP));
        ticker(99, 101, 100);
        trade();
    }

    private void send(final int length) {
        watch.onInput(buffer, 0, length);
    }

    private void snapshot(final int bid, final int ask) {
        parts.bids.clear();
        parts.asks.clear();
        parts.bids.add(bid * E8, E8);
        parts.asks.add(ask * E8, E8);
        parts.beginSnapshot(0, 0, ++bookSequence);
        while (parts.isPending()) {
            send(parts.encodeNext(buffer));
        }
    }

    private void bid(final int price, final long qtyE8) {
        parts.bids.clear();
        parts.asks.clear();
        parts.bids.add(price * E8, qtyE8);
        parts.beginDelta(0, 0, bookSequence, ++bookSequence);
        send(parts.encodeNext(buffer));
    }

    private void ticker(final int bid, final int ask, final int last) {
        final TickerRow row = new TickerRow();
        row.clear();
        row.bidE8 = bid * E8;
        row.askE8 = ask * E8;
        row.lastE8 = last * E8;
        row.markE8 = 100 * E8;
        send(encoder.ticker(buffer, row));
    }

    private void trade() {
        send(encoder.trade(buffer, 0, 0, ++trades, 100 * E8, E8, Side.BUY));
    }

    /** Every 100 ms until then; whatever happens each second. */
    private void advance(final long toMs, final Runnable eachSecond) {
        for (; nowMs < toMs; nowMs += 100) {
            watch.onTime(nowMs, true);
            if (nowMs % 1_000 == 0) {
                eachSecond.run();
            }
        }
    }

    @Test
    void shouldSayNothingWhileAllGoOn() {
        advance(60_000, () -> {
            bid(98, 1 + nowMs);
            ticker(99, 101, (int) (100 + nowMs / 1_000 % 2));
            trade();
        });
        assertEquals(List.of(), asked);
        assertEquals(List.of(), watch.problems());
    }

    /** Nobody trades, and nobody changes an order. */
    @Test
    void shouldNotTakeAQuietMarketForOneThatHasStopped() {
        advance(60_000, () -> ticker(99, 101, 100));
        assertEquals(List.of(), asked);
    }

    @Test
    void shouldNameABookThatDoesNotChangeAlthoughTheTickerShowsAnotherTouch() {
        advance(10_000, () -> ticker(97, 98, 100));
        assertEquals(List.of("BOOK it has not changed for 5000 ms although the ticker shows another bid or ask"), asked);
        assertEquals(List.of("book of PF_XBTUSD stopped"), watch.problems());
        assertEquals(List.of(FeedCondition.UP, FeedCondition.DOWN), conditions);

        snapshot(97, 98);
        advance(11_000, () -> ticker(97, 98, 100));
        assertEquals(List.of(), watch.problems());
        assertEquals(List.of(FeedCondition.UP, FeedCondition.DOWN, FeedCondition.UP), conditions);
    }

    @Test
    void shouldNameABookThatDoesNotChangeAlthoughTradesHappen() {
        advance(10_000, () -> {
            ticker(99, 101, 100);
            trade();
        });
        assertEquals(List.of("BOOK it has not changed for 5000 ms although trades happen"), asked);
    }

    @Test
    void shouldAskAgainForABookThatStaysCrossed() {
        advance(1_000, () -> { });
        bid(102, E8);
        advance(1_400, () -> { });
        assertEquals(List.of(), asked, "not yet");
        advance(1_700, () -> { });
        assertEquals(List.of("BOOK it is crossed"), asked);
        assertEquals(List.of(FeedCondition.UP, FeedCondition.DOWN), conditions);
        snapshot(99, 101);
        assertEquals(List.of(FeedCondition.UP, FeedCondition.DOWN, FeedCondition.UP), conditions);
    }

    @Test
    void shouldNotMindABookThatIsCrossedForAMoment() {
        bid(102, E8);
        bid(102, 0);
        advance(4_000, () -> bid(98, 1 + nowMs));
        assertEquals(List.of(), asked);
    }

    @Test
    void shouldNameATickerThatStopsWhileTheBookGoesOn() {
        advance(12_000, () -> bid(98, 1 + nowMs));
        assertEquals(List.of("TICKER nothing came for 5000 ms", "TICKER nothing came for 10000 ms"), asked);
        assertEquals(List.of("ticker of PF_XBTUSD stopped"), watch.problems());
        assertEquals(List.of(FeedCondition.UP), conditions, "the book is as good as before");

        ticker(99, 101, 100);
        advance(13_000, () -> bid(98, 1 + nowMs));
        assertEquals(List.of(), watch.problems());
    }

    @Test
    void shouldNameTradesThatStopWhileTheLastPriceChanges() {
        advance(12_000, () -> {
            bid(98, 1 + nowMs);
            ticker(99, 101, (int) (100 + nowMs / 1_000));
        });
        assertEquals(List.of("TRADES none came although the last price changed 5000 ms ago"), asked.subList(0, 1));
        assertEquals(List.of("trades of PF_XBTUSD stopped"), watch.problems());

        trade();
        advance(12_300, () -> { });
        assertEquals(List.of(), watch.problems());
    }

    @Test
    void shouldAskEverLessOftenForAStreamThatDoesNotComeBack() {
        advance(200_000, () -> bid(98, 1 + nowMs));
        // After 5 s, and then after 5, 10, 20, 40 and 60 s more.
        assertEquals(6, asked.size());
    }

    @Test
    void shouldBeginAnewWithTheConnection() {
        advance(7_000, () -> bid(98, 1 + nowMs));
        assertEquals(List.of("ticker of PF_XBTUSD stopped"), watch.problems());
        watch.onTime(7_000, false);
        assertEquals(List.of(), watch.problems());
    }
}
