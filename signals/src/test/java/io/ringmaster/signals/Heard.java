package io.ringmaster.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OutsideSignalDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Stands where the publisher stands: takes what sources have put and keeps it, decoded. */
final class Heard {

    static final long EVENT_TIME_NS = 1_700_000_000_000_000_000L;
    /** Only something that hangs takes so long, on however slow a machine. */
    private static final long PATIENCE_NS = 180_000_000_000L;

    /** One published message as text: source, instrument, time of the source in milliseconds, score, text and series. */
    final List<String> messages = new ArrayList<>();
    final SignalQueue queue = new SignalQueue((buffer, offset, length) -> {
        final OutsideSignalDecoder signal = new OutsideSignalDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        assertEquals(EVENT_TIME_NS, signal.receiveTimeNs());
        messages.add(signal.source() + " " + signal.instrumentId() + " " + signal.exchangeTimeNs() / 1_000_000 + " " + signal.score() + " "
            + signal.text() + (signal.seriesLength() == 0 ? "" : " " + signal.series()));
    }, List.of("PF_XBTUSD", "PF_ETHUSD"));

    /** Publishes what comes until something is so. */
    void until(final BooleanSupplier isSo) {
        final long endNs = System.nanoTime() + PATIENCE_NS;
        while (!isSo.getAsBoolean()) {
            queue.publishDue(EVENT_TIME_NS);
            if (System.nanoTime() > endNs) {
                fail("waited " + PATIENCE_NS / 1_000_000_000L + " s; heard " + messages);
            }
            Thread.onSpinWait();
        }
        queue.publishDue(EVENT_TIME_NS);
    }
}
