package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.PortfolioRow;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.model.ThoughtRow;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.monitor.view.kit.ThoughtWords;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a decision led to, up to the moment and to the next decision on its instrument: the orders that carry it out, and the thoughts. */
record DecisionOutcome(long sequence, long timeNs, String text, Ink ink) {

    /** Rows that are looked at behind a decision: what does not follow soon does not follow from it. */
    private static final int MOST_ROWS = 256;

    static List<DecisionOutcome> from(final Moment moment, final DecisionRow decision, final long nextSequence) {
        final List<DecisionOutcome> lines = new ArrayList<>();
        final Rows<ThoughtRow> thoughts = moment.thoughts();
        final int firstThought = thoughts.firstAtOrAfterSequence(decision.sequence());
        ThoughtRow before = null;
        for (int i = firstThought; i < Math.min(thoughts.size(), firstThought + MOST_ROWS) && thoughts.sequence(i) < nextSequence; i++) {
            final ThoughtRow thought = thoughts.get(i);
            if (thought.instrument() == decision.instrument() && (before == null || before.code() != thought.code())) {
                lines.add(new DecisionOutcome(thought.sequence(), thought.timeNs(), ThoughtWords.of(thought, moment.facts()), Ink.TEXT));
            }
            before = thought;
        }
        final Rows<OrderRow> orders = moment.orders();
        final int firstOrder = orders.firstAtOrAfterSequence(decision.sequence());
        for (int i = firstOrder; i < Math.min(orders.size(), firstOrder + MOST_ROWS); i++) {
            final OrderRow order = orders.get(i);
            if (order.decisionSequence() == decision.sequence() && order.instrument() == decision.instrument()) {
                lines.add(new DecisionOutcome(order.sequence(), order.timeNs(), text(order, moment.facts().instrument(order.instrument())), Ink.ACCENT));
            }
        }
        lines.sort(Comparator.comparingLong(DecisionOutcome::sequence));
        return lines;
    }

    private static String text(final OrderRow order, final SessionFacts.Instrument instrument) {
        return "order " + order.clientOrderId() + ": " + Signs.of(order.side()) + " " + Numbers.onStep(order.qtyE8(), instrument.lotE8()) + " "
            + Signs.of(order.type()) + (order.limitPriceE8() == 0 ? "" : " at " + Numbers.onStep(order.limitPriceE8(), instrument.tickE8())) + " to "
            + Words.of(order.purpose()) + ", " + Signs.of(order.state())
            + (order.averagePriceE8() == 0 ? "" : " at " + Numbers.onStep(order.averagePriceE8(), instrument.tickE8()));
    }

    /** Why nothing followed. */
    static String why(final Moment moment, final DecisionRow decision) {
        if (decision.signal() == Signal.HOLD) {
            return "Nothing followed: the decision keeps what there is, because " + Words.of(decision.reason()) + ".";
        }
        for (final OrderRow order : moment.openOrders()) {
            if (order.instrument() == decision.instrument() && order.decisionSequence() != 0 && order.sequence() < decision.sequence()) {
                return "Nothing followed: order " + order.clientOrderId() + " of an earlier decision is still working.";
            }
        }
        final PortfolioRow ledger = Sizing.ledger(moment.portfolio(), decision);
        if (ledger == null || ledger.equityE8() <= 0) {
            return "Nothing followed yet: no order carries the decision out, and no thought says why not.";
        }
        final long heldE8 = FixedPoint.divideFloor(FixedPoint.multiplyHalfEven(ledger.positionQtyE8(), ledger.markPriceE8()), ledger.equityE8());
        if (heldE8 == decision.exposureE8()) {
            return "Nothing followed: it held what it wants already.";
        }
        final Sizing sizing = Sizing.of(moment, decision);
        final String shares = Numbers.signedPercent(decision.exposureE8(), 1) + " of equity and held " + Numbers.signedPercent(heldE8, 1);
        return sizing != null && sizing.isHeld() && sizing.limit() != null && Math.abs(heldE8) < Math.abs(decision.exposureE8())
            ? "Nothing followed: it wants " + shares + ", and a position keeps the size that its limits allowed when it was opened."
            : "No order carries it out, and no thought says why not. It wants " + shares + ".";
    }
}
