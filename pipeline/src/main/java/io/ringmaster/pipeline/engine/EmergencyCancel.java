package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.core.output.OrderIntents;
import io.ringmaster.pipeline.port.OrderGateway;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cancels everything at the venue when a stage has failed. This is the only message that leaves without a journal record: the stages that would
 * record it may have failed, and a cancel only reduces risk.
 */
public final class EmergencyCancel {

    private EmergencyCancel() {
    }

    /** Called on the publisher's thread, after the engine has refused an input. */
    public static void send(final OrderGateway gateway, final int instruments, final long timeNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OrderIntents.LENGTH]);
        final OrderIntents intents = new OrderIntents(buffer);
        intents.begin(0, timeNs);
        for (int instrumentId = 0; instrumentId < instruments; instrumentId++) {
            intents.cancelAll(instrumentId);
            gateway.onOrderIntent(buffer, 0, OrderIntents.LENGTH);
        }
    }
}
