package io.ringmaster.monitor.model;

import io.ringmaster.schema.LatchChangeDecoder;
import io.ringmaster.schema.LatchReason;

/** The latch closed, or was opened again. */
public record LatchRow(long sequence, long timeNs, boolean isLatched, LatchReason reason) {

    static final int WIDTH = 3;

    static void write(final LongTable table, final LatchChangeDecoder message) {
        table.set(table.add(message.causeSequence(), message.timeNs()), 2, Codes.pack(0, message.latched(), message.reasonRaw(), 0));
    }

    static LatchRow read(final LongTable table, final int row) {
        final long codes = table.get(row, 2);
        return new LatchRow(
            table.get(row, LongTable.SEQUENCE), table.get(row, LongTable.TIME), Codes.first(codes) == 1, LatchReason.get(Codes.second(codes)));
    }
}
