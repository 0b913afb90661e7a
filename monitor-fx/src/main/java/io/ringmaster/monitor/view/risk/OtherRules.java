package io.ringmaster.monitor.view.risk;

import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.EventRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.RiskSettings;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.schema.Agreement;

/** What the gate follows besides limits that are used up bit by bit, and how the comparison with the venue stands. */
public final class OtherRules {

    private static final String RECONCILED = "Compared with the venue";
    private static final String COMPARED_AT = "Compared last";
    private static final String JOURNAL = "Journal of the engine";
    private static final String INVARIANTS = "Broken invariants";
    private static final String[][] SETTINGS = {
        {"Same intent again within", "duplicateWindow"}, {"Messages kept for cancels", "cancelReserve"}, {"Order unanswered for", "orderTimeout"},
        {"Identical targets in a row", "maxSameTargets"}, {"Unexplained cash, USD", "maxCashDifference"}, {"Ramp-up after a start", "rampUp"},
        {"Share during the ramp-up", "rampUpShare"}, {"Loss closes positions", "flattenOnLatch"}, {"Loss of the day is released by", "dailyLossLatch"}};

    private final Facts facts = new Facts(RECONCILED, COMPARED_AT, JOURNAL, INVARIANTS);
    private final Panel panel = new Panel("Other rules", facts);

    public OtherRules() {
        facts.setId("risk-rules");
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        Event.Reconciliation last = null;
        long lastNs = 0;
        for (final EventRow row : moment.inputEvents().asList()) {
            if (row.event() instanceof final Event.Reconciliation news) {
                last = news;
                lastNs = row.timeNs();
            }
        }
        if (last == null) {
            facts.set(RECONCILED, "not reported yet", Ink.MUTED);
        } else {
            final boolean isAgreed = last.agreement() == Agreement.AGREED;
            facts.set(RECONCILED, isAgreed ? "● agrees" : "▲ differs", isAgreed ? Ink.GOOD : Ink.WARN);
        }
        facts.set(COMPARED_AT, Times.seconds(lastNs));
        final boolean isHealthy = moment.health().isHealthy();
        facts.set(JOURNAL, isHealthy ? "● healthy" : "■ unhealthy", isHealthy ? Ink.GOOD : Ink.BAD);
        final int broken = moment.brokenInvariants().size();
        facts.set(INVARIANTS, broken == 0 ? "● none" : "■ " + broken, broken == 0 ? Ink.GOOD : Ink.BAD);
        final RiskSettings risk = moment.facts().risk();
        for (final String[] setting : SETTINGS) {
            final String value = risk.text(setting[1]);
            if (value != null) {
                facts.set(setting[0], setting[1].equals("maxSameTargets") && value.equals("0") ? "no limit" : value);
            }
        }
    }
}
