package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Folds a session's journal a second time while it is written, and stores a {@link Snapshot} of the state at intervals. It compares each output with
 * the recorded one. This detects a running session whose outputs differ from what its journal implies, and ensures that every snapshot is of a
 * checked state.
 *
 * <p>Only reads the session's files. One thread uses it.
 */
public final class ShadowFold implements AutoCloseable {

    private static final int LOOKS_FOR_OUTPUT = 500;
    private static final long LOOK_NS = 10_000_000L;

    private final SnapshotSettings settings;
    private final Snapshots snapshots;
    private final LongSupplier sequenced;
    private final long upTo;
    private final Engine engine;
    private final EngineState state;
    private final JournalReader inputs;
    private final FollowedOutput outputs;
    private final FoldedModels models;
    private int looksLeft;
    private long keptSequence;
    private long keptTimeNs;
    private Path lastFile;
    private volatile boolean isStopped;

    /**
     * Starts from the newest usable snapshot, or at the journal's beginning.
     *
     * @param session   this fold's engine has as many shards, on one thread
     * @param sequenced sequence of the last input all of whose outputs are recorded; {@link Long#MAX_VALUE} if it is unknown
     * @param news      receives which snapshots are not used, and why
     */
    public ShadowFold(
        final RecordedSession session, final SnapshotSettings settings, final LongSupplier sequenced, final Consumer<String> news) {
        this(session, settings, sequenced, Long.MAX_VALUE, news);
    }

    /** @param upTo the last input to fold; later snapshots are not used */
    public ShadowFold(
        final RecordedSession session, final SnapshotSettings settings, final LongSupplier sequenced, final long upTo, final Consumer<String> news) {
        this.upTo = upTo;
        this.settings = settings;
        this.sequenced = sequenced;
        final SessionDirectory directory = session.directory();
        snapshots = new Snapshots(directory);
        final RecordedSession compact = session.compact();
        // The engine is built before the position of its outputs is known.
        models = new FoldedModels(directory.output(), Long.MAX_VALUE, () -> outputs().sequence());
        engine = compact.engine((buffer, offset, length) -> outputs().append(buffer, offset, length), models);
        state = compact.state(engine);
        final Snapshot start = FoldStart.restore(directory, state, upTo, Long.MAX_VALUE, news);
        if (start != null) {
            keptSequence = start.place().inputSequence();
            keptTimeNs = start.place().inputTimeNs();
        }
        inputs = JournalReader.open(directory.input(), keptSequence);
        outputs = new FollowedOutput(JournalReader.open(directory.output(), start == null ? 0 : start.place().outputSequence()), this::lookAgain);
    }

    private FollowedOutput outputs() {
        return outputs;
    }

    private boolean lookAgain() {
        LockSupport.parkNanos(LOOK_NS);
        return !isStopped && looksLeft-- > 0;
    }

    /**
     * Folds the available records, and stores a snapshot whenever one is due.
     *
     * @return whether it reached the end of the complete records; false if it was stopped or the session was interrupted
     * @throws ReplayDifferenceException if a recomputed output differs from the recorded one
     */
    public boolean foldToEnd() {
        while (!isStopped && inputs.sequence() < Math.min(upTo, sequenced.getAsLong()) && inputs.next()) {
            looksLeft = LOOKS_FOR_OUTPUT;
            state.notes().note(inputs.buffer(), inputs.offset());
            if (keptTimeNs == 0) {
                keptTimeNs = InputMessage.timeNs(inputs.buffer(), inputs.offset());
            }
            fold();
            if (outputs.isMissing()) {
                return false;
            }
            if (inputs.sequence() - keptSequence >= settings.everyEvents() || engine.lastTimeNs() - keptTimeNs >= settings.everyNs()) {
                keep();
            }
        }
        return !isStopped;
    }

    private void fold() {
        try {
            engine.onInput(inputs.buffer(), inputs.offset(), inputs.length());
            engine.discardOrders();
            engine.awaitAll();
        } catch (final HandlerFailedException e) {
            if (e.getCause() instanceof final ReplayDifferenceException difference) {
                throw difference;
            }
            throw e;
        }
    }

    /** Stores a snapshot of the current state, unless the last one is of the same state. */
    public void keep() {
        if (engine.lastSequence() == keptSequence || outputs.isMissing()) {
            return;
        }
        lastFile = snapshots.write(state.take(inputs.chain(), outputs.sequence(), outputs.chain()), settings.keep());
        keptSequence = engine.lastSequence();
        keptTimeNs = engine.lastTimeNs();
    }

    /** Sequence of the last input folded. */
    public long sequence() {
        return engine.lastSequence();
    }

    /** Event time of the last input folded. */
    public long timeNs() {
        return engine.lastTimeNs();
    }

    /** The last snapshot that was stored; null before the first. */
    public Path lastFile() {
        return lastFile;
    }

    /** Makes {@link #foldToEnd} return soon; from any thread. */
    public void stop() {
        isStopped = true;
    }

    @Override
    public void close() {
        inputs.close();
        outputs.close();
        engine.close();
        models.close();
    }
}
