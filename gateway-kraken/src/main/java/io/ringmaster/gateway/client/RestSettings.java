package io.ringmaster.gateway.client;

import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;

/** How long the venue may take. */
public record RestSettings(
    @Setting(kind = Kind.DURATION, value = "500ms", min = "10ms", doc = "time to connect") long connectWithinNs,
    @Setting(kind = Kind.DURATION, value = "1500ms", min = "10ms", doc = "time for the whole answer to a request; a later answer is ignored")
        long answerWithinNs,
    @Setting(kind = Kind.DURATION, value = "700ms", min = "10ms",
        doc = "time for the answer to a request that places or moves a protective stop; without an answer, Ringmaster looks for the stop at the"
        + " venue and, if it is not there, sends it again under the same id")
    long protectWithinNs) {

    /** Every default. */
    public static RestSettings defaults() {
        return new RestSettings(500_000_000L, 1_500_000_000L, 700_000_000L);
    }

    /** The patience with requests for protective stops. */
    RestSettings protecting() {
        return new RestSettings(connectWithinNs, protectWithinNs, protectWithinNs);
    }
}
