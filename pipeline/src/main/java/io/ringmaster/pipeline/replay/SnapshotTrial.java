package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import java.util.Arrays;

/**
 * Starts an engine from a snapshot and folds what comes behind it, before anything is removed that the snapshot stands for: what is said must be
 * what was recorded, and the next snapshot what the fold comes to there.
 */
public record SnapshotTrial(RecordedSession session) {

    /** Of the program whose snapshots are tried. */
    String build() {
        return session.build();
    }

    /**
     * Why the snapshot can't be started from; empty if it can.
     *
     * @param next the next one, up to which is folded; null to fold to the end of a session that is not running
     */
    String objection(final Snapshot snapshot, final Snapshot next) {
        final RecordedSession compact = session.compact();
        final RecordedSession same = compact.with(compact.topology().withShards(snapshot.origin().shards()).on(1));
        try (JournalReader inputs = JournalReader.open(session.directory().input(), snapshot.place().inputSequence());
             JournalReader outputs = JournalReader.open(session.directory().output(), snapshot.place().outputSequence())) {
            final FollowedOutput followed = new FollowedOutput(outputs, () -> false);
            try (Engine engine = same.engine(followed)) {
                final EngineState state = same.state(engine);
                final String objection = FoldStart.restore(state, snapshot);
                return objection.isEmpty() ? fold(engine, state, inputs, followed, next) : objection;
            }
        } catch (final JournalException e) {
            return e.getMessage();
        } catch (final HandlerFailedException e) {
            if (e.getCause() instanceof final ReplayDifferenceException difference) {
                return "an engine that starts from it says something else than was recorded: " + difference.getMessage();
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
        final boolean isSamePlace = !followed.isMissing() && now.place().inputChain() == next.place().inputChain() && now.place().outputSequence() == next.place().outputSequence()
            && now.place().outputChain() == next.place().outputChain();
        if (!isSamePlace) {
            return "the journals do not lead from it to the next snapshot, behind input " + next.place().inputSequence();
        }
        final boolean isComparable = now.origin().fingerprint().equals(next.origin().fingerprint()) && now.origin().configSha256().equals(next.origin().configSha256());
        return !isComparable || Arrays.equals(now.image(), next.image()) ? ""
            : "an engine that starts from it comes to something else than the next snapshot, behind input " + next.place().inputSequence();
    }
}
