package io.ringmaster.monitor.model;

import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.OrderState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What keeps a session from taking new risk at a moment, folded from commands, latches and reports as the engine's gate does. */
final class Holds {

    private final Map<Hold.Kind, Hold> holds = new EnumMap<>(Hold.Kind.class);
    private final Moment moment;
    /** When the warm-up began. */
    private long beganNs;

    private Holds(final Moment moment) {
        this.moment = moment;
        beganNs = moment.facts().startTimeNs();
    }

    static List<Hold> of(final Moment moment) {
        final Holds holds = new Holds(moment);
        for (final EventRow row : moment.inputEvents().asList()) {
            holds.onEvent(row);
        }
        holds.atTheMoment();
        return List.copyOf(holds.holds.values());
    }

    private void set(final boolean isHeld, final Hold.Kind kind, final long sinceNs, final Enum<?> detail) {
        if (!isHeld) {
            holds.remove(kind);
        } else if (!holds.containsKey(kind) || holds.get(kind).detail() != detail) {
            holds.put(kind, new Hold(kind, sinceNs, detail));
        }
    }

    private void onEvent(final EventRow row) {
        switch (row.event()) {
            case final Event.Command command -> onCommand(command.kind(), row.timeNs());
            case final Event.Reconciliation news -> {
                set(news.agreement() == Agreement.UNKNOWN, Hold.Kind.NOT_RECONCILED, row.timeNs(), null);
                set(news.agreement() == Agreement.CLOCKS_DIFFER, Hold.Kind.CLOCKS_DIFFER, row.timeNs(), null);
            }
            case final Event.JournalHealth health -> set(!health.isHealthy(), Hold.Kind.JOURNAL, row.timeNs(), null);
            case final Event.Resumed resumed -> {
                set(false, Hold.Kind.STANDING_DOWN, 0, null);
                set(false, Hold.Kind.CLOCKS_DIFFER, 0, null);
                set(true, Hold.Kind.NOT_RECONCILED, row.timeNs(), null);
                beganNs = row.timeNs();
            }
            case final Event.Reconfigured next -> beganNs = next.isOfEverything() ? row.timeNs() : beganNs;
            default -> {
                // Says nothing on whether the session trades.
            }
        }
    }

    private void onCommand(final CommandKind kind, final long timeNs) {
        switch (kind) {
            case PAUSE -> set(true, Hold.Kind.PAUSED, timeNs, null);
            case RESUME -> {
                set(false, Hold.Kind.PAUSED, 0, null);
                set(false, Hold.Kind.STANDING_DOWN, 0, null);
                set(false, Hold.Kind.CLOSING_ALL, 0, null);
            }
            case CLOSE_ALL -> set(true, Hold.Kind.CLOSING_ALL, timeNs, null);
            case KILL -> set(true, Hold.Kind.KILLED, timeNs, null);
            case STAND_DOWN -> set(true, Hold.Kind.STANDING_DOWN, timeNs, null);
            case RESET_LATCH -> set(false, Hold.Kind.KILLED, 0, null);
            case OBSERVE -> set(true, Hold.Kind.OBSERVING, timeNs, null);
            case ARM -> set(false, Hold.Kind.OBSERVING, 0, null);
            case NULL_VAL -> {
                // Asks for nothing.
            }
        }
    }

    /** What the last of its rows says: the latch, orders without an answer, feeds of single instruments, the warm-up. */
    private void atTheMoment() {
        final LatchRow latch = moment.latches().last();
        if (latch != null && latch.isLatched()) {
            set(true, Hold.Kind.LATCHED, firstOfThisLatch(), latch.reason());
        }
        final OrderRow unknown = moment.openOrders().stream().filter(order -> order.state() == OrderState.UNKNOWN).findFirst().orElse(null);
        set(unknown != null, Hold.Kind.ORDER_UNKNOWN, unknown == null ? 0 : unknown.changedTimeNs(), null);
        for (int i = 0; i < moment.facts().instruments().size(); i++) {
            final FeedCondition feed = moment.instrument(i).feed();
            if (feed != null && feed != FeedCondition.UP) {
                set(true, Hold.Kind.VENUE, lastChange(i), feed);
            }
        }
        set(moment.timeNs() < moment.facts().warmupEndTimeNs(), Hold.Kind.WARMING_UP, beganNs, null);
    }

    /** A second reason is written as a row of its own; the latch has been on since the first. */
    private long firstOfThisLatch() {
        final Rows<LatchRow> rows = moment.latches();
        int row = rows.size() - 1;
        while (row > 0 && rows.get(row - 1).isLatched()) {
            row--;
        }
        return rows.timeNs(row);
    }

    private long lastChange(final int instrument) {
        long last = 0;
        for (final EventRow row : moment.inputEvents().asList()) {
            final boolean isMeant = row.event() instanceof final Event.Feed feed && (feed.instrument() < 0 || feed.instrument() == instrument);
            last = isMeant ? row.timeNs() : last;
        }
        return last;
    }
}
