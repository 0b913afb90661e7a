package io.ringmaster.exchange.wire;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What every answer of the trading API has around its own fields. One thread. */
final class Envelope {

    private static final Set<Fault> UNHEARD_OF = EnumSet.of(Fault.UNHEARD_OF);

    private final FaultSchedule faults;
    private final LongSupplier clockMs;

    Envelope(final FaultSchedule faults, final LongSupplier clockMs) {
        this.faults = faults;
        this.clockMs = clockMs;
    }

    String success(final Consumer<Json> fields) {
        final boolean isOdd = isOdd("");
        return Json.object(json -> {
            json.text("result", "success");
            if (isOdd) {
                json.object("unheardOf", deep -> deep.nothing("nothing").texts("words", List.of("new")));
            }
            fields.accept(json);
            json.text("serverTime", now());
        });
    }

    /** @param error the venue's name for it; {@code notFound} is the only one with an HTTP status of its own */
    RestReply error(final String error) {
        return new RestReply(error.equals("notFound") ? 404 : 200, Json.object(
            json -> json.text("result", "error").text("error", error).text("serverTime", now())));
    }

    /** An error of the newer services, which number theirs. */
    RestReply numberedError(final int code, final String message) {
        return new RestReply(500, Json.object(json -> json
            .text("status", "INTERNAL_SERVER_ERROR").text("result", "error")
            .objects("errors", List.of(message), (each, text) -> each.number("code", code).text("message", text)).text("serverTime", now())));
    }

    /** Whether an answer of this endpoint is to have something in it that no client has seen before. */
    boolean isOdd(final String endpoint) {
        return faults.strike(endpoint, UNHEARD_OF) != null;
    }

    String now() {
        return Json.time(nowMs());
    }

    long nowMs() {
        return clockMs.getAsLong();
    }
}
