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
    private final int[] seen = new int[Table.values().length];
    private int seenOrders;

    /** What is counted by its rows. */
    private enum Table { DECISIONS, THOUGHTS, VERDICTS, LATCHES, INVARIANTS, FILLS, INPUT_EVENTS, OUTPUT_EVENTS }

    /** Fills of one kind. */
    record Fills(long count, long qtyE8) {

        Fills plus(final long moreQtyE8) {
            return new Fills(count + 1, Math.addExact(qtyE8, moreQtyE8));
        }
    }

    /** Adds what happened up to a moment. */
    void upTo(final Moment moment) {
        each(Table.DECISIONS, moment.decisions(), row -> decisions.add(row.reason()));
        each(Table.THOUGHTS, moment.thoughts(), row -> thoughts.add(row.code()));
        each(Table.VERDICTS, moment.verdicts(), row -> verdicts.add(row.reason()));
        each(Table.LATCHES, moment.latches(), row -> {
            if (row.isLatched()) {
                latches.add(row.reason());
            }
        });
        each(Table.INVARIANTS, moment.brokenInvariants(), row -> invariants.add(row.invariant()));
        each(Table.FILLS, moment.fills(), row -> onFill(moment, row));
        each(Table.INPUT_EVENTS, moment.inputEvents(), row -> onEvent(row.event()));
        each(Table.OUTPUT_EVENTS, moment.outputEvents(), row -> onEvent(row.event()));
        onOrders(moment);
    }

    private <T> void each(final Table table, final Rows<T> rows, final Consumer<T> reader) {
        for (int row = seen[table.ordinal()]; row < rows.size(); row++) {
            reader.accept(rows.get(row));
        }
        seen[table.ordinal()] = rows.size();
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
