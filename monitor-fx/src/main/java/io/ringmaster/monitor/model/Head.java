package io.ringmaster.monitor.model;

import io.ringmaster.journal.JournalAnchors;
import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.schema.ExecutionReportDecoder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest state of a session: reads both journals in one order, every input and then what it led to, and keeps checkpoints on the way. While
 * the session runs, outputs come a little later than their inputs; that changes nothing, because the two folds do not depend on each other's
 * order. The exceptions are facts that never change: the limit price of an order, which the outputs say before the venue can answer, and the
 * configuration, which the inputs say before it leads to anything. One thread.
 */
final class Head implements AutoCloseable {

    private static final long INPUTS_BETWEEN_CHECKPOINTS = 10_000;
    private static final long OUTPUT_WORK_BETWEEN_CHECKPOINTS = 1_000_000;
    /** What a record costs beside its bytes, in bytes. */
    private static final int RECORD_WORK = 100;
    private static final long MOST_CHECKPOINT_BYTES = 64L << 20;

    /** What of the past is kept. */
    enum Keeping {
        /** Everything that a screen can go back to. */
        ALL,
        /** What the newest moment needs: no checkpoints, no candles, no equity of earlier seconds. */
        NEWEST
    }

    private final SessionFiles files;
    private final Keeping keeping;
    private final JournalTail input;
    private final JournalTail output;
    private final Checkpoints<Market> markets = new Checkpoints<>(INPUTS_BETWEEN_CHECKPOINTS, MOST_CHECKPOINT_BYTES);
    private final Checkpoints<OutputState> states = new Checkpoints<>(OUTPUT_WORK_BETWEEN_CHECKPOINTS, MOST_CHECKPOINT_BYTES);
    private final List<String> remarks = new ArrayList<>();
    private Timeline timeline;
    private OutputState state;
    private long outputWork;
    private boolean isOutputDrained;
    /** What both journals must hold since it was looked up the last time. */
    private long expectedInput;
    private long expectedOutput;

    Head(final SessionFiles files) {
        this(files, Keeping.ALL);
    }

    Head(final SessionFiles files, final Keeping keeping) {
        this.files = files;
        this.keeping = keeping;
        input = new JournalTail(files.input());
        output = new JournalTail(files.output());
        expect();
    }

    /** Looks up how far both journals must reach when they are read on after this call. */
    void expect() {
        expectedInput = durable(files.input());
        expectedOutput = durable(files.output());
    }

    private static long durable(final Path journal) {
        try {
            return JournalAnchors.durableSequence(journal);
        } catch (final UncheckedIOException e) {
            return 0;
        }
    }

    /** The share of the inputs that is read, in [0, 1]. */
    double readShare() {
        final long read = input.sequence();
        return read >= expectedInput ? 1 : (double) read / expectedInput;
    }

    /** Records that both journals are known to hold and that are not read. */
    long unread() {
        return Math.max(0, expectedInput - input.sequence()) + Math.max(0, expectedOutput - output.sequence());
    }

    /** Whether a journal is not sound after the last record that was read: no more is read. */
    boolean isDamaged() {
        return !input.damage().isEmpty() || !output.damage().isEmpty();
    }

    /** Null before the first input was read. */
    Timeline timeline() {
        return timeline;
    }

    Checkpoints<Market> markets() {
        return markets;
    }

    Checkpoints<OutputState> states() {
        return states;
    }

    OutputState state() {
        return state;
    }

    /**
     * Reads on.
     *
     * @param most inputs and outputs to read
     * @return number of records read; 0 at the end of both journals
     */
    int advance(final int most) {
        int read = 0;
        isOutputDrained = false;
        while (read < most && input.hasNext()) {
            if (timeline == null) {
                begin();
            }
            final boolean isReport = isReport();
            read += drainOutputs(input.sequence() - 1, isReport);
            timeline.onInput(input.sequence(), input.chain(), input.buffer(), input.offset());
            input.take();
            read++;
            if (markets.isDue(timeline.head().sequence())) {
                checkpointMarket();
            }
        }
        if (timeline != null && read < most) {
            isOutputDrained = false;
            read += drainOutputs(timeline.head().sequence(), true);
        }
        return read;
    }

    /** A report of the venue is about an order that the output journal names already. */
    private boolean isReport() {
        return Market.templateId(input.buffer(), input.offset()) == ExecutionReportDecoder.TEMPLATE_ID;
    }

    private void begin() {
        final long before = input.sequence() - 1;
        final SessionFacts facts;
        if (before == 0) {
            facts = files.start(input.buffer(), input.offset());
        } else {
            final JournalBeginning cut = JournalBeginning.of(files.input());
            facts = files.start(new UnsafeBuffer(cut.firstRecordBytes()), 0);
            remarks.add("The input journal " + cut.inWords() + ". What happened before is not shown.");
        }
        timeline = new Timeline(files, keeping, facts, before);
        state = new OutputState(timeline);
        checkpointMarket();
        checkpointState();
    }

    /** @param isInsistent whether to ask again after the end of the journal was found */
    private int drainOutputs(final long upTo, final boolean isInsistent) {
        int read = 0;
        if (isOutputDrained && !isInsistent) {
            return 0;
        }
        while (output.hasNext()) {
            if (OutputState.cause(output.buffer(), output.offset()) > upTo) {
                return read;
            }
            timeline.onOutput(output.sequence(), output.buffer(), output.offset());
            state.onOutput(output.sequence(), output.chain(), output.buffer(), output.offset());
            outputWork += output.length() + RECORD_WORK;
            output.take();
            read++;
            if (states.isDue(outputWork)) {
                checkpointState();
            }
        }
        isOutputDrained = true;
        return read;
    }

    private void checkpointMarket() {
        if (keeping == Keeping.NEWEST) {
            return;
        }
        final Market head = timeline.head();
        markets.add(head.sequence(), head.sequence(), head.copy(new RecordedOrders(timeline)), head.bytes());
    }

    private void checkpointState() {
        if (keeping == Keeping.NEWEST) {
            return;
        }
        states.add(state.cause(), outputWork, state.copy(), state.bytes());
    }

    /** What is wrong with the journals, or not as usual, when they were read to their ends. */
    List<String> remarks() {
        final List<String> all = new ArrayList<>(remarks);
        remark("input", input, expectedInput).ifPresent(all::add);
        remark("output", output, expectedOutput).ifPresent(all::add);
        if (!timeline.factsAt(Long.MAX_VALUE).problem().isEmpty()) {
            all.add(timeline.factsAt(Long.MAX_VALUE).problem());
        }
        return List.copyOf(all);
    }

    private static Optional<String> remark(final String name, final JournalTail tail, final long expected) {
        if (!tail.damage().isEmpty()) {
            return Optional.of("The " + name + " journal is sound up to record " + tail.sequence() + ", and not after it: " + tail.damage()
                + ". Nothing after it is shown.");
        }
        return tail.isWaiting() || tail.sequence() >= expected ? Optional.empty()
            : Optional.of("The " + name + " journal ends at record " + tail.sequence() + ", and its anchor says that it held record " + expected
                + ": its end is missing.");
    }

    @Override
    public void close() {
        input.close();
        output.close();
    }
}
