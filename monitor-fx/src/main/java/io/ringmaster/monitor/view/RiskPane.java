package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.risk.ControlHistory;
import io.ringmaster.monitor.view.risk.LimitMeters;
import io.ringmaster.monitor.view.risk.OtherRules;
import io.ringmaster.monitor.view.risk.Refusals;
import io.ringmaster.monitor.view.risk.StateOfTrading;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The risk shield: the state of trading, each limit with its use, refused orders, and who changed what. */
final class RiskPane implements View {

    private static final double RULES_WIDTH = 320;
    private static final double TABLES_HEIGHT = 220;

    private final StateOfTrading state = new StateOfTrading();
    private final LimitMeters meters;
    private final OtherRules rules = new OtherRules();
    private final Refusals refusals;
    private final ControlHistory history;
    private final VBox node;

    RiskPane(final Desk desk) {
        meters = new LimitMeters(desk);
        refusals = new Refusals(desk);
        history = new ControlHistory(desk);
        rules.panel().setMinWidth(RULES_WIDTH);
        rules.panel().setPrefWidth(RULES_WIDTH);
        final HBox middle = row(meters.panel(), rules.panel());
        final HBox lower = row(refusals.panel(), history.panel());
        HBox.setHgrow(history.panel(), Priority.SOMETIMES);
        refusals.panel().setPrefWidth(700);
        history.panel().setPrefWidth(560);
        VBox.setVgrow(lower, Priority.ALWAYS);
        lower.setPrefHeight(TABLES_HEIGHT);
        lower.setMinHeight(TABLES_HEIGHT / 2);
        node = new VBox(state.panel(), middle, lower);
        node.getStyleClass().add("pane");
    }

    private static HBox row(final Region wide, final Region other) {
        final HBox row = new HBox(wide, other);
        row.getStyleClass().add("row");
        row.setMinSize(0, 0);
        HBox.setHgrow(wide, Priority.ALWAYS);
        return row;
    }

    @Override
    public Page page() {
        return Page.RISK;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void show(final Moment moment) {
        state.show(moment);
        meters.show(moment);
        rules.show(moment);
        refusals.show(moment);
        history.show(moment);
    }
}
