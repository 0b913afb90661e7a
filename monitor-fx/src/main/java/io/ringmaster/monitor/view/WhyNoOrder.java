package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.monitor.model.ThoughtRow;
import io.ringmaster.monitor.view.kit.ThoughtWords;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.schema.Signal;

/** Says why there is no order yet. */
final class WhyNoOrder {

    private WhyNoOrder() {
    }

    static String at(final Moment moment) {
        if (moment.isLoading()) {
            return "The journal is still being read.";
        }
        final Rows<DecisionRow> decisions = moment.decisions();
        if (decisions.isEmpty()) {
            final long warmNs = moment.facts().warmupEndTimeNs();
            return moment.timeNs() < warmNs
                ? "No order yet: it warms up until " + Times.seconds(warmNs) + " and decides nothing before."
                : "No order yet: the policy has not decided anything.";
        }
        if (!hasWanted(decisions)) {
            return "No order yet: the policy has not wanted a position.";
        }
        final ThoughtRow last = moment.thoughts().last();
        return "No order yet. " + (last == null ? "The policy wanted a position, and the sequencer has not acted on it." : "It " + ThoughtWords.of(last, moment.facts()) + ".");
    }

    private static boolean hasWanted(final Rows<DecisionRow> decisions) {
        for (int row = 0; row < decisions.size(); row++) {
            final Signal signal = decisions.get(row).signal();
            if (signal == Signal.LONG || signal == Signal.SHORT) {
                return true;
            }
        }
        return false;
    }
}
