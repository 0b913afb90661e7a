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
 * Leads an engine through what an earlier process recorded, so that it is where that one was: state is the fold of the journal, and of
 * nothing else. Starts from the newest snapshot that is of this program, configuration and journal, so that its cost does not grow with the
 * session's age. No order leaves meanwhile: what the earlier process sent, it sent.
 */
public final class SessionFold {

    private final SessionDirectory directory;
    private final SessionJournal journal;
    private final Engine engine;
    private final EngineState state;
    private long startedBehind;
    private Snapshot end;

    /**
     * @param journal its inputs and outputs go through the engine's log and sink, so what is said again is compared with what was said
     * @param engine  new; built with the session's configuration and topology, and one that knows further configurations
     */
    public SessionFold(final RecordedSession session, final SessionJournal journal, final Engine engine) {
        directory = session.directory();
        this.journal = journal;
        this.engine = engine;
        state = session.state(engine);
    }

    /**
     * @param news takes what a person should know: which snapshots are not used, and why
     * @throws io.ringmaster.pipeline.topology.HandlerFailedException if what is said differs from what was recorded
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
            // The writer has the journal open behind us, so the end is the one that was found.
            while (inputs.sequence() < last && inputs.next()) {
                state.notes().note(inputs.buffer(), inputs.offset());
                engine.onInput(inputs.buffer(), inputs.offset(), inputs.length());
                engine.discardOrders();
            }
            chain = inputs.chain();
        }
        engine.awaitAll();
        engine.discardOrders();
        // An end that was cut off has outputs that are only now recorded: no place to stand behind.
        if (journal.isOutputAsFound()) {
            end = take(chain, news);
        }
        return known();
    }

    /**
     * Takes over what another build recorded: the inputs are heard from the first on, and what was done is what was recorded. Keeps a snapshot of what
     * it comes to for good, because from there on this build's part of the session can be replayed.
     *
     * @throws UnknownStateException if that state can't be kept
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

    /** A state that can't be kept is no reason not to trade. */
    private Snapshot take(final int inputChain, final Consumer<String> news) {
        try {
            return state.take(inputChain, journal.outputSequence(), journal.outputChain());
        } catch (final UnknownStateException e) {
            news.accept("no snapshot can be kept, so the next start takes longer: " + e.getMessage());
            return null;
        }
    }

    /** The input it started behind; 0 when it folded the whole journal. */
    public long startedBehind() {
        return startedBehind;
    }

    /** Keeps a snapshot of what it came to, if that is not the one it started from; none of a session that was cut off in the middle of what it said. */
    public void keep(final SnapshotSettings settings) {
        if (end != null && end.place().inputSequence() > startedBehind) {
            new Snapshots(directory).write(end, settings.keep());
        }
    }

    /** Strategy shards that a session's newest snapshot was folded with: results are the same with any number, snapshots are not. 0 for none. */
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
