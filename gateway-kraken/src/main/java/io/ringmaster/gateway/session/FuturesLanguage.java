package io.ringmaster.gateway.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Derivatives WebSocket v1: public feeds of products, or private ones behind a signed challenge. */
public final class FuturesLanguage implements FeedLanguage {

    private static final String HEARTBEAT = "{\"event\":\"subscribe\",\"feed\":\"heartbeat\"}";

    private final List<String> feeds;
    private final List<String> products;
    private final String key;
    private final UnaryOperator<String> signChallenge;

    private FuturesLanguage(
        final List<String> feeds, final List<String> products, final String key, final UnaryOperator<String> signChallenge) {
        this.feeds = List.copyOf(feeds);
        this.products = List.copyOf(products);
        this.key = key;
        this.signChallenge = signChallenge;
    }

    /** @param products by instrument id; an empty text for one that is not this venue's */
    public static FuturesLanguage ofMarket(final List<String> feeds, final List<String> products) {
        return new FuturesLanguage(feeds, products, "", challenge -> challenge);
    }

    /** @param signChallenge signs what the venue asks to be signed */
    public static FuturesLanguage ofAccount(final List<String> feeds, final String key, final UnaryOperator<String> signChallenge) {
        return new FuturesLanguage(feeds, List.of(), key, signChallenge);
    }

    @Override
    public List<String> greeting() {
        final List<String> messages = new ArrayList<>();
        if (key.isEmpty()) {
            feeds.forEach(feed -> messages.add(subscription("subscribe", feed, products)));
        } else {
            messages.add("{\"event\":\"challenge\",\"api_key\":\"" + key + "\"}");
        }
        messages.add(HEARTBEAT);
        return messages;
    }

    @Override
    public List<String> proof(final String challenge) {
        if (key.isEmpty()) {
            return List.of();
        }
        final String signed = signChallenge.apply(challenge);
        return feeds.stream().map(feed -> "{\"event\":\"subscribe\",\"feed\":\"" + feed + "\",\"api_key\":\"" + key
            + "\",\"original_challenge\":\"" + challenge + "\",\"signed_challenge\":\"" + signed + "\"}").toList();
    }

    @Override
    public List<String> again(final MarketStream stream, final int instrumentId) {
        final List<String> product = List.of(products.get(instrumentId));
        final String feed = switch (stream) {
            case BOOK -> "book";
            case TRADES -> "trade";
            case TICKER -> "ticker";
        };
        return List.of(subscription("unsubscribe", feed, product), subscription("subscribe", feed, product));
    }

    private static String subscription(final String event, final String feed, final List<String> of) {
        final List<String> quoted = of.stream().filter(product -> !product.isEmpty()).map(product -> '"' + product + '"').toList();
        return "{\"event\":\"" + event + "\",\"feed\":\"" + feed + "\",\"product_ids\":[" + String.join(",", quoted) + "]}";
    }

    @Override
    public String nameOf(final int instrumentId) {
        return products.get(instrumentId);
    }
}
