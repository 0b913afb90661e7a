package io.ringmaster.monitor.view.risk;

import io.ringmaster.monitor.model.RiskSettings;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Times;
import java.util.ArrayList;
import java.util.List;

/** The rules of the gate that are no limits to be used up, one sentence each. A rule that the configuration does not name has none. */
final class RuleSentences {

    private RuleSentences() {
    }

    static List<String> of(final RiskSettings risk) {
        final List<String> all = new ArrayList<>();
        add(all, risk.durationNs("duplicateWindow"), within -> within == 0 ? "The same order may be sent again at once."
            : "The same order again within " + Times.duration(within) + " is refused.");
        add(all, risk.count("cancelReserve"), messages -> messages == 0 ? "No messages of a window are kept for cancels."
            : Numbers.count(messages) + " messages of each window are kept for cancels.");
        add(all, risk.durationNs("orderTimeout"), timeout -> "An order that the venue does not answer for " + Times.duration(timeout) + " is unknown.");
        add(all, risk.count("maxSameTargets"), targets -> targets == 0 ? "A policy may repeat its target without end."
            : Numbers.count(targets) + " identical targets in a row block new risk.");
        add(all, risk.e8("maxCashDifference"), cash -> "Cash that differs by more than " + Numbers.usd(cash) + " without our doing latches trading.");
        addRampUp(all, risk);
        add(all, risk.text("flattenOnLatch"), value -> value.equals("true") ? "A latch of a loss or drawdown also closes all positions."
            : "A latch of a loss or drawdown leaves positions open.");
        add(all, risk.text("dailyLossLatch"), value -> value.equals("day") ? "The latch of a daily loss is released at 00:00 UTC."
            : "Only a person releases the latch of a daily loss.");
        return all;
    }

    private static void addRampUp(final List<String> all, final RiskSettings risk) {
        final Long share = risk.e8("rampUpShare");
        add(all, risk.durationNs("rampUp"), length -> length == 0 || share == null ? "Limits apply in full from the start."
            : "For " + Times.duration(length) + " after each start, the limits of order and position are " + Numbers.percent(share, 0) + " of their value.");
    }

    /** A setting in words. */
    private interface Sentence<T> {
        String of(T value);
    }

    private static <T> void add(final List<String> all, final T value, final Sentence<T> sentence) {
        if (value != null) {
            all.add(sentence.of(value));
        }
    }
}
