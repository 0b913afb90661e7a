package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.OutputDigest;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.topology.HandlerFailedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays a session that other builds resumed, part by part: the first from the beginning, each other part from the snapshot that its build started
 * from.
 *
 * @param found      the result of the verification
 * @param fromRecord whether the policy reads what the session recorded of its models
 */
record ReplayedParts(RecordedSession session, SessionVerification found, Pacer pacer, boolean fromRecord) {

    /** @param boundaries snapshots that other builds started from, the oldest first */
    ReplayReport run(final List<Snapshot> boundaries) {
        final RecordedStart start = RecordedStart.of(session.directory());
        final String first = start == null ? "" : start.build();
        final List<ReplayReport> reports = new ArrayList<>();
        final List<ReplayPart> parts = new ArrayList<>();
        for (int i = 0; i <= boundaries.size(); i++) {
            final Snapshot from = i == 0 ? null : boundaries.get(i - 1);
            final Snapshot to = i == boundaries.size() ? null : boundaries.get(i);
            final String recordedBy = from == null ? first : from.origin().build();
            final boolean isOwn = recordedBy.equals(session.build());
            // The first part needs no snapshot, so every build with the same outputs can play it.
            final ReplayReport report = isOwn ? play(from, to) : from == null ? tryToPlay(to) : null;
            final boolean isReplayed = report != null && report.isIdentical();
            if (isReplayed || isOwn) {
                reports.add(report);
            }
            parts.add(new ReplayPart(
                from == null ? 1 : from.place().inputSequence() + 1,
                to == null ? found.input().lastSequence() : to.place().inputSequence(), recordedBy, isReplayed));
        }
        return ReplayReport.ofParts(reports, parts);
    }

    /** Plays the first part, of another build; null if it lacks what this build needs, as the recorded outputs of models. */
    private ReplayReport tryToPlay(final Snapshot to) {
        try {
            return play(null, to);
        } catch (final HandlerFailedException e) {
            if (e.getCause() instanceof InvalidInputException) {
                return null;
            }
            throw e;
        }
    }

    /**
     * @param from null for the beginning
     * @param to   null for the end
     */
    private ReplayReport play(final Snapshot from, final Snapshot to) {
        final long behind = from == null ? 0 : from.place().inputSequence();
        final long records = to == null ? found.output().lastSequence() : to.place().outputSequence();
        try (JournalReader inputs = JournalReader.open(session.directory().input(), behind);
             RecordedPrefix recorded = new RecordedPrefix("output", JournalReader.open(session.directory().output()), records);
             ReplayedModels models = ReplayedModels.of(session.directory(), fromRecord, records)) {
            final ComparedOutput compared = new ComparedOutput(recorded, models);
            final OutputDigest digest = new OutputDigest(compared);
            final long startNs = System.nanoTime();
            try (Engine engine = session.engine(digest, models.engines())) {
                final String obstacle = from == null ? "" : FoldStart.restore(session.state(engine), from);
                if (from != null) {
                    recorded.startBehind(JournalReader.open(session.directory().output(), from.place().outputSequence()));
                }
                final long pointsBefore = engine.points();
                if (obstacle.isEmpty()) {
                    feed(inputs, engine, to == null ? Long.MAX_VALUE : to.place().inputSequence());
                }
                final String difference = obstacle.isEmpty() ? compared.firstDifference(to == null && session.directory().hasEnded())
                    : "the part after event " + behind + " cannot be played: " + obstacle;
                return new ReplayReport(
                    new ReplayReport.Volume(
                        engine.lastSequence() - behind, engine.points() - pointsBefore, digest.outputs(), compared.unrecorded(),
                        System.nanoTime() - startNs),
                    difference, models.comparison(), 0, digest.finish(), behind, List.of());
            }
        }
    }

    private void feed(final JournalReader inputs, final Engine engine, final long last) {
        while (inputs.sequence() < last && inputs.next()) {
            if (pacer != Pacer.UNPACED) {
                pacer.awaitDue(InputMessage.timeNs(inputs.buffer(), inputs.offset()));
            }
            engine.onInput(inputs.buffer(), inputs.offset(), inputs.length());
            engine.discardOrders();
        }
        engine.awaitAll();
        engine.discardOrders();
    }
}
