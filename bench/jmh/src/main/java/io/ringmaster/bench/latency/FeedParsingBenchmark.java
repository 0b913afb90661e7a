package io.ringmaster.bench.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmaster.bench.PerOperation;
import io.ringmaster.gateway.parse.FeedListener;
import io.ringmaster.gateway.parse.FuturesMarketFeed;
import io.ringmaster.gateway.parse.RecordedFrames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Question: what does a message of the venue's book feed cost from its bytes to the encoded event, and what would a general JSON parser take for the bytes
 * alone?
 *
 * <p>Input: the book of thirty seconds recorded from Kraken Derivatives, a snapshot and 1,240 changes, in a circle. {@code tokens} is Jackson's streaming
 * parser and {@code tree} its tree of nodes; neither makes an event.
 *
 * <p>Changes a decision at: an event that costs more than twice the tokens, or allocates. Then the own reader of JSON goes, and Jackson's tokens come.
 */
public class FeedParsingBenchmark extends PerOperation implements FeedListener {

    private static final JsonFactory TOKENS = new JsonFactory();
    private static final ObjectMapper TREE = new ObjectMapper();

    private final List<RecordedFrames.Frame> frames = RecordedFrames.embedded().stream().filter(FeedParsingBenchmark::isOfBook).toList();
    private final byte[][] bytes = frames.stream().map(RecordedFrames.Frame::bytes).toArray(byte[][]::new);
    private final long[] timesNs = frames.stream().mapToLong(RecordedFrames.Frame::receiveTimeNs).toArray();
    private FuturesMarketFeed feed;
    private int next;
    private long events;

    private static boolean isOfBook(final RecordedFrames.Frame frame) {
        final String text = new String(frame.bytes(), StandardCharsets.UTF_8);
        return text.startsWith("{\"feed\":\"book\",") || text.startsWith("{\"feed\":\"book_snapshot\",");
    }

    @Setup
    public void begin() {
        feed = new FuturesMarketFeed(List.of("FI_XBTUSD_210924"), (buffer, offset, length) -> events++, this);
        feed.onDisconnect(0);
    }

    @TearDown
    public void requireEvents() {
        if (feed.gaps() + feed.malformed() + feed.unknown() > 0) {
            throw new IllegalStateException("the feed did not take every message of the capture");
        }
    }

    private int advance() {
        final int present = next;
        next = next + 1 == bytes.length ? 0 : next + 1;
        return present;
    }

    @Benchmark
    public long event() {
        final int present = advance();
        if (present == 0) {
            feed.onDisconnect(timesNs[0]);
        }
        feed.onFrame(bytes[present], 0, bytes[present].length, timesNs[present]);
        return events;
    }

    @Benchmark
    public JsonToken tokens() {
        final byte[] message = bytes[advance()];
        JsonToken last = null;
        try (JsonParser json = TOKENS.createParser(ObjectReadContext.empty(), message, 0, message.length)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                last = token;
            }
        }
        return last;
    }

    @Benchmark
    public JsonNode tree() throws IOException {
        return TREE.readTree(bytes[advance()]);
    }

    @Override
    public void onAlert(final String text) {
        throw new IllegalStateException("the capture holds an alert: " + text);
    }

    @Override
    public void onBookLost(final int instrumentId, final String why) {
        throw new IllegalStateException("the capture holds a gap: " + why);
    }

    @Override
    public void onMalformed(final String why) {
        throw new IllegalStateException("the capture holds a malformed message: " + why);
    }
}
