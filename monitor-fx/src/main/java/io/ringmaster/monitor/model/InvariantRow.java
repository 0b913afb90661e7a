package io.ringmaster.monitor.model;

import io.ringmaster.journal.InvariantText;
import io.ringmaster.schema.Invariant;
import io.ringmaster.schema.InvariantBrokenDecoder;

/**
 * What always holds did not.
 *
 * @param instrument -1: of none
 * @param expected   meaning by invariant
 * @param observed   meaning by invariant
 */
public record InvariantRow(long sequence, long timeNs, int instrument, Invariant invariant, long expected, long observed) {

    static final int WIDTH = 5;

    static void write(final LongTable table, final InvariantBrokenDecoder message) {
        final int row = table.add(message.causeSequence(), message.timeNs());
        table.set(row, 2, Codes.pack(message.instrumentId(), message.invariantRaw(), 0, 0));
        table.set(row, 3, message.expected());
        table.set(row, 4, message.observed());
    }

    static InvariantRow read(final LongTable table, final int row) {
        final long codes = table.get(row, 2);
        return new InvariantRow(
            table.get(row, LongTable.SEQUENCE), table.get(row, LongTable.TIME), Codes.instrument(codes), Invariant.get(Codes.first(codes)),
            table.get(row, 3), table.get(row, 4));
    }

    /** The break in readable text. */
    public String text() {
        return InvariantText.of(invariant, expected, observed);
    }
}
