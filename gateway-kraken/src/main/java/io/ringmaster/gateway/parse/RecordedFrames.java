package io.ringmaster.gateway.parse;

import io.ringmaster.pipeline.feed.recorded.ImportCounts;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The messages of a capture as a venue sent them, for tests and benchmarks of the parsers; {@link FuturesCapture} reads them as a market. */
public final class RecordedFrames {

    private static final String EMBEDDED = "/io/ringmaster/gateway/futures_v1_2021-07-22.log.gz";

    private RecordedFrames() {
    }

    /** One received message. */
    public record Frame(long receiveTimeNs, byte[] bytes) {
    }

    /** Thirty seconds of the contract {@code FI_XBTUSD_210924} on Kraken Derivatives WebSocket v1: a book of 1,240 changes. */
    public static List<Frame> embedded() {
        return read(EMBEDDED, RecordedFrames.class.getResourceAsStream(EMBEDDED));
    }

    /**
     * Reads a whole capture.
     *
     * @param name for messages
     * @param in   plain or gzipped; closed here
     */
    public static List<Frame> read(final String name, final InputStream in) {
        final List<Frame> frames = new ArrayList<>();
        try (CaptureLines lines = new CaptureLines(name, in, new ImportCounts())) {
            while (lines.next()) {
                frames.add(new Frame(lines.receiveTimeNs(), Arrays.copyOfRange(lines.bytes(), lines.start(), lines.length())));
            }
        }
        return frames;
    }
}
