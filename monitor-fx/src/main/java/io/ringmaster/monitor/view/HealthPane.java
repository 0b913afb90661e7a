package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.health.Alarms;
import io.ringmaster.monitor.view.health.FeedPanel;
import io.ringmaster.monitor.view.health.JournalPanel;
import io.ringmaster.monitor.view.health.MonitorPanel;
import io.ringmaster.monitor.view.health.SessionPanel;
import io.ringmaster.monitor.view.health.StrategiesPanel;
import io.ringmaster.monitor.view.health.VenuePanel;
import io.ringmaster.monitor.view.kit.Desk;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;

/** The health of the session: journal, market data, venue, strategies and model, processes, the monitor itself, and what happened to them. */
final class HealthPane implements View {

    private static final int COLUMNS = 3;

    private final JournalPanel journal = new JournalPanel();
    private final FeedPanel feed = new FeedPanel();
    private final VenuePanel venue = new VenuePanel();
    private final StrategiesPanel strategies = new StrategiesPanel();
    private final SessionPanel session = new SessionPanel();
    private final MonitorPanel monitor = new MonitorPanel();
    private final Alarms alarms;
    private final GridPane node = new GridPane();

    HealthPane(final Desk desk) {
        alarms = new Alarms(desk);
        node.getStyleClass().add("pane");
        for (int i = 0; i < COLUMNS; i++) {
            final ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / COLUMNS);
            node.getColumnConstraints().add(column);
        }
        for (int i = 0; i < COLUMNS; i++) {
            final RowConstraints row = new RowConstraints();
            final boolean isLast = i + 1 == COLUMNS;
            row.setVgrow(isLast ? Priority.ALWAYS : Priority.NEVER);
            row.setMinHeight(isLast ? 0 : Region.USE_PREF_SIZE);
            node.getRowConstraints().add(row);
        }
        node.addRow(0, journal.panel(), session.panel(), strategies.panel());
        node.add(feed.panel(), 0, 1, 2, 1);
        node.add(venue.panel(), 2, 1);
        node.add(alarms.panel(), 0, 2, 2, 1);
        node.add(monitor.panel(), 2, 2);
        feed.panel().setPrefHeight(0);
        alarms.panel().setPrefHeight(0);
    }

    @Override
    public Page page() {
        return Page.HEALTH;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void show(final Moment moment) {
        journal.show(moment);
        feed.show(moment);
        venue.show(moment);
        strategies.show(moment);
        session.show(moment);
        monitor.show(moment);
        alarms.show(moment);
    }
}
