package io.ringmaster.monitor.view;

import io.ringmaster.journal.ThoughtText;
import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.EventRow;
import io.ringmaster.monitor.model.InvariantRow;
import io.ringmaster.monitor.model.LatchRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.model.ThoughtRow;
import io.ringmaster.monitor.view.kit.ThoughtWords;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.ThoughtCode;
import java.util.Arrays;
import java.util.List;

/**
 * The thoughts up to a moment as lines, each repetition folded into the line before it, and between them what else decides about trading. Only what
 * is new is folded; what a moment before had no knowledge of is cut off again. A line keeps numbers, and its text is made when it is shown.
 */
final class ThoughtFeed {

    private static final int THOUGHT = 0;
    private static final int LATCH = 1;
    private static final int INVARIANT = 2;
    private static final int EVENT = 3;
    private static final int SOURCES = 4;
    private static final int FIELDS = 4;
    private static final int SOURCE = 0;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int KIND = 3;

    private final int[] folded = new int[SOURCES];
    private String session = "";
    private SessionFacts facts;
    private Rows<ThoughtRow> thoughts;
    private Rows<LatchRow> latches;
    private Rows<InvariantRow> invariants;
    private List<EventRow> events = List.of();
    private final int[] counts = new int[ThoughtKind.values().length];
    /** Source, first and last row, and kind of each line. */
    private int[] lines = new int[64 * FIELDS];
    private int size;
    private int unchanged;

    void show(final Moment moment) {
        facts = moment.facts();
        thoughts = moment.thoughts();
        latches = moment.latches();
        invariants = moment.brokenInvariants();
        events = moment.inputEvents().asList().stream().filter(ThoughtFeed::isTold).toList();
        final String of = moment.facts().directory().toString();
        if (!of.equals(session)) {
            session = of;
            size = 0;
            Arrays.fill(folded, 0);
            Arrays.fill(counts, 0);
        }
        unchanged = size;
        cut();
        // A repetition changes the newest line.
        unchanged = Math.min(unchanged, Math.max(0, size - 1));
        for (int source = next(); source >= 0; source = next()) {
            fold(source, folded[source]++);
        }
    }

    /** Only these events decide about trading; the others have pages of their own. */
    private static boolean isTold(final EventRow row) {
        return row.event() instanceof Event.Command || row.event() instanceof Event.LimitChange;
    }

    private int rows(final int source) {
        return switch (source) {
            case THOUGHT -> thoughts.size();
            case LATCH -> latches.size();
            case INVARIANT -> invariants.size();
            default -> events.size();
        };
    }

    private long sequence(final int source, final int row) {
        return switch (source) {
            case THOUGHT -> thoughts.sequence(row);
            case LATCH -> latches.sequence(row);
            case INVARIANT -> invariants.sequence(row);
            default -> events.get(row).sequence();
        };
    }

    /** Takes back what is later than the moment. */
    private void cut() {
        while (size > 0 && field(size - 1, FIRST) >= rows(field(size - 1, SOURCE))) {
            counts[field(--size, KIND)]--;
        }
        if (size > 0) {
            final int last = (size - 1) * FIELDS + LAST;
            lines[last] = Math.min(lines[last], rows(field(size - 1, SOURCE)) - 1);
        }
        for (int source = 0; source < SOURCES; source++) {
            folded[source] = Math.min(folded[source], rows(source));
        }
    }

    /** The source whose next row is the oldest; -1 if there is none. An event comes before what it led to. */
    private int next() {
        int best = -1;
        for (int source = SOURCES - 1; source >= 0; source--) {
            if (folded[source] < rows(source)
                && (best < 0 || sequence(source, folded[source]) < sequence(best, folded[best]))) {
                best = source;
            }
        }
        return best;
    }

