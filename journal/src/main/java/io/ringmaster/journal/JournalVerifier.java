package io.ringmaster.journal;

import io.ringmaster.journal.JournalVerification.Damage;
import io.ringmaster.journal.JournalVerification.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks every segment, file and byte of a journal, in order, up to the first damage, and compares it with the journal's {@link Anchor}. */
final class JournalVerifier {

    private final Path journal;
    private final boolean isWriting;
    private final Anchor.State anchor;
    /** Null for a whole journal. */
    private JournalBeginning beginning;
    private KeptFiles kept;
    private long sequence;
    private long records;
    private int chain = RecordDescriptor.GENESIS_CHAIN;
    private String torn;
    private Damage damage;

    JournalVerifier(final Path journal, final boolean isWriting) {
        this.journal = journal;
        this.isWriting = isWriting;
        // Read first: anything written meanwhile comes after it.
        anchor = Anchor.read(Anchor.of(journal));
    }

    JournalVerification verify() {
        final List<Segment> segments = verifyAnchor();
        if (damage == null && segments.isEmpty()) {
            return new JournalVerification(Status.EMPTY, 0, new KnownRecord(0, chain), true, null, null, null);
        }
        final int first = kept.start().segment();
        try {
            for (int i = 0; i < segments.size() && damage == null; i++) {
                verifySegment(segments.get(i), first + i, i + 1 == segments.size());
            }
        } catch (final JournalDamagedException e) {
            bad(e.damage().file(), e.damage().reason());    // A damaged compressed file cannot even be opened.
        }
        if (damage == null) {
            verifyReach(segments);
        }
        final boolean isClosed = !segments.isEmpty() && segments.getLast().isClosed();
        final Status status = damage != null ? Status.DAMAGED : isWriting ? Status.WRITING : isClosed ? Status.CLEAN : Status.TORN_TAIL;
        return new JournalVerification(
            status, records, new KnownRecord(sequence, chain), isClosed, damage, status == Status.TORN_TAIL ? torn : null, beginning);
    }

    /**
     * Checks only the records after a known one, so that the cost does not grow with the journal. Earlier segments must exist, and the later
     * records must follow the known one.
     *
     * @return null if the journal does not contain that record, so there is nothing to start from
     */
    JournalVerification verifyBehind(final KnownRecord known) {
        final List<Segment> segments = verifyAnchor();
        final int first = kept.start().segment();
        for (int i = 0; i < segments.size() && damage == null; i++) {
            if (segments.get(i).index() != first + i) {
                bad(Segment.at(journal, first + i).directory(), "the segment is missing");
            }
        }
        if (damage == null && !walkBehind(known, segments)) {
            return null;
        }
        if (damage == null) {
            verifyReach(segments);
        }
        final boolean isClosed = !segments.isEmpty() && segments.getLast().isClosed();
        final Status status = damage != null ? Status.DAMAGED : isClosed ? Status.CLEAN : Status.TORN_TAIL;
        return new JournalVerification(
            status, records, new KnownRecord(sequence, chain), isClosed, damage, status == Status.TORN_TAIL ? torn : null, beginning);
    }

    private boolean walkBehind(final KnownRecord known, final List<Segment> segments) {
        if (segments.isEmpty() || known.sequence() < sequence) {
            return false;
        }
        final long firstKept = sequence;
        try (JournalReader reader = JournalReader.open(journal, known.sequence())) {
            if (reader.chain() != known.chain()) {
                return false;
            }
            sequence = reader.sequence();
            while (reader.next()) {
                sequence = reader.sequence();
                if (anchor != null && sequence == anchor.sequence() && reader.chain() != anchor.chain()) {
                    bad(reader.walker().file().path(), "it is sound, but not the record that was written here: its chain value differs from the anchor's");
                    return true;
                }
            }
            chain = reader.chain();
            records = sequence - firstKept;
            verifyTail(reader.walker(), segments.getLast());
            return true;
        } catch (final JournalDamagedException e) {
            damage = e.damage();
            return true;
        } catch (final JournalException e) {
            return false;
        }
    }

    /** @param walker at the end of the last file */
    private void verifyTail(final RecordWalker walker, final Segment last) {
        torn = "its last writer did not close it";
        if (last.isClosed() || !Files.exists(last.openedFile())) {
            return;
        }
        if (walker != null && walker.file().path().getParent().equals(last.directory())) {
            verifyEnd(walker, walker.next(), true);
            forgiveLostTail(last);
        }
        final long durable = Watermark.read(last.watermarkFile());
        if (damage == null && durable == -2) {
            bad(last.watermarkFile(), "neither of its slots is sound");
        } else if (damage == null && durable > sequence) {
            bad(lastFile(last), "record " + durable + " was durable, but the file ends at record " + sequence);
        }
    }

    /** @return the segments that are part of the journal */
    private List<Segment> verifyAnchor() {
        try {
            beginning = anchor == null ? null : JournalBeginning.of(journal, anchor.start());
        } catch (final JournalDamagedException e) {
            damage = e.damage();
        }
        kept = new KeptFiles(journal, anchor, beginning);
        final List<Segment> segments = kept.segments();
        if (damage == null) {
            verifyAnchor(segments);
        }
        return segments;
    }

