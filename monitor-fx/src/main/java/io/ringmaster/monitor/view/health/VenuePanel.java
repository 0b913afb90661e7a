package io.ringmaster.monitor.view.health;

import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.EventRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.OrderState;
import javafx.scene.control.Label;

/** The venue: whether it has what we have, whether the clocks agree, and what it has not answered. */
public final class VenuePanel {

    private final Facts facts =
        new Facts("Orders, fills, positions", "Compared last", "Clocks", "Comparisons", "Differences seen", "Orders working", "Orders unanswered", "Orders of others");
    private final Label status = Status.label("health-venue-status");
    private final Panel panel;

    public VenuePanel() {
        facts.setId("health-venue");
        panel = new Panel("Venue and clock", facts).with(status);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        int comparisons = 0;
        int differences = 0;
        Agreement last = null;
        long lastNs = 0;
        for (final EventRow row : moment.inputEvents().asList()) {
            if (row.event() instanceof final Event.Reconciliation news) {
                comparisons++;
                differences += news.agreement() == Agreement.UNKNOWN && last != null ? 1 : 0;
                last = news.agreement();
                lastNs = row.timeNs();
            }
        }
        final Status agreed = last == null ? Status.NONE : last == Agreement.UNKNOWN ? Status.WARN : Status.OK;
        facts.set("Orders, fills, positions", last == null ? "not reported" : agreed.of(last == Agreement.UNKNOWN ? "not known to agree" : "agree"),
            agreed.ink());
        facts.set("Compared last", Times.millis(lastNs));
        final Status clocks = last == null ? Status.NONE : last == Agreement.CLOCKS_DIFFER ? Status.WARN : Status.OK;
        facts.set("Clocks", last == null ? "not reported" : clocks.of(last == Agreement.CLOCKS_DIFFER ? "differ too much" : "agree"), clocks.ink());
        facts.set("Comparisons", Numbers.count(comparisons));
        facts.set("Differences seen", Numbers.count(differences));
        final Status orders = showOrders(moment);
        final Status all = agreed.or(clocks).or(orders);
        all.show(status, all == Status.NONE ? "not compared" : all == Status.OK ? "OK" : "look");
    }

    private Status showOrders(final Moment moment) {
        final long unanswered = moment.openOrders().stream().filter(order -> order.state() == OrderState.UNKNOWN).count();
        facts.set("Orders unanswered", Numbers.count(unanswered), unanswered == 0 ? Ink.TEXT : Ink.BAD);
        facts.set("Orders of others", Numbers.count(moment.externalOrders().size()));
        facts.set("Orders working", Numbers.count(moment.openOrders().size()));
        return unanswered == 0 ? Status.NONE : Status.BAD;
    }
}
