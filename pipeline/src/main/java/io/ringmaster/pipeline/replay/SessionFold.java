package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.KnownAccount.Holding;
import io.ringmaster.pipeline.port.KnownAccount.OpenOrder;
import io.ringmaster.pipeline.port.OrderTerms;
import io.ringmaster.pipeline.snapshot.UnknownStateException;
import io.ringmaster.schema.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Plays the records of an earlier process into an engine, so that it reaches the same state: the state is the fold of the journal and of nothing
 * else. It starts from the newest snapshot of this program, configuration and journal, so its cost does not grow with the session's age. It sends no
 * orders, because the earlier process already sent them.
 */
public final class SessionFold {

    private final SessionDirectory directory;
    private final SessionJournal journal;
    private final Engine engine;
    private final EngineState state;
    private long startedBehind;
    private Snapshot end;

    /**
     * @param journal must be the engine's log and sink, so that recomputed outputs are compared with the recorded ones, and open its models
     * @param engine  a new engine with the session's configuration and topology, which accepts later configurations
     */
    public SessionFold(final RecordedSession session, final SessionJournal journal, final Engine engine) {
        directory = session.directory();
        this.journal = journal;
        this.engine = engine;
        state = session.state(engine);
    }

    /**
     * @param news receives messages for the operator: which snapshots are not used, and why
     * @throws io.ringmaster.pipeline.topology.HandlerFailedException if a recomputed output differs from the recorded one; last bits of what a model
     *         says may differ
     */
    public KnownAccount run(final Consumer<String> news) {
        final long last = journal.foundInput().lastSequence();
        final Snapshot start = FoldStart.restore(directory, state, last, journal.foundOutput().lastSequence(), news);
        if (start != null) {
            journal.startBehind(start.place().inputSequence(), start.place().outputSequence());
            startedBehind = start.place().inputSequence();
        }
        int chain = 0;
        try (JournalReader inputs = JournalReader.open(directory.input(), startedBehind)) {
            // The writer already has the journal open, so use the end that was found when it was opened.
            while (inputs.sequence() < last && inputs.next()) {
                state.notes().note(inputs.buffer(), inputs.offset());
                engine.onInput(inputs.buffer(), inputs.offset(), inputs.length());
                engine.discardOrders();
            }
            chain = inputs.chain();
        }
        engine.awaitAll();
        engine.discardOrders();
        final String inModels = journal.endFold();
        if (!inModels.isEmpty()) {
            news.accept(inModels);
        }
        // After an interrupted end, some outputs are recorded only now, so no snapshot may be taken there.
        if (journal.isOutputAsFound()) {
            end = take(chain, news);
        }
        return known();
    }

    /**
     * Takes over a session of another build: it plays the inputs from the first one and applies the recorded outputs instead of its own. It stores a
     * permanent snapshot of the result, from which this build's part of the session can be replayed.
     *
     * @throws UnknownStateException if this state cannot be stored
     */
    public KnownAccount follow() {
        journal.follow();
        engine.sequencer().follower().begin();
        final long last = journal.foundInput().lastSequence();
        final long lastOutput = journal.foundOutput().lastSequence();
        final int chain;
        final int outputChain;
        try (JournalReader inputs = JournalReader.open(directory.input());
             RecordedActs acts = new RecordedActs(JournalReader.open(directory.output()), lastOutput)) {
            while (inputs.sequence() < last && inputs.next()) {
                state.notes().note(inputs.buffer(), inputs.offset());
                engine.onInput(inputs.buffer(), inputs.offset(), inputs.length());
                engine.discardOrders();
                acts.follow(inputs.sequence(), engine);
            }
            chain = inputs.chain();
            outputChain = acts.chain();
        }
        engine.awaitAll();
        engine.discardOrders();
        engine.sequencer().follower().end();
        journal.endFollowing();
        end = state.take(chain, lastOutput, outputChain);
        new Snapshots(directory).writeBoundary(end);
        return known();
    }

    /** A state that cannot be stored does not prevent trading. */
    private Snapshot take(final int inputChain, final Consumer<String> news) {
        try {
            return state.take(inputChain, journal.outputSequence(), journal.outputChain());
        } catch (final UnknownStateException e) {
            news.accept("no snapshot can be stored, so the next start takes longer: " + e.getMessage());
            return null;
        }
    }

    /** The last input in the snapshot that it started from; 0 if it folded the whole journal. */
    public long startedBehind() {
        return startedBehind;
    }

    /**
     * Stores a snapshot of the result, unless it equals the one that it started from, or the session was interrupted between the outputs of one
     * input.
     */
    public void keep(final SnapshotSettings settings) {
        if (end != null && end.place().inputSequence() > startedBehind) {
            new Snapshots(directory).write(end, settings.keep());
        }
    }

    /** Number of strategy shards in a session's newest snapshot; 0 if there is none. Results are the same with any number, but snapshots are not. */
    public static int shardsOfNewestSnapshot(final SessionDirectory directory) {
        final Snapshot newest = Snapshots.newest(directory);
        return newest == null ? 0 : newest.origin().shards();
    }

    private KnownAccount known() {
        final SequencerCore core = engine.sequencer();
        final List<Holding> holdings = new ArrayList<>();
        for (int id = 0; id < core.instruments(); id++) {
            holdings.add(new Holding(core.positionE8(id), core.ledger().costE8(id)));
        }
        final List<OpenOrder> orders = new ArrayList<>();
        for (int i = 0; i < core.workingOrders(); i++) {
            orders.add(openOrder(core.workingOrder(i)));
        }
        return new KnownAccount(
            holdings, orders, state.notes().booked(), core.ledger().cashE8(), state.notes().sinceNs(), state.notes().lastFillTimeNs());
    }

    private static OpenOrder openOrder(final Order order) {
        return new OpenOrder(
            order.clientOrderId,
            new OrderTerms(
                order.instrumentId, order.type, order.side, order.qtyE8, order.limitPriceE8, order.stopPriceE8, order.reduceOnly),
            order.cumQtyE8, order.amendStopPriceE8, order.state == OrderState.NEW || order.state == OrderState.PARTIALLY_FILLED,
            order.state == OrderState.PENDING_CANCEL);
    }
}
