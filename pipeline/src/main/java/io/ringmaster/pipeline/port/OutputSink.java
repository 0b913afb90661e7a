package io.ringmaster.pipeline.port;

import org.agrona.DirectBuffer;

/** Receives the outputs of the sequencer, one encoded message (header and body) at a time, in order. Called by the sequencer's thread only. */
@FunctionalInterface
public interface OutputSink {

    /**
     * @param buffer owned by the caller; do not keep it after the call
     * @param offset of the message header
     * @param length of header and body, in bytes
     */
    void append(DirectBuffer buffer, int offset, int length);

    /** Called when the outputs of an input are complete, before anything that they say is sent: what was appended must be recorded when it returns. */
    default void record() {
    }

    /**
     * Whether it reads nothing but order intents, so that decisions and what else is frequent need not be encoded, and the engine's status shows no
     * more than prices. It always says the same.
     */
    default boolean readsOnlyOrders() {
        return false;
    }

    /** Called in quiet moments: use it for work that would disturb an append. */
    default void idle() {
    }
}
