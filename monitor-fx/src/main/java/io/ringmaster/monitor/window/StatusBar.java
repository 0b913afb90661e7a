package io.ringmaster.monitor.window;

import io.ringmaster.monitor.model.HealthView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Inks;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Times;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The line below every view: where in the journal it is, how old the market is, and what proves the journal. */
final class StatusBar extends HBox {

    private final Label time = new Label();
    private final Label sequence = new Label();
    private final Label market = new Label();
    private final Label chain = new Label();
    private final Label remark = new Label();
    private final Label message = new Label();
    private final Label pace = new Label();

    StatusBar() {
        getStyleClass().add("status-bar");
        time.setId("status-time");
        sequence.setId("status-sequence");
        market.setId("status-market");
        chain.setId("status-chain");
        remark.setId("status-remark");
        message.setId("status-message");
        final Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        for (final Label each : new Label[] {time, sequence, market, pace, chain}) {
            each.setMinWidth(Region.USE_PREF_SIZE);
        }
        getChildren().addAll(time, sequence, market, pace, remark, space, message, chain);
    }

    void show(final Moment moment, final long inputsPerSecond) {
        final HealthView health = moment.health();
        time.setText(Times.full(moment.timeNs()) + " UTC");
        sequence.setText("Event " + Numbers.count(moment.sequence())
            + (moment.sequence() == moment.lastSequence() ? "" : " of " + Numbers.count(moment.lastSequence())));
        market.setText("Market " + (health.marketAgeNs() < 0 ? "not heard yet" : Times.duration(health.marketAgeNs()) + " old"));
        pace.setText(Numbers.compact(inputsPerSecond) + " events/s");
        chain.setText("Chain " + String.format("%08x", health.inputChain()) + " / " + String.format("%08x", health.outputChain()));
        remark.setText(health.remarks().isEmpty() ? "" : "⚠ " + health.remarks().getFirst()
            + (health.remarks().size() > 1 ? " (" + (health.remarks().size() - 1) + " more in Health)" : ""));
        Inks.mark(remark, Ink.WARN);
    }

    /** Shows what a command did. */
    void say(final String text, final Ink ink) {
        message.setText(text);
        Inks.mark(message, ink);
    }
}
