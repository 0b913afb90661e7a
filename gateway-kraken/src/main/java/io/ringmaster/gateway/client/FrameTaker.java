package io.ringmaster.gateway.client;

/** Takes the bytes of a message. */
interface FrameTaker {

    /** @param bytes UTF-8; not to be kept */
    void onFrame(byte[] bytes, int offset, int length);
}
