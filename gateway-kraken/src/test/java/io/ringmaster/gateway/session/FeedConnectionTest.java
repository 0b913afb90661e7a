package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedConnectionTest implements FeedWire {

    private static final FeedSettings SETTINGS = new FeedSettings(10_000_000_000L, 30_000_000_000L, 250_000_000L, 4_000_000_000L);

    private final List<String> wire = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();
    private int downs;
    private long nowMs;
    private boolean hasBook;
    private FeedConnection connection = connection("", List.of("book"), List.of("PF_XBTUSD"));

    private FeedConnection connection(final String key, final List<String> feeds, final List<String> products) {
        hasBook = !products.isEmpty();
        final FeedConnection made = new FeedConnection(
            SETTINGS, this, key.isEmpty() ? FuturesLanguage.ofMarket(feeds, products)
                : FuturesLanguage.ofAccount(feeds, key, challenge -> "signed " + challenge), products.size(), alerts::add, 7);
        made.whenLost(() -> downs++);
        return made;
    }

    private void advance(final long byMs) {
        for (final long untilMs = nowMs + byMs; nowMs < untilMs; nowMs += 10) {
            connection.onTime(nowMs);
        }
        connection.onTime(nowMs);
    }

    private void open() {
        advance(10);
        connection.onConnected();
        if (hasBook) {
            connection.onBookWhole(0);
        }
        wire.clear();
    }

    @Test
    void shouldGiveUpAConnectionOnWhichABookDoesNotCome() {
        advance(10);
        connection.onConnected();
        wire.clear();
        for (int i = 0; i < 10; i++) {
            connection.onHeard();
            advance(1_000);
        }
        assertEquals(List.of(), wire);
        connection.onHeard();
        advance(20);

        assertEquals(List.of("close"), wire);
        assertTrue(alerts.getLast().contains("the book of PF_XBTUSD was asked for and did not come"), alerts::toString);
    }

    @Test
    void shouldSubscribeOnceItIsConnected() {
        advance(10);
        assertEquals(List.of("connect"), wire);

        connection.onConnected();

        assertEquals(
            List.of(
                "connect", "{\"event\":\"subscribe\",\"feed\":\"book\",\"product_ids\":[\"PF_XBTUSD\"]}",
                "{\"event\":\"subscribe\",\"feed\":\"heartbeat\"}"),
            wire);
    }

    @Test
    void shouldProveWhoItIsBeforeItSubscribesToPrivateFeeds() {
        connection = connection("key", List.of("fills"), List.of());
        open();

        connection.onChallenge("riddle");

        assertEquals(
            List.of("{\"event\":\"subscribe\",\"feed\":\"fills\",\"api_key\":\"key\",\"original_challenge\":\"riddle\","
                + "\"signed_challenge\":\"signed riddle\"}"),
            wire);
    }

    @Test
    void shouldGiveUpAConnectionThatSaysNothing() {
        open();
        advance(9_000);
        connection.onHeard();
        advance(9_990);
        assertEquals(List.of(), wire);
        assertEquals(0, downs);

        advance(30);

        assertEquals(List.of("close"), wire);
        assertEquals(1, downs);
        assertEquals(1, alerts.size());
    }

    @Test
    void shouldPingWhileItHears() {
        open();
        for (int i = 0; i < 7; i++) {
            advance(5_000);
            connection.onHeard();
        }

        assertEquals(List.of("ping"), wire);
    }

    @Test
    void shouldBecomeMorePatientWithEachAttemptAndNotBeyondALimit() {
        final List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            final long fromMs = nowMs;
            wire.clear();
            while (wire.isEmpty()) {
                advance(10);
            }
            waits.add(nowMs - fromMs);
            connection.onClosed("refused");
        }
        for (int i = 1; i < waits.size(); i++) {
            final long expectedMs = Math.min(4_000, 250L << i - 1);
            assertTrue(waits.get(i) >= expectedMs * 0.75 && waits.get(i) <= expectedMs * 1.25 + 20, waits.toString());
        }
        assertTrue(waits.stream().distinct().count() > 5, "no jitter: " + waits);
        assertEquals(List.of("the feeds can't be reached and are tried again: refused"), alerts);
    }

    @Test
    void shouldAskAgainForABookThatWasLostAndGiveUpTheConnectionWhenItIsLostAgain() {
        open();

        connection.onBookLost(0, "gap");

        assertEquals(
            List.of(
                "{\"event\":\"unsubscribe\",\"feed\":\"book\",\"product_ids\":[\"PF_XBTUSD\"]}",
                "{\"event\":\"subscribe\",\"feed\":\"book\",\"product_ids\":[\"PF_XBTUSD\"]}"),
            wire);

        advance(100);
        connection.onBookLost(0, "gap");

        assertEquals("close", wire.getLast());
        assertEquals(1, downs);
    }

    @Test
    void shouldGiveUpTheConnectionOverAMessageNobodyCanRead() {
        open();

        connection.onMalformed("no JSON");

        assertEquals(List.of("close"), wire);
        assertEquals(1, downs);
        assertEquals(List.of("the connection to the feeds is given up: a message can't be read: no JSON"), alerts);
    }

    @Test
    void shouldNotComeBackOnceItIsClosed() {
        open();
        connection.close();
        advance(60_000);

        assertEquals(List.of("close"), wire);
    }

    @Override
    public void connect() {
        wire.add("connect");
    }

    @Override
    public void send(final String text) {
        wire.add(text);
    }

    @Override
    public void ping() {
        wire.add("ping");
    }

    @Override
    public void close() {
        wire.add("close");
    }
}
