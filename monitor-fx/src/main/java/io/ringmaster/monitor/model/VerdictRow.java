package io.ringmaster.monitor.model;

import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.RiskVerdictDecoder;

/**
 * What the risk gate said of an order.
 *
 * @param limitE8    the limit that spoke, in its own unit; 0 if it passed
 * @param observedE8 what was held against it
 */
public record VerdictRow(long sequence, long timeNs, int instrument, long clientOrderId, RiskReason reason, long limitE8, long observedE8) {

    static final int WIDTH = 6;

    static void write(final LongTable table, final RiskVerdictDecoder message) {
        final int row = table.add(message.causeSequence(), message.timeNs());
        table.set(row, 2, Codes.pack(message.instrumentId(), message.reasonRaw(), 0, 0));
        table.set(row, 3, message.clientOrderId());
        table.set(row, 4, message.limitE8());
        table.set(row, 5, message.observedE8());
    }

    /** The gate let an order pass. */
    static void writePassed(final LongTable table, final OrderIntentDecoder message) {
        final int row = table.add(message.causeSequence(), message.timeNs());
        table.set(row, 2, Codes.pack(message.instrumentId(), RiskReason.PASSED.value(), 0, 0));
        table.set(row, 3, message.clientOrderId());
    }

    static VerdictRow read(final LongTable table, final int row) {
        final long codes = table.get(row, 2);
        return new VerdictRow(
            table.get(row, LongTable.SEQUENCE), table.get(row, LongTable.TIME), Codes.instrument(codes), table.get(row, 3),
            RiskReason.get(Codes.first(codes)), table.get(row, 4), table.get(row, 5));
    }
}
