package io.ringmaster.gateway.session;

import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.VenueReason;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochClock;

/**
 * Answers intents that come after the gateway closed, as the session answers every request that could not be sent: a new order is rejected,
 * and so is the move of a stop. A cancel gets no answer: the order may still be open at the venue. Any thread.
 */
public final class ClosedSession {

    private final Reports reports;
    private final EpochClock clock;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderIntentDecoder intent = new OrderIntentDecoder();

    public ClosedSession(final InputSink reports, final EpochClock clock) {
        this.reports = new Reports(reports);
        this.clock = clock;
    }

    /** Takes an encoded {@code OrderIntent}. */
    public synchronized void onIntent(final DirectBuffer buffer, final int offset) {
        intent.wrapAndApplyHeader(buffer, offset, header);
        switch (intent.kind()) {
            case NEW -> reports.notSent(intent, ExecType.REJECTED, VenueReason.NONE, clock.time());
            case AMEND -> reports.notSent(intent, ExecType.AMEND_REJECTED, VenueReason.NONE, clock.time());
            case CANCEL, CANCEL_ALL -> { }
            case NULL_VAL -> throw new IllegalArgumentException("an order intent without a kind");
        }
    }
}
