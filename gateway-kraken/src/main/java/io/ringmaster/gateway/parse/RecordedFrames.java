package io.ringmaster.gateway.parse;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.units.FixedPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What a venue sent over a socket, as cryptofeed records it: {@code <receive time s>: <message>} a line; lines about what was sent to it
 * begin with the address and are passed over.
 */
public final class RecordedFrames {

    private static final String EMBEDDED = "/io/ringmaster/gateway/futures_v1_2021-07-22.log.gz";
    /** Seconds times 1e8 to nanoseconds. */
    private static final long E8_TO_NANOS = 10;

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
     * @param name for messages
     * @param in   gzipped; closed here
     */
    public static List<Frame> read(final String name, final InputStream in) {
        final List<Frame> frames = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("ws")) {
                    frames.add(frame(name, frames.size(), line));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(name + " can't be read", e);
        }
        return frames;
    }

    private static Frame frame(final String name, final int index, final String line) {
        final int colon = line.indexOf(": ");
        try {
            return new Frame(
                Math.multiplyExact(FixedPoint.parse(line.substring(0, Math.max(0, colon))), E8_TO_NANOS),
                line.substring(colon + 2).getBytes(StandardCharsets.UTF_8));
        } catch (final NumberFormatException e) {
            throw new InvalidInputException(name + ", message " + (index + 1) + ": it should begin with its time and ': '", e);
        }
    }
}
