package io.ringmaster.monitor.model;

import java.util.List;

/** How many rows of each table belong to a moment. */
record Sizes(OfOrders ofOrders, OfOutputs ofOutputs, OfEvents ofEvents, int equity, int[] seconds, List<HistorySize> history) {

    /** Of orders. */
    record OfOrders(int orders, int steps, int fills) {
    }

    /** Of what the engine said. */
    record OfOutputs(int decisions, int thoughts, int verdicts, int portfolio, int latches, int invariants) {
    }

    /** Of rare events. */
    record OfEvents(int inputEvents, int outputEvents) {
    }

    int orders() {
        return ofOrders.orders();
    }

    int steps() {
        return ofOrders.steps();
    }

    int fills() {
        return ofOrders.fills();
    }

    int decisions() {
        return ofOutputs.decisions();
    }

    int thoughts() {
        return ofOutputs.thoughts();
    }

    int verdicts() {
        return ofOutputs.verdicts();
    }

    int portfolio() {
        return ofOutputs.portfolio();
    }

    int latches() {
        return ofOutputs.latches();
    }

    int invariants() {
        return ofOutputs.invariants();
    }

    int inputEvents() {
        return ofEvents.inputEvents();
    }

    int outputEvents() {
        return ofEvents.outputEvents();
    }


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
            new Sizes.OfOrders(t.orders.upTo(sequence), t.orders.stepsUpTo(sequence), t.orders.fillsUpTo(sequence)),
            new Sizes.OfOutputs(
                t.outputs.decisions.upTo(sequence), t.outputs.thoughts.upTo(sequence), t.outputs.verdicts.upTo(sequence),
                t.outputs.portfolio.upTo(sequence), t.outputs.latches.upTo(sequence), t.outputs.invariants.upTo(sequence)),
            new Sizes.OfEvents(t.inputEvents.upTo(sequence), t.outputs.events.upTo(sequence)), t.equity.upTo(sequence), seconds, history);
    }
}
