package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Files;
import java.util.List;

/**
 * Plays a recorded session's inputs through the same handlers that ran it, and holds what they say against what was recorded. The
 * venue is not asked: its reports are inputs, and the orders recomputed here go nowhere.
 */
public final class Replay {

    private Replay() {
    }

    /** A session that kept the configuration it began with, and has all its records. */
    public static ReplayReport run(
        final SessionDirectory session, final EngineConfig config, final TopologySettings topology, final Pacer pacer) {
        return run(session, config, Configurations.NONE, topology, pacer, "");
    }

    /**
     * Plays a whole session from its first input on, and one that was cut from the snapshot it begins at. Where another build went on with a
     * session, each build can play its own part: that part is played.
     *
     * @param config         the configuration the session began with
     * @param configurations finds those it was given later
     * @param topology       with nothing left to decide; of a session that was cut with as many shards as that snapshot
     * @param build          version and commit of this program
     * @throws JournalDamagedException   if either journal is damaged or they do not belong together: nothing is played then
     * @throws ReplayDifferenceException if the configuration beside the journals is not the session's
     * @throws CutSessionException       if the snapshot a session begins at can't be used here
     */
    public static ReplayReport run(
        final SessionDirectory session, final EngineConfig config, final Configurations configurations, final TopologySettings topology,
        final Pacer pacer, final String build) {
        final SessionVerification found = SessionVerification.verify(session);
        requireConfiguration(session, found);
        found.requireSound();
        final List<Snapshot> boundaries = SessionBeginning.of(session) == null ? new Snapshots(session).boundaries() : List.of();
        return boundaries.isEmpty() ? whole(session, found, config, configurations, topology, pacer, build)
            : new ReplayedParts(session, found, config, configurations, topology, pacer, build).run(boundaries);
    }

    private static ReplayReport whole(
        final SessionDirectory session, final SessionVerification found, final EngineConfig config, final Configurations configurations,
        final TopologySettings topology, final Pacer pacer, final String build) {
        try (RecordedPrefix recorded = new RecordedPrefix("output", JournalReader.open(session.output()), found.output().lastSequence())) {
            final ComparedOutput compared = new ComparedOutput(recorded);
            final OutputDigest digest = new OutputDigest(compared);
            final long startNs = System.nanoTime();
            try (Engine engine = new Engine(config, topology, new Connections(InputLog.NONE, digest), configurations)) {
                final EngineState state = configurations == Configurations.NONE ? null : new EngineState(
                    engine, new EngineState.Identity(build, SessionDirectory.sha256(session.readConfiguration()), topology, configurations));
                final long behind = startBehind(session, state, recorded);
                final long pointsBefore = engine.points();
                final SnapshotCheck snapshots = new SnapshotCheck(session, engine, state, behind);
                play(session, engine, pacer, snapshots, behind);
                final long elapsedNs = System.nanoTime() - startNs;
                final String difference = compared.firstDifference(session.hasEnded());
                return new ReplayReport(
                    engine.lastSequence() - behind, engine.points() - pointsBefore, digest.outputs(), compared.unrecorded(),
                    difference != null ? difference : snapshots.difference(), snapshots.same(), elapsedNs, digest.finish(), behind, List.of());
            }
        }
    }

    /** @return the input the engine stands behind: 0 for a whole session */
    private static long startBehind(final SessionDirectory session, final EngineState state, final RecordedPrefix recorded) {
        final SessionBeginning beginning = SessionBeginning.of(session);
        if (beginning == null) {
            return 0;
        }
        final Snapshot snapshot = beginning.read(session);
        String objection = state == null ? "this command starts from the first record only"
            : FoldStart.objection(session, snapshot, Long.MAX_VALUE, Long.MAX_VALUE);
        if (objection.isEmpty()) {
            objection = FoldStart.restore(state, snapshot);
        }
        if (!objection.isEmpty()) {
            throw beginning.refusal(session, beginning.snapshotFile(session) + ": " + objection);
        }
        recorded.startBehind(JournalReader.open(session.output(), snapshot.outputSequence()));
        return snapshot.inputSequence();
    }

    private static void play(
        final SessionDirectory session, final Engine engine, final Pacer pacer, final SnapshotCheck snapshots, final long behind) {
        try (JournalReader inputs = behind == 0 ? JournalReader.open(session.input()) : JournalReader.open(session.input(), behind)) {
            while (inputs.next()) {
                if (pacer != Pacer.UNPACED) {
                    pacer.awaitDue(InputMessage.timeNs(inputs.buffer(), inputs.offset()));
                }
                snapshots.onInput(inputs.buffer(), inputs.offset());
                engine.onInput(inputs.buffer(), inputs.offset(), inputs.length());
                engine.discardOrders();
                snapshots.behind(inputs.sequence());
            }
            engine.awaitAll();
            engine.discardOrders();
        }
    }

    /** A configuration that was changed is told by what it was and is. */
    private static void requireConfiguration(final SessionDirectory session, final SessionVerification found) {
        final boolean isThere = found.input().records() > 0 && Files.isRegularFile(session.configuration());
        final RecordedStart start = isThere ? RecordedStart.of(session) : null;
        if (start != null) {
            start.requireConfiguration(session);
        }
    }
}
