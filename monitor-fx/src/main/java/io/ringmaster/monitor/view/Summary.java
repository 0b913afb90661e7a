package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.AccountView;
import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.Hold;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.PositionView;
import io.ringmaster.monitor.model.RiskLimit;
import io.ringmaster.monitor.model.RiskUse;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.HoldWords;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.monitor.view.risk.RiskWords;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A moment in three sentences: what the system holds, why, and what could stop it. Knows no JavaFX. */
public final class Summary {

    private Summary() {
    }

    /** Such as {@code Long 0.0120 PF_XBTUSD from 61,234.5}, or {@code Flat}. */
    public static String holds(final Moment moment) {
        final String positions = moment.account().positions().stream().filter(position -> !position.isFlat())
            .map(position -> position(moment.facts(), position)).collect(Collectors.joining(", "));
        return positions.isEmpty() ? "Flat" : positions;
    }

    private static String position(final SessionFacts facts, final PositionView position) {
        final SessionFacts.Instrument instrument = facts.instrument(position.instrument());
        return (position.qtyE8() > 0 ? "Long " : "Short ") + Numbers.onStep(Math.abs(position.qtyE8()), instrument.lotE8()) + " " + instrument.symbol()
            + " from " + Numbers.onStep(position.averageEntryPriceE8(), instrument.tickE8());
    }

    /** The newest decision, and its reason. */
    public static String why(final Moment moment) {
        final DecisionRow decision = newest(moment);
        if (decision == null) {
            final long warmNs = moment.facts().warmupEndTimeNs();
            return moment.timeNs() < warmNs ? "Warming up until " + Times.seconds(warmNs) + ": no decision before." : "No decision was made yet.";
        }
        final String symbol = moment.facts().instruments().size() > 1 ? " on " + moment.facts().instrument(decision.instrument()).symbol() : "";
        return "Decided" + symbol + " at " + Times.seconds(decision.timeNs()) + ": "
            + (decision.signal() == Signal.HOLD ? "keeps what it has" : "wants " + Numbers.signedPercent(decision.exposureE8(), 1) + " of equity")
            + ", because " + Words.of(decision.reason()) + ".";
    }

    private static DecisionRow newest(final Moment moment) {
        DecisionRow newest = null;
        for (int i = 0; i < moment.facts().instruments().size(); i++) {
            final DecisionRow decision = moment.decision(i);
            newest = newest == null || decision != null && decision.sequence() > newest.sequence() ? decision : newest;
        }
        return newest;
    }

    /**
     * What stops trading now, or the limit that is nearest to it.
     *
     * @param stops of this moment, by {@link #stops}
     */
    public static String stop(final Moment moment, final List<String> stops) {
        if (!stops.isEmpty()) {
            return String.join(" ", stops);
        }
        if (!moment.facts().problem().isEmpty() && moment.riskUses().isEmpty()) {
            return "The limits are not known: the file of the configuration is missing or is not the session's.";
        }
        final Optional<RiskUse> nearest = moment.riskUses().stream().filter(use -> use.limit().effect() == RiskLimit.Effect.LATCHES)
            .max(Comparator.comparingDouble(RiskUse::share));
        return nearest.map(use -> RiskWords.stopsAt(use, moment.facts())).orElse("No limit of loss or drawdown is set.");
    }

    /** Everything that keeps it from taking new risk now, one sentence each. */
    public static List<String> stops(final Moment moment) {
        final List<String> stops = new ArrayList<>();
        for (final Hold hold : moment.holds()) {
            if (hold.kind() == Hold.Kind.LATCHED) {
                stops.add("Latched since " + Times.seconds(hold.sinceNs()) + ": " + Words.of((LatchReason) hold.detail())
                    + ". No new risk until you unlatch.");
            } else if (hold.kind() != Hold.Kind.VENUE) {
                stops.add(HoldWords.what(hold, moment) + ".");
            }
        }
        if (!moment.brokenInvariants().isEmpty()) {
            stops.add("An invariant is broken: " + moment.brokenInvariants().last().text() + ".");
        }
        for (int i = 0; i < moment.facts().instruments().size(); i++) {
            final FeedCondition feed = moment.instrument(i).feed();
            if (feed != null && feed != FeedCondition.UP) {
                stops.add("The feed of " + moment.facts().instrument(i).symbol() + " is " + Words.of(feed) + ".");
            }
        }
        return stops;
    }

    /** Profit or loss of the UTC day. */
    public static long dayPnlE8(final AccountView account) {
        return -account.dayLossE8();
    }
}
