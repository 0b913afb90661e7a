package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.port.OrderGateway;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cancels everything at the venue when a stage has failed. The one message that leaves without a journal record: the stages that would
 * record it may be what failed, and it can only take risk away.
 */
public final class EmergencyCancel {

    private static final long NO_PRICE = OrderIntentEncoder.limitPriceE8NullValue();

    private EmergencyCancel() {
    }

    /** Called on the publisher's thread, after the engine has refused an input. */
    public static void send(final OrderGateway gateway, final int instruments, final long timeNs) {
        final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + OrderIntentEncoder.BLOCK_LENGTH]);
        final OrderIntentEncoder intent = new OrderIntentEncoder();
        for (int instrumentId = 0; instrumentId < instruments; instrumentId++) {
            intent.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .causeSequence(0).timeNs(timeNs).clientOrderId(0).qtyE8(0).limitPriceE8(NO_PRICE).stopPriceE8(NO_PRICE)
                .instrumentId(instrumentId).kind(OrderKind.CANCEL_ALL).orderType(OrderType.LIMIT).side(Side.BUY)
                .reduceOnly((short) 0).purpose(OrderPurpose.FLATTEN).decisionSequence(OrderIntentEncoder.decisionSequenceNullValue());
            gateway.onOrderIntent(buffer, 0, buffer.capacity());
        }
    }
}
