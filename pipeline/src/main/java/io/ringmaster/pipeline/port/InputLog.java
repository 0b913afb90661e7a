package io.ringmaster.pipeline.port;

import org.agrona.DirectBuffer;

/** Records every input of the ring before any of its effects can leave the process. Called by one stage-1 thread, in order of sequence. */
@FunctionalInterface
public interface InputLog {

    /** Records nothing: for a session that is already recorded, or is not to be recorded. */
    InputLog NONE = (sequence, buffer, offset, length) -> { };

    /**
     * @param sequence of the input, from 1, without gaps
     * @param buffer   holds the encoded message; do not keep it after the call
     * @param offset   of the message header
     * @param length   of header and body, in bytes
     */
    void append(long sequence, DirectBuffer buffer, int offset, int length);

    /** Called in quiet moments: use it for work that would disturb an append. */
    default void idle() {
    }
}
