package io.ringmaster.exchange.wire;

/** An answer: an HTTP status and a body, which is JSON unless it is HTML. */
public record RestReply(int status, String body) {

    static RestReply ok(final String json) {
        return new RestReply(200, json);
    }

    public boolean isJson() {
        return body.startsWith("{");
    }
}
