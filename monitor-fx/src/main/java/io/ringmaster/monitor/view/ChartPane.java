package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.chart.Chart;
import io.ringmaster.monitor.view.kit.Command;
import io.ringmaster.monitor.view.kit.Desk;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** The page of the chart. */
public final class ChartPane implements View {

    private final Chart chart;
    private final StackPane pane;

    ChartPane(final Desk desk) {
        chart = new Chart(desk);
        pane = new StackPane(chart.node());
        pane.getStyleClass().add("pane");
        pane.setMinSize(0, 0);
    }

    @Override
    public Page page() {
        return Page.CHART;
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public void show(final Moment moment) {
        chart.show(moment);
    }

    @Override
    public List<Command> commands() {
        return chart.commands();
    }
}
