package io.ringmaster.pipeline.core.output;

import io.ringmaster.pipeline.port.OrderGateway;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;

/** Intents of an input that is not finished, in order; each is a message of {@link OrderIntents#LENGTH} bytes. */
final class UnsentIntents {

    private static final int INITIAL_INTENTS = 8;

    private final OrderGateway gateway;
    private final ExpandableDirectByteBuffer intents = new ExpandableDirectByteBuffer(INITIAL_INTENTS * OrderIntents.LENGTH);
    private int bytes;

    UnsentIntents(final OrderGateway gateway) {
        this.gateway = gateway;
    }

    /** @param intent at the beginning of a buffer */
    void add(final DirectBuffer intent) {
        intents.putBytes(bytes, intent, 0, OrderIntents.LENGTH);
        bytes += OrderIntents.LENGTH;
    }

    /** Hands them to the gateway. */
    void send() {
        for (int at = 0; at < bytes; at += OrderIntents.LENGTH) {
            gateway.onOrderIntent(intents, at, OrderIntents.LENGTH);
        }
        bytes = 0;
    }

    /** Forgets them: their input was not finished. */
    void clear() {
        bytes = 0;
    }
}
