package io.ringmaster.exchange.wire;

import java.io.Serial;

/** A request the venue answers with {@code result:error}; the message is the venue's word for it. */
final class RestRefusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int code;

    RestRefusal(final String error) {
        this(0, error);
    }

    private RestRefusal(final int code, final String error) {
        super(error, null, false, false);
        this.code = code;
    }

    /** One of the newer services, which number their errors. */
    static RestRefusal numbered(final int code, final String error) {
        return new RestRefusal(code, error);
    }

    /** 0 where the error has no number. */
    int code() {
        return code;
    }
}
