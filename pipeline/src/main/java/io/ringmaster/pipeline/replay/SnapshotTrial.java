package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.Arrays;

/**
 * Starts an engine from a snapshot and folds what comes behind it, before anything is removed that the snapshot stands for: what is said must be
 * what was recorded, and the next snapshot what the fold comes to there.
 *
 * @param config         the configuration the session began with
 * @param build          version and commit of this program
 * @param configurations finds those the session was given later
 */
public record SnapshotTrial(
    SessionDirectory session, EngineConfig config, TopologySettings topology, String build, Configurations configurations) {

    /**
     * Why the snapshot can't be started from; empty if it can.
     *
     * @param next the next one, up to which is folded; null to fold to the end of a session that is not running
     */
    String objection(final Snapshot snapshot, final Snapshot next) {
        final TopologySettings compact = topology.withMode(TopologySettings.Mode.COMPACT).withoutTiming().withShards(snapshot.shards()).on(1);
        try (JournalReader inputs = JournalReader.open(session.input(), snapshot.inputSequence());
             JournalReader outputs = JournalReader.open(session.output(), snapshot.outputSequence())) {
            final FollowedOutput followed = new FollowedOutput(outputs, () -> false);
            try (Engine engine = new Engine(config, compact, new Connections(InputLog.NONE, followed), configurations)) {
                final EngineState state = new EngineState(
                    engine, new EngineState.Identity(build, SessionDirectory.sha256(session.readConfiguration()), compact, configurations));
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
        final long last = next == null ? Long.MAX_VALUE : next.inputSequence();
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
        final boolean isSamePlace = !followed.isMissing() && now.inputChain() == next.inputChain() && now.outputSequence() == next.outputSequence()
            && now.outputChain() == next.outputChain();
        if (!isSamePlace) {
            return "the journals do not lead from it to the next snapshot, behind input " + next.inputSequence();
        }
        final boolean isComparable = now.fingerprint().equals(next.fingerprint()) && now.configSha256().equals(next.configSha256());
        return !isComparable || Arrays.equals(now.image(), next.image()) ? ""
            : "an engine that starts from it comes to something else than the next snapshot, behind input " + next.inputSequence();
    }
}
