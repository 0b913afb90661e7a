package io.ringmaster.monitor.model;

import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtDecoder;

/**
 * Why it did or did not trade.
 *
 * @param a meaning by code
 * @param b meaning by code
 */
public record ThoughtRow(long sequence, long timeNs, int instrument, ThoughtCode code, long a, long b) {

    static final int WIDTH = 5;

    static void write(final LongTable table, final ThoughtDecoder message) {
        final int row = table.add(message.causeSequence(), message.timeNs());
        table.set(row, 2, Codes.pack(message.instrumentId(), message.codeRaw(), 0, 0));
        table.set(row, 3, message.a());
        table.set(row, 4, message.b());
    }

    static ThoughtRow read(final LongTable table, final int row) {
        final long codes = table.get(row, 2);
        return new ThoughtRow(
            table.get(row, LongTable.SEQUENCE), table.get(row, LongTable.TIME), Codes.instrument(codes), ThoughtCode.get(Codes.first(codes)),
            table.get(row, 3), table.get(row, 4));
    }
}