    private void verifyAnchor(final List<Segment> segments) {
        final Path file = Anchor.of(journal);
        if (anchor == null) {
            if (Files.exists(file)) {
                bad(file, "it is not as it was written");
            } else if (segments.stream().anyMatch(JournalVerifier::isAnchored)) {
                bad(file, "the file is missing");
            }
            return;
        }
        sequence = anchor.start().afterSequence();
        chain = anchor.start().afterChain();
        final int ends = segments.isEmpty() ? anchor.start().segment() : segments.getLast().index() + 1;
        if (anchor.segments() > ends) {
            bad(Segment.at(journal, ends).directory(), "the segment is missing");
        }
    }

    private static boolean isAnchored(final Segment segment) {
        final Segment.Opened opened = Files.exists(segment.openedFile()) ? segment.readOpened() : null;
        return opened != null && opened.format() >= 2;
    }

    /** Whether the journal reaches its anchor, and has no records that the anchor does not allow. */
    private void verifyReach(final List<Segment> segments) {
        if (anchor == null || isWriting) {
            return;
        }
        final Segment last = segments.getLast();
        if (sequence < anchor.sequence()) {
            bad(lastFile(last), "record " + anchor.sequence() + " was durable, but the journal ends at record " + sequence);
        } else if (anchor.isClosed() && sequence > anchor.sequence()) {
            bad(lastFile(last), "the journal was closed at record " + anchor.sequence() + ", and there are records behind it");
        } else if (anchor.isClosed() && anchor.segments() > 0 && !Segment.at(journal, anchor.segments() - 1).isClosed()) {
            bad(Segment.at(journal, anchor.segments() - 1).closedFile(), "the file is missing");
        } else if (last.index() > anchor.segments() || last.index() == anchor.segments() && sequence > openedAfter(last)) {
            bad(last.directory(), Anchor.of(journal).getFileName() + " knows nothing of this segment");
        }
    }

    /** A segment whose writer died before its first record may be missing in the anchor. */
    private long openedAfter(final Segment segment) {
        final Segment.Opened opened = Files.exists(segment.openedFile()) ? segment.readOpened() : null;
        return opened == null ? sequence : opened.afterSequence();
    }

    private static Path lastFile(final Segment segment) {
        final List<Path> files = segment.dataFiles();
        return files.isEmpty() ? segment.directory() : files.getLast();
    }

    private void verifySegment(final Segment segment, final int expectedIndex, final boolean isLast) {
        torn = null;
        if (segment.index() != expectedIndex) {
            bad(Segment.at(journal, expectedIndex).directory(), "the segment is missing");
            return;
        }
        if (!Files.exists(segment.openedFile())) {
            verifyUnopened(segment, isLast);
            return;
        }
        final Segment.Opened opened = segment.readOpened();
        if (opened == null) {
            bad(segment.openedFile(), "its seal is broken");
        } else if (kept.droppedFiles(segment) == 0 && (opened.afterSequence() != sequence || opened.afterChain() != chain)) {
            bad(segment.openedFile(), "it continues record " + opened.afterSequence() + ", but the segment before ends at " + sequence);
        } else if (isFirstKept(segment) && !kept.dataFiles(segment).stream().map(Segment::nameOf).anyMatch(beginning.place().firstFile()::equals)) {
            bad(segment.directory().resolve(beginning.place().firstFile()), "the file is missing");
        } else if (!isFirstKept(segment) && opened.before().equals(Status.CLEAN.name()) && !Segment.at(journal, expectedIndex - 1).isClosed()) {
            bad(Segment.at(journal, expectedIndex - 1).closedFile(), "the file is missing");
        } else if (!segment.discardedFiles().isEmpty()) {
            bad(segment.discardedFiles().getFirst(), "Chronicle gave this file up");
        } else if (segment.isClosed()) {
            verifyClosed(segment);
        } else {
            verifyUnclosed(segment, isWriting && isLast);
        }
    }

    private boolean isFirstKept(final Segment segment) {
        return beginning != null && segment.index() == beginning.place().segment();
    }

    /** A writer that dies while it opens a segment leaves it empty. */
    private void verifyUnopened(final Segment segment, final boolean isLast) {
        if (!isLast || !segment.dataFiles().isEmpty()) {
            bad(segment.openedFile(), "the file is missing");
        } else {
            torn = "its last writer died while opening it";
        }
    }

    private void verifyClosed(final Segment segment) {
        final Segment.Closed closed = segment.readClosed();
        if (closed == null) {
            bad(segment.closedFile(), "its seal is broken");
            return;
        }
        final List<Path> files = kept.dataFiles(segment);
        final List<Segment.Measured> measured = closed.files().stream().filter(file -> kept.isKept(segment, file.name())).toList();
        for (final Segment.Measured expected : measured) {
            final Path file = files.stream().filter(each -> Segment.nameOf(each).equals(expected.name())).findFirst().orElse(null);
            if (file == null) {
                bad(segment.directory().resolve(expected.name()), "the file is missing");
                return;
            }
            verifyClosedFile(file, expected, expected == measured.getLast());
            if (damage != null) {
                return;
            }
        }
        if (files.size() != measured.size()) {
            bad(files.getLast(), "the file was not there when the journal was closed");
        } else if (sequence != closed.lastSequence() || chain != closed.lastChain()) {
            bad(segment.directory(), "records " + (sequence + 1) + " to " + closed.lastSequence() + " are missing");
        }
    }

