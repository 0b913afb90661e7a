package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.port.InputSink;
import java.util.List;

/** The public market of Kraken Derivatives WebSocket v1: frames in, events out. One thread; allocates nothing for a message of the market. */
public final class FuturesMarketFeed {

    private final FuturesMarketParser parser;
    private final FuturesFrames frames;

    /**
     * @param products by instrument id, as the venue names them
     * @param sink     takes the events
     * @param listener takes what the connection must react to
     */
    public FuturesMarketFeed(final List<String> products, final InputSink sink, final FeedListener listener) {
        parser = new FuturesMarketParser(products.size(), sink, listener);
        frames = new FuturesFrames(Words.ofProducts(products), parser, listener);
    }

    /**
     * Takes one message.
     *
     * @param bytes         UTF-8; not kept
     * @param receiveTimeNs ours, epoch
     */
    public void onFrame(final byte[] bytes, final int offset, final int length, final long receiveTimeNs) {
        frames.onFrame(bytes, offset, length, receiveTimeNs);
    }

    /** The connection is gone, or can't be trusted: every book is void until its next snapshot, and the events say so. */
    public void onDisconnect(final long timeNs) {
        parser.onLost(timeNs);
    }

    /** Books that lost a message. */
    public long gaps() {
        return parser.gaps();
    }

    /** Messages that were older than what is known. */
    public long duplicates() {
        return parser.duplicates();
    }

    /** Changes of a book before its snapshot. */
    public long early() {
        return parser.early();
    }

    /** Times a trade was left out. */
    public long tradeGaps() {
        return parser.tradeGaps();
    }

    /** Messages taken. */
    public long frames() {
        return frames.frames();
    }

    /** Messages of unknown feeds, products or events. */
    public long unknown() {
        return frames.unknown();
    }

    /** Messages that could not be read. */
    public long malformed() {
        return frames.malformed();
    }
}
