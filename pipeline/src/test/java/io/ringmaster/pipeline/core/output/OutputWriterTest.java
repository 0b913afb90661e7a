package io.ringmaster.pipeline.core.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.engine.EmergencyCancel;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Every intent is recorded before it leaves, and each kind has its own fields. */
class OutputWriterTest {

    private static final String NONE = "-";

    private final List<String> done = new ArrayList<>();
    private final Order order = new Order();
    private boolean isDiskFull;
    private final OutputWriter outputs = new OutputWriter(new Journal(), (buffer, offset, length) -> done.add("sent " + text(buffer, offset, length)));

    private final class Journal implements OutputSink {

        @Override
        public void append(final DirectBuffer buffer, final int offset, final int length) {
            done.add("added " + text(buffer, offset, length));
        }

        @Override
        public void record() {
            if (isDiskFull) {
                throw new IllegalStateException("the disk is full");
            }
            done.add("recorded");
        }
    }

    OutputWriterTest() {
        order.clear(7);
        order.instrumentId = 1;
        order.type = OrderType.IOC;
        order.side = Side.SELL;
        order.purpose = OrderPurpose.REDUCE;
        order.reduceOnly = true;
        order.qtyE8 = 300;
        order.limitPriceE8 = 500;
        order.decisionSequence = 9;
        outputs.begin(11, 12);
    }

    private static String text(final DirectBuffer buffer, final int offset, final int length) {
        final OrderIntentDecoder intent = new OrderIntentDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        assertEquals(MessageHeaderDecoder.ENCODED_LENGTH + OrderIntentDecoder.BLOCK_LENGTH, length);
        return intent.causeSequence() + " " + intent.timeNs() + " " + intent.kind() + " " + intent.clientOrderId() + " " + intent.instrumentId() + " "
            + intent.orderType() + " " + intent.side() + " " + intent.purpose() + " " + intent.reduceOnly() + " " + intent.qtyE8() + " "
            + price(intent.limitPriceE8()) + " " + price(intent.stopPriceE8()) + " "
            + (intent.decisionSequence() == OrderIntentDecoder.decisionSequenceNullValue() ? NONE : intent.decisionSequence());
    }

    private static String price(final long priceE8) {
        return priceE8 == OrderIntentDecoder.limitPriceE8NullValue() ? NONE : Long.toString(priceE8);
    }

    private void assertRecordedAndSent(final String intent) {
        assertEquals(List.of("added " + intent), done);
        outputs.end();
        assertEquals(List.of("added " + intent, "recorded", "sent " + intent), done);
        done.clear();
    }

    @Test
    void shouldRecordEachKindOfIntentBeforeItIsSent() {
        outputs.newOrder(order);
        assertRecordedAndSent("11 12 NEW 7 1 IOC SELL REDUCE 1 300 500 - 9");
        outputs.cancel(order);
        assertRecordedAndSent("11 12 CANCEL 7 1 IOC SELL REDUCE 0 0 - - -");
        outputs.amend(order, 450);
        assertRecordedAndSent("11 12 AMEND 7 1 STOP SELL REDUCE 1 300 - 450 -");
        outputs.cancelAll(1);
        assertRecordedAndSent("11 12 CANCEL_ALL 0 1 LIMIT BUY FLATTEN 0 0 - - -");
    }

    @Test
    void shouldRecordAllOutputsOfAnInputBeforeTheFirstIntentLeaves() {
        outputs.cancel(order);
        outputs.newOrder(order);
        outputs.end();
        assertEquals(List.of("added", "added", "recorded", "sent", "sent"), done.stream().map(each -> each.split(" ")[0]).toList());
        assertEquals(List.of("CANCEL", "NEW"), done.stream().filter(each -> each.startsWith("sent")).map(each -> each.split(" ")[3]).toList());
    }

    @Test
    void shouldSendNothingThatCannotBeRecorded() {
        outputs.newOrder(order);
        outputs.amend(order, 450);
        outputs.cancel(order);
        outputs.cancelAll(1);
        isDiskFull = true;
        assertThrows(IllegalStateException.class, outputs::end);
        assertEquals(List.of(), done.stream().filter(each -> !each.startsWith("added")).toList());
    }

    @Test
    void shouldNeverSendAnIntentOfAnInputThatWasNotFinished() {
        outputs.newOrder(order);
        outputs.begin(12, 13);
        outputs.cancel(order);
        outputs.end();
        assertEquals(List.of("sent 12 13 CANCEL 7 1 IOC SELL REDUCE 0 0 - - -"), done.stream().filter(each -> each.startsWith("sent")).toList());
    }

    @Test
    void shouldCancelEverythingInAnEmergencyWithTheSameEncoding() {
        EmergencyCancel.send((buffer, offset, length) -> done.add(text(buffer, offset, length)), 2, 12);
        assertEquals(List.of("0 12 CANCEL_ALL 0 0 LIMIT BUY FLATTEN 0 0 - - -", "0 12 CANCEL_ALL 0 1 LIMIT BUY FLATTEN 0 0 - - -"), done);
    }
}
