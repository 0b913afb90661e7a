package io.ringmaster.monitor.model;

import java.util.List;

/** How many rows of each table belong to a moment. */
record Sizes(
    int orders, int steps, int fills, int decisions, int thoughts, int verdicts, int portfolio, int latches, int invariants, int inputEvents,
    int outputEvents, int equity, int[] seconds, List<HistorySize> history) {

    /** Imported bars of one instrument and length, up to a moment. */
    record HistorySize(int instrument, long durationNs, LongTable bars, int size) {
    }

    /** Everything that is there. */
    static Sizes all(final Timeline timeline) {
        return upTo(timeline, Long.MAX_VALUE);
    }

    /** What the inputs up to one led to. */
    static Sizes upTo(final Timeline t, final long sequence) {
        final int[] seconds = new int[t.instruments()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = t.seconds(i).upTo(sequence);
        }
        final List<HistorySize> history = t.history().stream()
            .map(one -> new HistorySize(one.instrument(), one.durationNs(), one.bars(), one.bars().upTo(sequence))).toList();
        return new Sizes(
            t.orders.upTo(sequence), t.orders.stepsUpTo(sequence), t.orders.fillsUpTo(sequence), t.decisions.upTo(sequence),
            t.thoughts.upTo(sequence), t.verdicts.upTo(sequence), t.portfolio.upTo(sequence), t.latches.upTo(sequence),
            t.invariants.upTo(sequence), t.inputEvents.upTo(sequence), t.outputEvents.upTo(sequence), t.equity.upTo(sequence), seconds, history);
    }
}
