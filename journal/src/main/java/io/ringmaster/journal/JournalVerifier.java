package io.ringmaster.journal;

import io.ringmaster.journal.JournalVerification.Damage;
import io.ringmaster.journal.JournalVerification.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at every segment, file and byte of a journal, in order, up to the first damage. */
final class JournalVerifier {

    private final Path journal;
    private long sequence;
    private long records;
    private int chain = RecordDescriptor.GENESIS_CHAIN;
    private String torn;
    private Damage damage;

    JournalVerifier(final Path journal) {
        this.journal = journal;
    }

    JournalVerification verify() {
        final List<Segment> segments = Segment.of(journal);
        if (segments.isEmpty()) {
            return new JournalVerification(Status.EMPTY, 0, 0, chain, true, null, null);
        }
        for (int i = 0; i < segments.size() && damage == null; i++) {
            verifySegment(segments.get(i), i, i + 1 == segments.size());
        }
        final boolean isClosed = segments.getLast().isClosed();
        final Status status = damage != null ? Status.DAMAGED : isClosed ? Status.CLEAN : Status.TORN_TAIL;
        return new JournalVerification(
            status, records, sequence, chain, isClosed, damage, status == Status.TORN_TAIL ? torn : null);
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
        } else if (opened.afterSequence() != sequence || opened.afterChain() != chain) {
            bad(segment.openedFile(), "it continues record " + opened.afterSequence() + ", but the segment before ends at " + sequence);
        } else if (opened.before().equals(Status.CLEAN.name()) && !Segment.at(journal, expectedIndex - 1).isClosed()) {
            bad(Segment.at(journal, expectedIndex - 1).closedFile(), "the file is missing");
        } else if (!segment.discardedFiles().isEmpty()) {
            bad(segment.discardedFiles().getFirst(), "Chronicle gave this file up");
        } else if (segment.isClosed()) {
            verifyClosed(segment);
        } else {
            verifyUnclosed(segment);
        }
    }

    /** A writer that dies while it opens leaves a segment without anything in it. */
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
        final List<Path> files = segment.dataFiles();
        for (final Segment.DataFile expected : closed.files()) {
            final Path file = segment.directory().resolve(expected.name());
            if (!files.contains(file)) {
                bad(file, "the file is missing");
                return;
            }
            verifyClosedFile(file, expected, expected == closed.files().getLast());
            if (damage != null) {
                return;
            }
        }
        if (files.size() != closed.files().size()) {
            bad(files.getLast(), "the file was not there when the journal was closed");
        } else if (sequence != closed.lastSequence() || chain != closed.lastChain()) {
            bad(segment.directory(), "records " + (sequence + 1) + " to " + closed.lastSequence() + " are missing");
        }
    }

    private void verifyClosedFile(final Path file, final Segment.DataFile expected, final boolean isLast) {
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

    private void verifyUnclosed(final Segment segment) {
        torn = "its last writer did not close it";
        final List<Path> files = segment.dataFiles();
        for (int i = 0; i < files.size() && damage == null; i++) {
            verifyUnclosedFile(files.get(i), i + 1 == files.size());
        }
        if (damage != null) {
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

    private void verifyUnclosedFile(final Path file, final boolean isLast) {
        try (RecordWalker walker = new RecordWalker(file, sequence, chain)) {
            final RecordWalker.Found end = walk(walker);
            if (damage != null) {
                return;
            }
            switch (end) {
                case UNFINISHED -> {
                    if (!isLast || walker.file().firstNonZero(walker.unfinishedEnd()) >= 0) {
                        bad(file, "the record is marked as not complete, but others follow");
                    }
                    torn = "record " + (sequence + 1) + " is not finished";
                }
                case END -> verifyRest(walker, isLast);
                case ROLLED, RECORD, BAD -> {
                    // Rolled files end as they should; the other two can't end a walk without damage.
                }
            }
        }
    }

    /** Chronicle writes a document's bytes first and its header last: a writer killed in between leaves bytes behind the end. */
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
