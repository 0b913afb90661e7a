package io.ringmaster.gateway.session;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How patient a session with the venue is. */
public record SessionSettings(
    @Setting(kind = Kind.DURATION, value = "3s", min = "500ms", max = "1m", doc = "the venue must discard an order that arrives later than this"
        + " after it was sent")
    long processWithinNs,
    @Setting(kind = Kind.DURATION, value = "300ms", min = "10ms", doc = "how long the feeds may leave a question open before REST is asked")
    long askAfterNs,
    @Setting(kind = Kind.DURATION, value = "1m", min = "1s", doc = "how often orders, fills and positions are compared with the venue")
    long reconcileEveryNs,
    @Setting(kind = Kind.DURATION, value = "1s", min = "10ms", doc = "no new risk is allowed while the venue's clock and ours differ by more than"
        + " this") long maxClockOffsetNs,
    @Setting(value = "3", min = "1", max = "100", doc = "comparisons in a row that must show a difference before it is reported")
    int differencesToLatch) {

    private static final long MS_TO_NS = 1_000_000;

    /** Every default. */
    public static SessionSettings defaults() {
        return new SessionSettings(3_000_000_000L, 300_000_000L, 60_000_000_000L, 1_000_000_000L, 3);
    }

    /** The same patience by the wall's clock, in a session whose time runs so many times as fast. */
    public SessionSettings atSpeed(final double speed) {
        return new SessionSettings(
            (long) (processWithinNs * speed), (long) (askAfterNs * speed), (long) (reconcileEveryNs * speed), (long) (maxClockOffsetNs * speed),
            differencesToLatch);
    }

    long maxClockOffsetMs() {
        return maxClockOffsetNs / MS_TO_NS;
    }

    long processWithinMs() {
        return processWithinNs / MS_TO_NS;
    }

    long askAfterMs() {
        return askAfterNs / MS_TO_NS;
    }

    long reconcileEveryMs() {
        return reconcileEveryNs / MS_TO_NS;
    }
}
