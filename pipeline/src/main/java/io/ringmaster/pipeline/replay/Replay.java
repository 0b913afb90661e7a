package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Files;
import java.util.List;

/**
 * Plays the inputs of a recorded session through the same handlers that ran it, and compares their outputs with the recorded ones. There is no venue:
 * its reports are inputs, and recomputed orders are dropped.
 */
public final class Replay {

    private Replay() {
    }

    /** Plays a session that kept its first configuration and has all its records. */
    public static ReplayReport run(
        final SessionDirectory session, final EngineConfig config, final TopologySettings topology, final Pacer pacer) {
        return run(new RecordedSession(session, config, topology, "", Configurations.NONE), pacer);
    }

    /** Plays a session with its models. */
    public static ReplayReport run(final RecordedSession session, final Pacer pacer) {
        return run(session, pacer, false);
    }

    /**
     * Plays a whole session from its first input, and a cut session from its first snapshot. If other builds resumed the session, this build plays
     * only the parts that it recorded.
     *
     * @param session    a cut session needs as many shards as its first snapshot
     * @param fromRecord whether the policy reads what the session recorded of its models, and not what they say now; only then may models be absent
     * @throws JournalDamagedException   if either journal is damaged or they do not belong together: nothing is played then
     * @throws ReplayDifferenceException if the configuration beside the journals is not the session's
     * @throws CutSessionException       if the first snapshot of a cut session cannot be used here
     */
    public static ReplayReport run(final RecordedSession session, final Pacer pacer, final boolean fromRecord) {
        final SessionDirectory directory = session.directory();
        final SessionVerification found = SessionVerification.verify(directory);
        requireConfiguration(directory, found);
        found.requireSound();
        final List<Snapshot> boundaries = SessionBeginning.of(directory) == null ? new Snapshots(directory).boundaries() : List.of();
        return boundaries.isEmpty() ? whole(session, found, pacer, fromRecord) : new ReplayedParts(session, found, pacer, fromRecord).run(boundaries);
    }

    private static ReplayReport whole(
        final RecordedSession session, final SessionVerification found, final Pacer pacer, final boolean fromRecord) {
        final SessionDirectory directory = session.directory();
        final long records = found.output().lastSequence();
        try (RecordedPrefix recorded = new RecordedPrefix("output", JournalReader.open(directory.output()), records);
             ReplayedModels models = ReplayedModels.of(directory, fromRecord, records)) {
            final ComparedOutput compared = new ComparedOutput(recorded, models);
            final OutputDigest digest = new OutputDigest(compared);
            final long startNs = System.nanoTime();
            try (Engine engine = session.engine(digest, models.engines())) {
                final EngineState state = session.configurations() == Configurations.NONE ? null : session.state(engine);
                final long behind = startBehind(directory, state, recorded);
                final long pointsBefore = engine.points();
                final SnapshotCheck snapshots = new SnapshotCheck(directory, engine, state, behind, models);
                play(directory, engine, pacer, snapshots, behind);
                final long elapsedNs = System.nanoTime() - startNs;
                final String difference = compared.firstDifference(directory.hasEnded());
                return new ReplayReport(
                    new ReplayReport.Volume(
                        engine.lastSequence() - behind, engine.points() - pointsBefore, digest.outputs(), compared.unrecorded(), elapsedNs),
                    difference != null ? difference : snapshots.difference(), models.comparison(), snapshots.same(), digest.finish(), behind, List.of());
            }
        }
    }

    /** @return the last input in the engine's state: 0 for a whole session */
    private static long startBehind(final SessionDirectory session, final EngineState state, final RecordedPrefix recorded) {
        final SessionBeginning beginning = SessionBeginning.of(session);
        if (beginning == null) {
            return 0;
        }
        final Snapshot snapshot = beginning.read(session);
        String objection = state == null ? "this command can only start from the first record"
            : FoldStart.objection(session, snapshot, Long.MAX_VALUE, Long.MAX_VALUE);
        if (objection.isEmpty()) {
            objection = FoldStart.restore(state, snapshot);
        }
        if (!objection.isEmpty()) {
            throw beginning.refusal(session, beginning.snapshotFile(session) + ": " + objection);
        }
        recorded.startBehind(JournalReader.open(session.output(), snapshot.place().outputSequence()));
        return snapshot.place().inputSequence();
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

    /** The error for a changed configuration names both digests. */
    private static void requireConfiguration(final SessionDirectory session, final SessionVerification found) {
        final boolean isThere = found.input().records() > 0 && Files.isRegularFile(session.configuration());
        final RecordedStart start = isThere ? RecordedStart.of(session) : null;
        if (start != null) {
            start.requireConfiguration(session);
        }
    }
}
