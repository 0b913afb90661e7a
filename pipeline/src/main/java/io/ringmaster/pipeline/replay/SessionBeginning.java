package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalVerification.Damage;
import io.ringmaster.journal.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The beginning of a session whose older records were removed: a snapshot, which replaces the removed records.
 *
 * @param input  beginning of the input journal; null if it is whole
 * @param output beginning of the output journal; null if it is whole
 */
public record SessionBeginning(JournalBeginning input, JournalBeginning output) {

    /**
     * @return null for a session that has all its records
     * @throws io.ringmaster.journal.JournalDamagedException if the file that marks the beginning of a journal is damaged
     */
    public static SessionBeginning of(final SessionDirectory session) {
        final JournalBeginning input = JournalBeginning.of(session.input());
        final JournalBeginning output = JournalBeginning.of(session.output());
        return input == null && output == null ? null : new SessionBeginning(input, output);
    }

    /** The latest note: a process that died between the cuts of the two journals leaves them cut at two snapshots, and both contain the later one. */
    private JournalBeginning latest() {
        return input == null || output != null && output.note().snapshot().compareTo(input.note().snapshot()) > 0 ? output : input;
    }

    /** File of the snapshot after which all records are kept. */
    public Path snapshotFile(final SessionDirectory session) {
        return Snapshots.kept(session).resolve(latest().note().snapshot());
    }

    /** The damage of this snapshot; null if it is unchanged since the journals were cut. */
    Damage damage(final SessionDirectory session) {
        final Path file = snapshotFile(session);
        final long sequence = input == null ? 1 : input.afterSequence() + 1;
        if (!Files.exists(file)) {
            return new Damage(file, sequence, "the snapshot that the session begins at is missing");
        }
        final boolean isSame = latest().note().snapshotSha256().equals(Sha256.ofFile(file));
        return isSame ? null : new Damage(file, sequence, "it is not the snapshot that the journals were cut at: its SHA-256 differs");
    }

    /** @throws CutSessionException if the snapshot is missing, or not the one the journals were cut at */
    Snapshot read(final SessionDirectory session) {
        final Damage damage = damage(session);
        final Snapshot snapshot = damage == null ? Snapshots.read(snapshotFile(session)) : null;
        if (snapshot == null) {
            throw new CutSessionException(snapshotFile(session) + ": " + (damage == null ? "it cannot be read" : damage.reason())
                + ". The session begins there, so it cannot be replayed: put the original file back.");
        }
        return snapshot;
    }

    /** The snapshot's number of shards; an engine that starts from it needs the same number. */
    public int shards(final SessionDirectory session) {
        return read(session).origin().shards();
    }

    /**
     * Checks, before any change, that a process of this build can resume a cut session, because such a session cannot be folded from the first
     * record.
     *
     * @throws CutSessionException if there is no usable snapshot
     */
    public static void requireStart(final SessionDirectory session, final String build, final int shards) {
        final SessionBeginning beginning = of(session);
        if (beginning == null) {
            return;
        }
        String objection = "there is none";
        for (final Path file : new Snapshots(session).files()) {
            final Snapshot snapshot = Snapshots.read(file);
            final String reason = snapshot == null ? "it is damaged" : objection(session, snapshot, build, shards);
            if (reason.isEmpty()) {
                return;
            }
            objection = file + ": " + reason;
        }
        throw beginning.refusal(session, objection);
    }

    private static String objection(final SessionDirectory session, final Snapshot snapshot, final String build, final int shards) {
        if (!snapshot.origin().build().equals(build)) {
            return "build " + snapshot.origin().build() + " wrote it, but this is build " + build + "; resume with build"
                + " " + snapshot.origin().build();
        }
        if (snapshot.origin().shards() != shards) {
            return "it has " + snapshot.origin().shards() + " strategy shards, but this session has " + shards + "; set"
                + " topology.shards=" + snapshot.origin().shards();
        }
        return FoldStart.objection(session, snapshot, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** @param objection why the last snapshot tried cannot be used */
    CutSessionException refusal(final SessionDirectory session, final String objection) {
        return new CutSessionException(session.path() + " begins at record " + (input == null ? 1 : input.afterSequence() + 1)
            + ", because retention removed the earlier records, and no snapshot can replace them here: " + objection
            + ". Only the build that wrote its snapshots can resume a session that was cut.");
    }

    /** One line of text for each journal that was cut. */
    public List<String> inWords(final SessionDirectory session) {
        final String inputs = input == null ? null : session.input() + " " + input.inWords();
        final String outputs = output == null ? null : session.output() + " " + output.inWords();
        return Stream.of(inputs, outputs).filter(Objects::nonNull).toList();
    }
}
