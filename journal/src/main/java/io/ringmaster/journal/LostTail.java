package io.ringmaster.journal;

import java.nio.file.Files;
import java.util.List;

/**
 * What a power failure takes from a journal: the disk has some of the last pages and not others, so that the records end in the middle, with remains
 * behind them. Such an end is not damage if no durable record lies behind it.
 */
final class LostTail {

    static final String TORN = "the records behind it were not durable, and a power failure left remains of them";

    private LostTail() {
    }

    /**
     * Whether what lies behind a record may be lost: the writer of the segment did not close it, and the next writer continued that record, or nobody has
     * written since and the anchor does not reach further.
     *
     * @param segments of the journal, in order
     * @param anchor   null for a journal without one, whose durable records are unknown
     */
    static boolean beginsBehind(final KnownRecord last, final Segment segment, final List<Segment> segments, final Anchor.State anchor) {
        if (segment.isClosed()) {
            return false;
        }
        for (final Segment later : segments) {
            final Segment.Opened opened = later.index() > segment.index() && Files.exists(later.openedFile()) ? later.readOpened() : null;
            if (opened != null) {
                return opened.afterSequence() == last.sequence() && opened.afterChain() == last.chain();
            }
        }
        return anchor != null && !anchor.isClosed() && anchor.sequence() <= last.sequence();
    }
}
