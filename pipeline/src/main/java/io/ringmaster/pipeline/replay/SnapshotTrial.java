package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import java.util.Arrays;

/**
 * Starts an engine from a snapshot and folds the later records, before the records that the snapshot replaces are removed: the outputs must equal the
 * recorded ones, and the state must equal the next snapshot.
 */
public record SnapshotTrial(RecordedSession session) {

    /** The build whose snapshots are tried. */
    String build() {
        return session.build();
    }

    /**
     * The reason why an engine cannot start from the snapshot; empty if it can.
     *
     * @param next the next snapshot, where the fold ends; null to fold to the end of a session that is not running
     */
    String objection(final Snapshot snapshot, final Snapshot next) {
        final RecordedSession compact = session.compact();
        final RecordedSession same = compact.with(compact.topology().withShards(snapshot.origin().shards()).on(1));
        try (JournalReader inputs = JournalReader.open(session.directory().input(), snapshot.place().inputSequence());
             JournalReader outputs = JournalReader.open(session.directory().output(), snapshot.place().outputSequence());
             FoldedModels models = new FoldedModels(session.directory().output(), Long.MAX_VALUE, snapshot.place()::outputSequence)) {
            final FollowedOutput followed = new FollowedOutput(outputs, () -> false);
            try (Engine engine = same.engine(followed, models)) {
                final EngineState state = same.state(engine);
                final String objection = FoldStart.restore(state, snapshot);
                return objection.isEmpty() ? fold(engine, state, inputs, followed, next) : objection;
            }
        } catch (final JournalException e) {
            return e.getMessage();
        } catch (final HandlerFailedException e) {
            if (e.getCause() instanceof final ReplayDifferenceException difference) {
                return "the outputs of an engine that starts from it differ from the recorded ones: " + difference.getMessage();
            }
            throw e;
        }
    }

    private static String fold(
        final Engine engine, final EngineState state, final JournalReader inputs, final FollowedOutput followed, final Snapshot next) {
        final long last = next == null ? Long.MAX_VALUE : next.place().inputSequence();
        while (inputs.sequence() < last && inputs.next()) {
            state.notes().note(inputs.buffer(), inputs.offset());
            engine.onInput(inputs.buffer(), inputs.offset(), inputs.length());
            engine.discardOrders();
        }
        engine.awaitAll();
        engine.discardOrders();
        if (next == null) {
            return "";
        }
        final Snapshot now = state.take(inputs.chain(), followed.sequence(), followed.chain());
        if (followed.isMissing() || !now.place().equals(next.place())) {
            return "the journals do not connect it to the next snapshot, after input " + next.place().inputSequence();
        }
        final boolean isComparable = now.origin().fingerprint().equals(next.origin().fingerprint())
            && now.origin().configSha256().equals(next.origin().configSha256());
        return !isComparable || Arrays.equals(now.image(), next.image()) ? ""
            : "the state of an engine that starts from it differs from the next snapshot, after input " + next.place().inputSequence();
    }
}
