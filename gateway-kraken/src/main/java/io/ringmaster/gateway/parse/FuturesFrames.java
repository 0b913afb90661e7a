package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.port.MarketDataSource;

/**
 * Reads the frames of one connection to Kraken Derivatives WebSocket v1: the session's own messages, and those of the feeds a
 * {@link FeedParser} understands. Unknown feeds, fields and products are passed over and counted. One thread.
 */
public final class FuturesFrames {

    /** Largest message the parsers encode, in bytes. */
    static final int MAX_MESSAGE_BYTES = MarketDataSource.MAX_MESSAGE_BYTES;

    private static final int NONE = -1;
    private static final int INFO = 0;
    private static final int SUBSCRIBED = 1;
    private static final int UNSUBSCRIBED = 2;
    private static final int CHALLENGE = 3;
    private static final int ALERT = 4;
    private static final int ERROR = 5;
    private static final int SUBSCRIBE_FAILED = 6;
    private static final Words EVENTS =
        Words.of("info", "subscribed", "unsubscribed", "challenge", "alert", "error", "subscribed_failed");

    private final JsonFrame json = new JsonFrame();
    private final Words products;
    private final FeedParser parser;
    private final FeedListener listener;
    private boolean isEvent;
    private int event;
    private int feed;
    private boolean hasProduct;
    private int instrumentId;
    private String productText;
    private String messageText;
    private long frames;
    private long unknown;
    private long malformed;

    FuturesFrames(final Words products, final FeedParser parser, final FeedListener listener) {
        this.products = products;
        this.parser = parser;
        this.listener = listener;
    }

    /**
     * Takes one message.
     *
     * @param bytes         UTF-8; not kept
     * @param receiveTimeNs ours, epoch
     */
    public void onFrame(final byte[] bytes, final int offset, final int length, final long receiveTimeNs) {
        frames++;
        isEvent = false;
        feed = NONE;
        hasProduct = false;
        instrumentId = NONE;
        parser.begin();
        try {
            read(bytes, offset, length);
            if (isEvent) {
                onEvent();
            } else if (feed == NONE || hasProduct && instrumentId == NONE) {
                unknown++;
            } else {
                parser.onMessage(feed, instrumentId, receiveTimeNs);
            }
        } catch (final MalformedMessageException e) {
            malformed++;
            json.reset();
            parser.onLost(receiveTimeNs);
            listener.onMalformed(e.getMessage());
        }
    }

    private void read(final byte[] bytes, final int offset, final int length) {
        json.begin(bytes, offset, length);
        while (json.nextField()) {
            final String name = json.name();
            switch (name) {
                case "feed" -> feed = json.word(parser.feeds());
                case "product_id" -> {
                    hasProduct = true;
                    instrumentId = json.word(products);
                }
                case "event" -> {
                    isEvent = true;
                    event = json.word(EVENTS);
                }
                case "message" -> messageText = json.text();
                case "product_ids" -> readProducts();
                default -> parser.onField(json, name);
            }
        }
        json.end();
    }

    private void readProducts() {
        while (json.nextValue()) {
            productText = json.text();
        }
    }

    private void onEvent() {
        final String feedText = feed == NONE ? "" : parser.feeds().word(feed);
        switch (event) {
            case INFO -> listener.onInfo();
            case SUBSCRIBED -> listener.onSubscribed(feedText, productText);
            case UNSUBSCRIBED -> listener.onUnsubscribed(feedText, productText);
            case CHALLENGE -> listener.onChallenge(messageText);
            case ALERT, ERROR, SUBSCRIBE_FAILED -> listener.onAlert(messageText == null ? "no reason given" : messageText);
            default -> unknown++;
        }
        productText = null;
        messageText = null;
    }

    /** Messages taken. */
    public long frames() {
        return frames;
    }

    /** Messages of unknown feeds, products or events. */
    public long unknown() {
        return unknown;
    }

    /** Messages that could not be read. */
    public long malformed() {
        return malformed;
    }
}