    private void verifyClosedFile(final Path file, final Segment.Measured expected, final boolean isLast) {
        try (RecordWalker walker = new RecordWalker(file, sequence, chain)) {
            final RecordWalker.Found end = walk(walker);
            if (damage == null && walker.file().length() != expected.length()) {
                bad(file, "it has " + walker.file().length() + " bytes, and had " + expected.length() + " when the journal was closed");
            }
            if (damage == null && end == RecordWalker.Found.UNFINISHED) {
                bad(file, "the record is marked as not complete");
            }
            if (damage == null && end == RecordWalker.Found.END && !isLast) {
                bad(file, "the file ends early, but others follow");
            }
            if (damage == null && walker.file().checksum() != expected.crc()) {
                final long beyond = end == RecordWalker.Found.END ? walker.file().firstNonZero(walker.position()) : -1;
                bad(file, beyond >= 0
                    ? "there are bytes behind the end, at " + beyond + ": a record lost its header"
                    : "the file's checksum differs, outside of its records");
            }
        }
    }

    private void verifyUnclosed(final Segment segment, final boolean isLive) {
        torn = "its last writer did not close it";
        final List<Path> files = kept.dataFiles(segment);
        boolean isLost = false;
        for (int i = 0; i < files.size() && damage == null && !isLost; i++) {
            isLost = verifyUnclosedFile(segment, files.get(i), i + 1 == files.size(), isLive);
        }
        if (damage != null || isLive) {
            return;
        }
        final long durable = Watermark.read(segment.watermarkFile());
        if (durable == -2) {
            bad(segment.watermarkFile(), "neither of its slots is sound");
        } else if (durable > sequence) {
            bad(files.isEmpty() ? segment.directory() : files.getLast(),
                "record " + durable + " was durable, but the file ends at record " + sequence);
        }
    }

    /** Returns whether the records end in this file because the rest is lost. */
    private boolean verifyUnclosedFile(final Segment segment, final Path file, final boolean isLast, final boolean isLive) {
        try (RecordWalker walker = new RecordWalker(file, sequence, chain)) {
            final RecordWalker.Found end = walk(walker);
            if (damage == null && !isLive) {
                verifyEnd(walker, end, isLast);
            }
            return !isLive && end != RecordWalker.Found.RECORD && forgiveLostTail(segment);
        }
    }

    /** Damage behind the last durable record of a segment whose writer died is what a power failure leaves. */
    private boolean forgiveLostTail(final Segment segment) {
        if (damage == null || !LostTail.beginsBehind(new KnownRecord(sequence, chain), segment, kept.segments(), anchor)) {
            return false;
        }
        damage = null;
        torn = LostTail.TORN;
        return true;
    }

    private void verifyEnd(final RecordWalker walker, final RecordWalker.Found end, final boolean isLast) {
        switch (end) {
            case UNFINISHED -> {
                if (!isLast || walker.file().firstNonZero(walker.unfinishedEnd()) >= 0) {
                    bad(walker.file().path(), "the record is marked as not complete, but others follow");
                }
                torn = "record " + (sequence + 1) + " is not finished";
            }
            case END -> verifyRest(walker, isLast);
            case ROLLED, RECORD, BAD -> {
                // A rolled file ends properly; the other two results cannot end a walk without damage.
            }
        }
    }

    /** Chronicle writes a document's bytes before its header, so a writer that is killed in between leaves bytes after the end. */
    private void verifyRest(final RecordWalker walker, final boolean isLast) {
        if (walker.file().firstNonZero(walker.position()) < 0) {
            return;
        }
        final long beyond = walker.file().firstNonZero(isLast ? walker.unfinishedEnd() : walker.position());
        if (beyond >= 0) {
            bad(walker.file().path(), "there are bytes behind the end, at " + beyond);
        }
        torn = "record " + (sequence + 1) + " is not finished";
    }

    private RecordWalker.Found walk(final RecordWalker walker) {
        RecordWalker.Found found = walker.next();
        while (found == RecordWalker.Found.RECORD) {
            records++;
            sequence = walker.sequence();
            chain = walker.chain();
            if (anchor != null && sequence == anchor.sequence() && chain != anchor.chain()) {
                bad(walker.file().path(), "it is sound, but not the record that was written here: its chain value differs from the anchor's");
                return found;
            }
            found = walker.next();
        }
        if (found == RecordWalker.Found.BAD) {
            bad(walker.file().path(), walker.reason());
        }
        return found;
    }

    private void bad(final Path file, final String reason) {
        damage = new Damage(file, sequence + 1, reason);
    }
}
