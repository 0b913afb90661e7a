package io.ringmaster.lab.backtest;

import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.LatchChangeDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Reads from the outputs what is latched. */
final class LatchWatch implements OutputSink {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LatchChangeDecoder change = new LatchChangeDecoder();
    private Latching now = Latching.NONE;

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        if (InputMessage.templateId(buffer, offset) == LatchChangeDecoder.TEMPLATE_ID) {
            change.wrapAndApplyHeader(buffer, offset, header);
            now = change.latched() == 1 ? now.with(change.reason(), change.timeNs()) : Latching.NONE;
        }
    }

    Latching now() {
        return now;
    }
}
