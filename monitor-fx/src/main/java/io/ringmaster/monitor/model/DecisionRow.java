package io.ringmaster.monitor.model;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.versions.RecordedDecision;

/**
 * What the policy wanted: a target, never an order. {@link SessionModel#decision} reads the rest of it from the journal.
 *
 * @param sequence      of the input it follows
 */
public record DecisionRow(long sequence, long timeNs, int instrument, Target target, Levels levels, Heard heard) {

    /**
     * What it wanted.
     *
     * @param exposureE8 signed notional over equity
     */
    public record Target(long exposureE8, Signal signal, DecisionReason reason) {
    }

    /**
     * Where to leave.
     *
     * @param stopPriceE8   0 without one
     * @param targetPriceE8 0 without one
     */
    public record Levels(long stopPriceE8, long targetPriceE8) {
    }

    /**
     * What the strategies heard want.
     *
     * @param longs  strategies heard that want LONG; -1 where the record does not say
     * @param shorts strategies heard that want SHORT; -1 where the record does not say
     */
    public record Heard(int longs, int shorts) {
    }

    public long exposureE8() {
        return target.exposureE8();
    }

    public Signal signal() {
        return target.signal();
    }

    public DecisionReason reason() {
        return target.reason();
    }

    public long stopPriceE8() {
        return levels.stopPriceE8();
    }

    public long targetPriceE8() {
        return levels.targetPriceE8();
    }

    public int longs() {
        return heard.longs();
    }

    public int shorts() {
        return heard.shorts();
    }


    static final int WIDTH = 8;
    private static final int EXPOSURE = 2;
    private static final int CODES = 3;
    /** The record of the output journal before the first one of the same cause. */
    static final int OUTPUT_BEFORE = 4;
    private static final int STOP = 5;
    private static final int TARGET = 6;
    private static final int TALLIES = 7;

    static void write(final LongTable table, final RecordedDecision message, final long outputBefore) {
        final int row = table.add(message.causeSequence(), message.timeNs());
        table.set(row, EXPOSURE, message.exposureE8());
        table.set(row, CODES, Codes.pack(message.instrumentId(), message.signal().value(), message.reason().value(), 0));
        table.set(row, OUTPUT_BEFORE, outputBefore);
        table.set(row, STOP, Orders.zeroIfNull(message.stopPriceE8()));
        table.set(row, TARGET, Orders.zeroIfNull(message.targetPriceE8()));
        table.set(row, TALLIES, (long) message.longs() << Integer.SIZE | message.shorts() & 0xFFFF_FFFFL);
    }

    static DecisionRow read(final LongTable table, final int row) {
        final long codes = table.get(row, CODES);
        return new DecisionRow(
            table.get(row, LongTable.SEQUENCE), table.get(row, LongTable.TIME), Codes.instrument(codes),
            new DecisionRow.Target(table.get(row, EXPOSURE), Signal.get(Codes.first(codes)), DecisionReason.get(Codes.second(codes))),
            new DecisionRow.Levels(table.get(row, STOP), table.get(row, TARGET)),
            new DecisionRow.Heard((int) (table.get(row, TALLIES) >> Integer.SIZE), (int) table.get(row, TALLIES)));
    }
}
