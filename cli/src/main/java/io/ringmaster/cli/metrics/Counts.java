package io.ringmaster.cli.metrics;

import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.FillRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Invariant;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.RetrainingVerdict;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.schema.WatchdogFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What happened in a session, counted. Each moment adds the rows that came since the one before it. One thread at a time. */
final class Counts {

    final Tally<DecisionReason> decisions = new Tally<>(DecisionReason.class);
    final Tally<ThoughtCode> thoughts = new Tally<>(ThoughtCode.class);
    final Tally<RiskReason> verdicts = new Tally<>(RiskReason.class);
    final Tally<VenueReason> rejects = new Tally<>(VenueReason.class);
    final Tally<OrderState> outcomes = new Tally<>(OrderState.class);
    final Tally<LatchReason> latches = new Tally<>(LatchReason.class);
    final Tally<Invariant> invariants = new Tally<>(Invariant.class);
    final Tally<WatchdogFinding> modelFindings = new Tally<>(WatchdogFinding.class);
    final Tally<WatchdogFinding> strategyFindings = new Tally<>(WatchdogFinding.class);
    final Tally<RetrainingVerdict> retrainings = new Tally<>(RetrainingVerdict.class);
    /** By instrument, side and liquidity. */
    final Map<List<String>, Fills> fills = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    Event.Drift drift;
    long quarantines;
    long sent;

    private final List<Integer> open = new ArrayList<>();
    private int seenDecisions;
    private int seenThoughts;
    private int seenVerdicts;
    private int seenOrders;
    private int seenFills;
    private int seenLatches;
    private int seenInvariants;
    private int seenInputEvents;
    private int seenOutputEvents;

    /** Fills of one kind. */
    record Fills(long count, long qtyE8) {

        Fills plus(final long moreQtyE8) {
            return new Fills(count + 1, Math.addExact(qtyE8, moreQtyE8));
        }
    }

    /** Adds what happened up to a moment. */
    void upTo(final Moment moment) {
        seenDecisions = each(moment.decisions(), seenDecisions, row -> decisions.add(row.reason()));
        seenThoughts = each(moment.thoughts(), seenThoughts, row -> thoughts.add(row.code()));
        seenVerdicts = each(moment.verdicts(), seenVerdicts, row -> verdicts.add(row.reason()));
        seenLatches = each(moment.latches(), seenLatches, row -> {
            if (row.isLatched()) {
                latches.add(row.reason());
            }
        });
        seenInvariants = each(moment.brokenInvariants(), seenInvariants, row -> invariants.add(row.invariant()));
        seenFills = each(moment.fills(), seenFills, row -> onFill(moment, row));
        seenInputEvents = each(moment.inputEvents(), seenInputEvents, row -> onEvent(row.event()));
        seenOutputEvents = each(moment.outputEvents(), seenOutputEvents, row -> onEvent(row.event()));
        onOrders(moment);
    }

    private static <T> int each(final Rows<T> rows, final int from, final Consumer<T> reader) {
        for (int row = from; row < rows.size(); row++) {
            reader.accept(rows.get(row));
        }
        return rows.size();
    }

    private void onFill(final Moment moment, final FillRow fill) {
        final List<String> kind = List.of(Metrics.symbol(moment, fill.instrument()), fill.side().name(), fill.liquidity().name());
        fills.merge(kind, new Fills(1, fill.qtyE8()), (before, one) -> before.plus(one.qtyE8()));
    }

    private void onEvent(final Event event) {
        switch (event) {
            case final Event.Watchdog found -> (found.strategy() < 0 ? modelFindings : strategyFindings).add(found.finding());
            case final Event.Retraining ended -> retrainings.add(ended.verdict());
            case final Event.Drift found -> drift = found;
            case final Event.Condition changed -> quarantines += StrategyMetrics.isQuarantined(changed.condition()) ? 1 : 0;
            default -> {
                // Counted by its message.
            }
        }
    }

    /** An order counts once, when it ended. */
    private void onOrders(final Moment moment) {
        final Rows<OrderRow> orders = moment.orders();
        for (; seenOrders < orders.size(); seenOrders++) {
            open.add(seenOrders);
            sent++;
        }
        open.removeIf(row -> hasEnded(moment, row));
    }

    private boolean hasEnded(final Moment moment, final int row) {
        final OrderState state = moment.orderState(row);
        switch (state) {
            case FILLED, CANCELED, EXPIRED -> outcomes.add(state);
            case REJECTED -> {
                outcomes.add(state);
                rejects.add(moment.orders().get(row).life().getLast().reason());
            }
            case PENDING_NEW, NEW, PARTIALLY_FILLED, PENDING_CANCEL, UNKNOWN, NULL_VAL -> {
                return false;
            }
        }
        return true;
    }
}
