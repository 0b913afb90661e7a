package io.ringmaster.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The anchors that link the journals of one session: they lie beside the journals and share an identity. */
public final class JournalAnchors {

    private JournalAnchors() {
    }

    /**
     * Creates anchors for journals without one, new journals or journals of an older format, from the contents found in them.
     *
     * @throws JournalDamagedException if one of them is damaged; nothing is changed then
     * @throws JournalException        if an anchor cannot be written
     */
    public static void bind(final Path... journals) {
        final UUID identity = UUID.randomUUID();
        final Anchor.State[] found = new Anchor.State[journals.length];
        for (int i = 0; i < journals.length; i++) {
            final JournalVerification journal = JournalVerification.verify(journals[i]);
            if (journal.status() == JournalVerification.Status.DAMAGED) {
                throw new JournalDamagedException(journal.firstBad());
            }
            final int segments = Segment.of(journals[i]).size();
            found[i] = new Anchor.State(
                0, identity, segments, journal.isClosed(), journal.lastSequence(), journal.lastChain(), Anchor.Start.GENESIS);
        }
        for (int i = 0; i < journals.length; i++) {
            try {
                Anchor.create(Anchor.beside(journals[i]), found[i]);
            } catch (final IOException e) {
                throw new JournalException("cannot anchor " + journals[i] + ": " + IoReason.of(e), e);
            }
        }
    }

    /** The path of the anchor of a session's journal. */
    public static Path of(final Path journal) {
        return Anchor.beside(journal);
    }

    /** The file that a process leaves if it dies while it writes a new anchor. */
    public static Path unwritten(final Path journal) {
        return Anchor.unwritten(Anchor.beside(journal));
    }

    /** Whether there is an anchor beside a journal. */
    public static boolean isAnchored(final Path journal) {
        return Files.exists(Anchor.beside(journal));
    }

    /** Whether a journal was ever opened for writing, according to its anchor; false if the anchor is missing or damaged. */
    public static boolean hasBegun(final Path journal) {
        final Anchor.State state = Anchor.read(Anchor.beside(journal));
        return state != null && state.segments() > 0;
    }

    /**
     * The last record that a journal must hold, according to its anchor. One that is read a moment later holds it, or has lost its end.
     *
     * @return 0 if the anchor is missing or damaged
     */
    public static long durableSequence(final Path journal) {
        final Anchor.State state = Anchor.read(Anchor.of(journal));
        return state == null ? 0 : state.sequence();
    }

    /** Whether two journals belong to the same session, according to their anchors. */
    public static boolean areOfOneSession(final Path one, final Path other) {
        final Anchor.State first = Anchor.read(Anchor.beside(one));
        final Anchor.State second = Anchor.read(Anchor.beside(other));
        return first != null && second != null && first.identity().equals(second.identity());
    }
}
