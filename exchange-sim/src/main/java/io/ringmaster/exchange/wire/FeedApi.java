package io.ringmaster.exchange.wire;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/** Derivatives WebSocket v1: subscriptions, challenges, snapshots. One thread. */
final class FeedApi {

    private static final List<String> PUBLIC = List.of("book", "trade", "ticker", "ticker_lite");
    private static final List<String> PRIVATE = List.of(
        "open_orders", "open_orders_verbose", "fills", "open_positions", "balances", "notifications_auth", "account_log");

    private static final Set<Fault> BIG = EnumSet.of(Fault.BIG_SNAPSHOT);

    private final List<String> products;
    private final MarketBoard board;
    private final Authentication authentication;
    private final Map<String, PrivateFeed> accounts;
    private final FaultSchedule faults;
    private final Supplier<String> ids;
    private final List<FeedSession> sessions;

    FeedApi(
        final List<String> products, final MarketBoard board, final Authentication authentication, final Map<String, PrivateFeed> accounts,
        final List<FeedSession> sessions, final FaultSchedule faults, final Supplier<String> ids) {
        this.products = products;
        this.board = board;
        this.authentication = authentication;
        this.accounts = accounts;
        this.sessions = sessions;
        this.faults = faults;
        this.ids = ids;
    }

    FeedSession open(final FeedSocket socket) {
        final FeedSession session = new FeedSession(socket, faults);
        sessions.add(session);
        session.say(Json.object(json -> json.text("event", "info").number("version", 1)));
        return session;
    }

    void closed(final FeedSession session) {
        sessions.remove(session);
    }

    void onText(final FeedSession session, final String text) {
        final FeedRequest request;
        try {
            request = FeedRequest.parse(text);
        } catch (final JacksonException e) {
            session.say(event("alert", "Bad request"));
            return;
        }
        switch (request.event()) {
            case "subscribe" -> subscribe(session, request);
            case "unsubscribe" -> unsubscribe(session, request);
            case "challenge" -> challenge(session, request);
            default -> session.say(event("error", "Invalid event"));
        }
    }

    private void challenge(final FeedSession session, final FeedRequest request) {
        if (!accounts.containsKey(request.apiKey())) {
            session.say(event("alert", "Invalid API key"));
            return;
        }
        session.setChallenge(ids.get());
        session.say(event("challenge", session.challenge()));
    }

    private void subscribe(final FeedSession session, final FeedRequest request) {
        final String feed = request.feed();
        if (PUBLIC.contains(feed)) {
            request.products().forEach(product -> subscribePublic(session, feed, product));
        } else if (feed.equals("heartbeat")) {
            session.subscribe(feed, "");
            session.say(Json.object(json -> json.text("event", "subscribed").text("feed", feed)));
        } else if (PRIVATE.contains(feed)) {
            subscribePrivate(session, request);
        } else {
            session.say(event("error", "Invalid feed"));
        }
    }

    private void subscribePublic(final FeedSession session, final String feed, final String product) {
        final int id = products.indexOf(product);
        if (id < 0) {
            session.say(event("error", "Invalid product id"));
            return;
        }
        session.subscribe(feed, product);
        session.say(Json.object(json -> json.text("event", "subscribed").text("feed", feed).texts("product_ids", List.of(product))));
        session.send(feed, switch (feed) {
            case "book" -> bookSnapshot(id);
            case "trade" -> board.tradeSnapshot(id);
            case "ticker_lite" -> board.tickerLite(id);
            default -> board.ticker(id);
        });
    }

    private String bookSnapshot(final int id) {
        final FaultRule rule = faults.strike("book", BIG);
        return rule == null ? board.bookSnapshot(id) : board.bookSnapshot(id, (int) rule.value());
    }

    private void subscribePrivate(final FeedSession session, final FeedRequest request) {
        final boolean isProven = !session.challenge().isEmpty() && request.challenge().equals(session.challenge())
            && authentication.isSignedChallenge(request.apiKey(), request.challenge(), request.signedChallenge());
        if (!isProven) {
            session.say(event("alert", "Failed to subscribe to authenticated feed"));
            return;
        }
        session.setKey(request.apiKey());
        session.subscribe(request.feed(), "");
        session.say(Json.object(json -> json.text("event", "subscribed").text("feed", request.feed())));
        final String snapshot = accounts.get(request.apiKey()).snapshot(request.feed());
        if (!snapshot.isEmpty()) {
            session.send(request.feed(), snapshot);
        }
    }

    private void unsubscribe(final FeedSession session, final FeedRequest request) {
        final List<String> of = new ArrayList<>(PRIVATE.contains(request.feed()) ? List.of("") : request.products());
        of.forEach(product -> session.unsubscribe(request.feed(), product));
        session.say(Json.object(json -> json.text("event", "unsubscribed").text("feed", request.feed()).texts("product_ids", request.products())));
    }

    /** @param text called once, and only if a client is subscribed */
    void publish(final String feed, final String product, final Supplier<String> text) {
        FeedSession.publish(sessions, feed, feed, product, text);
    }

    void heartbeat(final long nowMs) {
        publish("heartbeat", "", () -> Json.object(json -> json.text("feed", "heartbeat").number("time", nowMs)));
    }

    private static String event(final String event, final String message) {
        return Json.object(json -> json.text("event", event).text("message", message));
    }
}
