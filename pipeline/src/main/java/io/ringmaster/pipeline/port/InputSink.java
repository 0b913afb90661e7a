package io.ringmaster.pipeline.port;

import org.agrona.DirectBuffer;

/** Receives input messages on their way to the ring, in the order of their receive times. */
@FunctionalInterface
public interface InputSink {

    /**
     * @param buffer holds one encoded input message (header and body); owned by the caller, do not keep it after the call
     * @param offset of the message header
     * @param length of header and body, in bytes
     */
    void onInput(DirectBuffer buffer, int offset, int length);
}
