package io.ringmaster.pipeline.port;

import org.agrona.MutableDirectBuffer;

/** A stream of market events in the order of their receive times: a file, a journal, a venue's feed. Used by one thread. */
public interface MarketDataSource extends AutoCloseable {

    /** Room an encoder needs for the largest input message, in bytes; larger book messages come in parts. */
    int MAX_MESSAGE_BYTES = 4096;

    /**
     * Encodes the next input message (header and body) at the buffer's start.
     *
     * @param buffer of at least {@link #MAX_MESSAGE_BYTES}
     * @return length of header and body in bytes; 0 when there is no more
     * @throws InvalidInputException if the data are malformed; the message names file, line or field, and what to do
     */
    int next(MutableDirectBuffer buffer);

    @Override
    void close();
}
