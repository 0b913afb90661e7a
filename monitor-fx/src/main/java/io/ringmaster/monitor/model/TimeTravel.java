package io.ringmaster.monitor.model;

/**
 * The state of a session at an earlier input: from the nearest checkpoint before it, folded on from the journals. Going on to a later input that is
 * near reads on. One thread.
 */
final class TimeTravel implements AutoCloseable {

    private final SessionFiles files;
    private final Head head;
    private Market market;
    private OutputState outputs;
    private JournalTail input;
    private JournalTail output;

    TimeTravel(final SessionFiles files, final Head head) {
        this.files = files;
        this.head = head;
    }

    Market market() {
        return market;
    }

    OutputState outputs() {
        return outputs;
    }

    /** @param sequence of an input that the head has read */
    void goTo(final long sequence) {
        moveMarket(sequence);
        while (market.sequence() < sequence && input.hasNext()) {
            takeInput();
        }
        moveOutputs(market.sequence());
    }

    /** Goes to what the inputs up to one led to, and leaves the market where it is. */
    void goToOutputs(final long sequence) {
        moveOutputs(sequence);
    }

    /** Goes to the last input at or before an event time; to the first one if all are later. */
    void goToTime(final long timeNs) {
        final LongTable times = head.timeline().times;
        final int row = Math.max(0, times.firstAtLeast(LongTable.TIME, timeNs == Long.MAX_VALUE ? timeNs : timeNs + 1, times.size()) - 1);
        final long atLeast = times.get(row, LongTable.SEQUENCE);
        final boolean isOnTheWay = market != null && market.sequence() >= atLeast && market.timeNs() <= timeNs;
        if (!isOnTheWay) {
            goTo(atLeast);
        }
        final long last = head.timeline().head().sequence();
        while (market.sequence() < last && input.hasNext() && Market.timeNs(input.buffer(), input.offset()) <= timeNs) {
            takeInput();
        }
        moveOutputs(market.sequence());
    }

    private void takeInput() {
        market.onInput(input.sequence(), input.chain(), input.buffer(), input.offset(), (instrument, bar, sequence) -> { });
        input.take();
    }

    private void moveMarket(final long sequence) {
        final Market point = head.markets().before(sequence);
        if (market == null || market.sequence() > sequence || point.sequence() > market.sequence()) {
            market = point.copy(new RecordedOrders(head.timeline()));
            close(input);
            input = JournalTail.after(files.input(), market.sequence());
        }
    }

    private void moveOutputs(final long sequence) {
        final OutputState point = head.states().before(sequence);
        if (outputs == null || outputs.cause() > sequence || point.sequence() > outputs.sequence()) {
            outputs = point.copy();
            close(output);
            output = JournalTail.after(files.output(), outputs.sequence());
        }
        final long last = head.state().sequence();
        while (outputs.sequence() < last && output.hasNext() && OutputState.cause(output.buffer(), output.offset()) <= sequence) {
            outputs.onOutput(output.sequence(), output.chain(), output.buffer(), output.offset());
            output.take();
        }
    }

    private static void close(final JournalTail tail) {
        if (tail != null) {
            tail.close();
        }
    }

    @Override
    public void close() {
        close(input);
        close(output);
    }
}
