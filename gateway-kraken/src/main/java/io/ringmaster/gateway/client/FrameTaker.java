package io.ringmaster.gateway.client;

/** Takes the bytes of a message. */
interface FrameTaker {

    /** @param bytes UTF-8; do not keep them */
    void onFrame(byte[] bytes, int offset, int length);
}
