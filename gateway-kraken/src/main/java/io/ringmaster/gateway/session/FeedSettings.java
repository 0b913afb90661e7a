package io.ringmaster.gateway.session;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How a connection to the feeds is watched and brought back. */
public record FeedSettings(
    @Setting(kind = Kind.DURATION, value = "10s", min = "100ms", doc = "a connection without a message for this long is closed and opened again")
        long silenceNs,
    @Setting(kind = Kind.DURATION, value = "30s", min = "1s", max = "59s", doc = "how often a ping is sent") long pingEveryNs,
    @Setting(kind = Kind.DURATION, value = "250ms", min = "1ms", doc = "wait before the first attempt to reconnect; it doubles with each attempt")
    long firstBackoffNs,
    @Setting(kind = Kind.DURATION, value = "30s", min = "1ms", doc = "longest wait between attempts to reconnect") long longestBackoffNs) {

    private static final long MS_TO_NS = 1_000_000;

    /** Every default. */
    public static FeedSettings defaults() {
        return new FeedSettings(10_000_000_000L, 30_000_000_000L, 250_000_000L, 30_000_000_000L);
    }

    /** The same patience by the wall's clock, in a session whose time runs so many times as fast. */
    public FeedSettings atSpeed(final double speed) {
        return new FeedSettings(
            (long) (silenceNs * speed), (long) (pingEveryNs * speed), (long) (firstBackoffNs * speed), (long) (longestBackoffNs * speed));
    }

    long silenceMs() {
        return silenceNs / MS_TO_NS;
    }

    long pingEveryMs() {
        return pingEveryNs / MS_TO_NS;
    }

    long firstBackoffMs() {
        return firstBackoffNs / MS_TO_NS;
    }

    long longestBackoffMs() {
        return longestBackoffNs / MS_TO_NS;
    }
}
