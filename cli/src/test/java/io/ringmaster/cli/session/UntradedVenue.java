package io.ringmaster.cli.session;

import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.LiveVenue;
import org.agrona.DirectBuffer;

/** A venue that a test only asks questions: it is never started and takes no order. */
interface UntradedVenue extends LiveVenue {

    @Override
    default void start(final InputSink events) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void onOrderIntent(final DirectBuffer buffer, final int offset, final int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void onPipelineAlive() {
        throw new UnsupportedOperationException();
    }

    @Override
    default boolean standDown(final long withinMs) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void close() {
        // Nothing is open.
    }
}
