package io.ringmaster.cli.bench;

import com.sun.management.ThreadMXBean;
import io.ringmaster.gateway.parse.FeedListener;
import io.ringmaster.gateway.parse.FuturesMarketFeed;
import io.ringmaster.gateway.parse.RecordedFrames;
import io.ringmaster.pipeline.topology.EventRing;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Measures the time from the bytes of a book change to its event on the ring, with a real capture of the venue's feed. The baseline is a JSON parser
 * that reads the same bytes and does nothing with them.
 */
final class FeedBench implements FeedListener {

    private static final long HIGHEST_NS = 10_000_000_000L;
    private static final JsonFactory JSON = new JsonFactory();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * @param deltaNs        from a frame's bytes to the published event, service time
     * @param tokensNs       time of a new JSON parser over the same bytes
     * @param bytesAllocated heap bytes that the reading thread allocated in the measured rounds
     */
    record Figures(Histogram deltaNs, Histogram tokensNs, long deltas, long gaps, long bytesAllocated) { }

    private final List<RecordedFrames.Frame> frames = RecordedFrames.embedded();
    private final boolean[] isDelta = new boolean[frames.size()];
    private final Histogram deltaNs = new Histogram(HIGHEST_NS, 3);
    private final Histogram tokensNs = new Histogram(HIGHEST_NS, 3);
    private final EventRing ring;
    private final FuturesMarketFeed feed;
    private long sequence;

    FeedBench(final TopologySettings topology) {
        ring = BareRing.wire(topology.withMode(TopologySettings.Mode.COMPACT).on(1));
        feed = new FuturesMarketFeed(List.of("FI_XBTUSD_210924"), this::publish, this);
        for (int i = 0; i < isDelta.length; i++) {
            isDelta[i] = new String(frames.get(i).bytes(), StandardCharsets.UTF_8).startsWith("{\"feed\":\"book\",");
        }
    }

    private void publish(final DirectBuffer buffer, final int offset, final int length) {
        ring.claim().put(++sequence, buffer, offset, length);
        ring.publish();
    }

    /** @param rounds measured rounds over the capture; as many warm-up rounds come first */
    Figures run(final int rounds) {
        long allocated = 0;
        try (ring) {
            for (int round = -rounds; round < rounds; round++) {
                if (round == 0) {
                    deltaNs.reset();
                    tokensNs.reset();
                }
                final long inRound = play();
                allocated += round >= 0 ? inRound : 0;
                readTokens();
            }
        }
        return new Figures(deltaNs, tokensNs, deltaNs.getTotalCount(), feed.gaps(), allocated);
    }

    private long play() {
        feed.onDisconnect(0);
        long allocated = 0;
        for (int i = 0; i < isDelta.length; i++) {
            final RecordedFrames.Frame frame = frames.get(i);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            final long startNs = System.nanoTime();
            feed.onFrame(frame.bytes(), 0, frame.bytes().length, frame.receiveTimeNs());
            final long endNs = System.nanoTime();
            if (isDelta[i]) {
                deltaNs.recordValue(endNs - startNs);
                allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
            }
        }
        return allocated;
    }

    private void readTokens() {
        for (int i = 0; i < isDelta.length; i++) {
            if (isDelta[i]) {
                final byte[] bytes = frames.get(i).bytes();
                final long startNs = System.nanoTime();
                try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes, 0, bytes.length)) {
                    while (json.nextToken() != null) {
                        // Reads the tokens and ignores them.
                    }
                }
                tokensNs.recordValue(System.nanoTime() - startNs);
            }
        }
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
