package io.ringmaster.gateway.parse;

import java.util.List;

/** The private feeds of Kraken Derivatives WebSocket v1: frames in, news of the account out. One thread. */
public final class FuturesAccountFeed {

    private final FuturesFrames frames;

    public FuturesAccountFeed(final List<String> products, final FuturesAccountListener account, final FeedListener listener) {
        frames = new FuturesFrames(Words.ofProducts(products), new FuturesAccountParser(account), listener);
    }

    /**
     * Takes one message.
     *
     * @param bytes UTF-8; not kept
     */
    public void onFrame(final byte[] bytes, final int offset, final int length, final long receiveTimeNs) {
        frames.onFrame(bytes, offset, length, receiveTimeNs);
    }

    /** Messages of unknown feeds or events. */
    public long unknown() {
        return frames.unknown();
    }

    /** Messages that could not be read. */
    public long malformed() {
        return frames.malformed();
    }
}
