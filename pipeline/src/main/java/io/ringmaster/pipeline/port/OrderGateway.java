package io.ringmaster.pipeline.port;

import org.agrona.DirectBuffer;

/**
 * The way to a venue. Receives order intents that passed the risk gate and are already in the output journal. The venue's answers come back as input
 * events, never as a return value.
 */
@FunctionalInterface
public interface OrderGateway {

    /**
     * @param buffer holds one encoded {@code OrderIntent} (header and body); owned by the caller, do not keep it after the call
     * @param offset of the message header
     * @param length of header and body, in bytes
     */
    void onOrderIntent(DirectBuffer buffer, int offset, int length);
}
