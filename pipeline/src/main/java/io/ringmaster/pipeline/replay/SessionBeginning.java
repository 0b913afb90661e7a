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
 * Where a session begins whose older records were removed: at a snapshot, which takes the place of what was folded into it.
 *
 * @param input  the input journal's beginning; null if it is whole
 * @param output the output journal's; null if it is whole
 */
public record SessionBeginning(JournalBeginning input, JournalBeginning output) {

    /**
     * @return null for a session that has all its records
     * @throws io.ringmaster.journal.JournalDamagedException if what says where a journal begins is not as it was written
     */
    public static SessionBeginning of(final SessionDirectory session) {
        final JournalBeginning input = JournalBeginning.of(session.input());
        final JournalBeginning output = JournalBeginning.of(session.output());
        return input == null && output == null ? null : new SessionBeginning(input, output);
    }

    /** The note that was written last: a process that died between the two journals leaves them cut at two snapshots, and both have the later. */
    private JournalBeginning latest() {
        return input == null || output != null && output.note().snapshot().compareTo(input.note().snapshot()) > 0 ? output : input;
    }

    /** File of the snapshot that everything is kept behind. */
    public Path snapshotFile(final SessionDirectory session) {
        return Snapshots.kept(session).resolve(latest().note().snapshot());
    }

    /** What is wrong with that snapshot; null if it is as it was when the journals were cut. */
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
            throw new CutSessionException(snapshotFile(session) + ": " + (damage == null ? "it can't be read" : damage.reason())
                + ". The session begins there, so it can't be replayed: put the original file back.");
        }
        return snapshot;
    }

    /** Shards the snapshot was folded with, which whoever starts from it needs. */
    public int shards(final SessionDirectory session) {
        return read(session).origin().shards();
    }

    /**
     * Looks whether a process of this build can go on with a session that was cut, before it touches anything: there is no beginning to fold from.
     *
     * @throws CutSessionException if no snapshot can be started from
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
            return "build " + snapshot.origin().build() + " wrote it, and this is " + build + "; go on with build " + snapshot.origin().build();
        }
        if (snapshot.origin().shards() != shards) {
            return "it is of " + snapshot.origin().shards() + " strategy shards, and there are " + shards + " here; set topology.shards=" + snapshot.origin().shards();
        }
        return FoldStart.objection(session, snapshot, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** @param objection why the last snapshot that was tried can't be used */
    CutSessionException refusal(final SessionDirectory session, final String objection) {
        return new CutSessionException(session.path() + " begins at record " + (input == null ? 1 : input.afterSequence() + 1)
            + ", because retention removed what was before, and no snapshot can take its place here: " + objection
            + ". A session that was cut goes on only with the build that wrote its snapshots.");
    }

    /** A line for people for each journal that was cut. */
    public List<String> inWords(final SessionDirectory session) {
        final String inputs = input == null ? null : session.input() + " " + input.inWords();
        final String outputs = output == null ? null : session.output() + " " + output.inWords();
        return Stream.of(inputs, outputs).filter(Objects::nonNull).toList();
    }
}