    private void fold(final int source, final int row) {
        if (source == THOUGHT && size > 0 && field(size - 1, SOURCE) == THOUGHT && isRepeated(thoughts.get(field(size - 1, LAST)), thoughts.get(row))) {
            lines[(size - 1) * FIELDS + LAST] = row;
            return;
        }
        if ((size + 1) * FIELDS > lines.length) {
            lines = Arrays.copyOf(lines, lines.length * 2);
        }
        lines[size * FIELDS + SOURCE] = source;
        lines[size * FIELDS + FIRST] = row;
        lines[size * FIELDS + LAST] = row;
        final ThoughtKind kind = source == THOUGHT ? kind(thoughts.get(row).code()) : source == EVENT ? ThoughtKind.OPERATOR : ThoughtKind.SHIELD;
        lines[size * FIELDS + KIND] = kind.ordinal();
        counts[kind.ordinal()]++;
        size++;
    }

    /** A refusal for another reason is another thought. */
    private static boolean isRepeated(final ThoughtRow before, final ThoughtRow after) {
        return before.code() == after.code() && before.instrument() == after.instrument()
            && (after.code() != ThoughtCode.RISK_REFUSED || before.a() == after.a());
    }

    private int field(final int line, final int field) {
        return lines[line * FIELDS + field];
    }

    int size() {
        return size;
    }

    /** So many of the first lines are as they were at the moment before. */
    int unchanged() {
        return unchanged;
    }

    /** How many rows the lines stand for. */
    int rows() {
        return Arrays.stream(folded).sum();
    }

    ThoughtLine entry(final int line) {
        final int first = field(line, FIRST);
        final int last = field(line, LAST);
        return switch (field(line, SOURCE)) {
            case THOUGHT -> {
                final ThoughtRow row = thoughts.get(last);
                yield new ThoughtLine(row.timeNs(), thoughts.timeNs(first), row.instrument(), kind(row.code()), ThoughtWords.of(row, facts), last - first + 1);
            }
            case LATCH -> {
                final LatchRow row = latches.get(last);
                final String text = row.isLatched() ? "latched, takes no new risk: " : "latch opened: ";
                yield new ThoughtLine(row.timeNs(), row.timeNs(), -1, ThoughtKind.SHIELD, text + Words.of(row.reason()), 1);
            }
            case INVARIANT -> {
                final InvariantRow row = invariants.get(last);
                yield new ThoughtLine(row.timeNs(), row.timeNs(), row.instrument(), ThoughtKind.SHIELD, "invariant broken: " + row.text(), 1);
            }
            default -> ofEvent(events.get(last));
        };
    }

    private static ThoughtLine ofEvent(final EventRow row) {
        final String text = switch (row.event()) {
            case final Event.Command command -> "command: " + ThoughtText.words(command.kind().name()) + ", by " + command.origin();
            case final Event.LimitChange change -> "limit of " + Words.of(change.kind()) + " is now " + Words.amount(change.kind(), change.value())
                + ", by " + change.origin() + (change.isConfirmed() ? ", confirmed" : "");
            default -> throw new IllegalStateException("not told: " + row.event());
        };
        return new ThoughtLine(row.timeNs(), row.timeNs(), -1, ThoughtKind.OPERATOR, text, 1);
    }

    private static ThoughtKind kind(final ThoughtCode code) {
        return switch (code) {
            case OPENING, REDUCING, REVERSING, REQUOTING, STOP_HIT, STOP_TRAILED, STOP_TIGHTENED, TARGET_HIT, FLATTENING -> ThoughtKind.ACTED;
            case TARGET_REACHED, WORKING_ORDER, COOLDOWN, NO_REFERENCE, LEAVING, LATCHED_IDLE, NULL_VAL -> ThoughtKind.WAITED;
            case BELOW_MINIMUM, RISK_REFUSED, WISH_DROPPED, WISH_EXPIRED, REWARD_TOO_SMALL, RISK_OF_RUIN -> ThoughtKind.REFUSED;
        };
    }

    /** How many lines there are of a kind. */
    int count(final ThoughtKind kind) {
        return counts[kind.ordinal()];
    }
}
