package io.ringmaster.gateway.parse;

/** The value of the field a reader is at, however the message is read. */
interface FieldValues {

    boolean isNull();

    /** A mark, a rate or the like, rounded half-even to 1e-8. */
    long roundedE8();

    /** Milliseconds since 1970, in nanoseconds. */
    long timeNs();
}
