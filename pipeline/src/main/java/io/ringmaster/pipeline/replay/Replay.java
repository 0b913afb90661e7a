package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalDamagedException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.InputMessage;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.StrategyTimer;
import java.nio.file.Files;

/**
 * Plays a recorded session's inputs through the same handlers that ran it, and holds what they say against what was recorded. The
 * venue is not asked: its reports are inputs, and the orders recomputed here go nowhere.
 */
public final class Replay {

    private static final InputLog NOT_RECORDED = (sequence, buffer, offset, length) -> { };

    private Replay() {
    }

    /** A session that kept the configuration it began with. */
    public static ReplayReport run(
        final SessionDirectory session, final EngineConfig config, final TopologySettings topology, final Pacer pacer) {
        return run(session, config, Configurations.NONE, topology, pacer);
    }

    /**
     * @param config         the configuration the session began with
     * @param configurations finds those it was given later
     * @param topology       with nothing left to decide
     * @throws JournalDamagedException   if either journal is damaged or they do not belong together: nothing is played then
     * @throws ReplayDifferenceException if the configuration beside the journals is not the session's
     */
    public static ReplayReport run(
        final SessionDirectory session, final EngineConfig config, final Configurations configurations, final TopologySettings topology,
        final Pacer pacer) {
        final SessionVerification found = SessionVerification.verify(session);
        requireConfiguration(session, found);
        found.requireSound();
        try (JournalReader inputs = JournalReader.open(session.input());
             RecordedPrefix recorded = new RecordedPrefix("output", JournalReader.open(session.output()), found.output().records())) {
            final ComparedOutput compared = new ComparedOutput(recorded);
            final OutputDigest digest = new OutputDigest(compared);
            final long startNs = System.nanoTime();
            final Engine engine = new Engine(config, topology, NOT_RECORDED, digest, StrategyTimer.NONE, () -> { }, configurations);
            final SnapshotCheck snapshots = new SnapshotCheck(session, engine, topology, configurations);
            try (engine) {
                play(inputs, engine, pacer, snapshots);
            }
            final long elapsedNs = System.nanoTime() - startNs;
            final String difference = compared.firstDifference(session.hasEnded());
            return new ReplayReport(
                engine.lastSequence(), engine.points(), digest.outputs(), compared.unrecorded(),
                difference != null ? difference : snapshots.difference(), snapshots.same(), elapsedNs, digest.finish());
        }
    }

    private static void play(final JournalReader inputs, final Engine engine, final Pacer pacer, final SnapshotCheck snapshots) {
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

    /** A configuration that was changed is told by what it was and is. */
    private static void requireConfiguration(final SessionDirectory session, final SessionVerification found) {
        final boolean isThere = found.input().records() > 0 && Files.isRegularFile(session.configuration());
        final RecordedStart start = isThere ? RecordedStart.of(session) : null;
        if (start != null) {
            start.requireConfiguration(session);
        }
    }
}
