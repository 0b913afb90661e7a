package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.LatencyView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Choice;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.latency.Distribution;
import io.ringmaster.monitor.view.latency.PercentilePlot;
import io.ringmaster.monitor.view.latency.StageTable;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** How long each stage took: percentiles as a table and as curves, and the distribution of one stage. */
final class LatencyPane implements View {

    private static final long NS_PER_MS = 1_000_000;

    private final Distribution distribution;
    private final StageTable table;
    private final PercentilePlot plot;
    private final Choice choice = new Choice(List.of("Whole session", "Last interval"), place -> showAgain());
    private final Panel none = new Panel("Latency", new StackPane());
    private final VBox content;
    private final StackPane node;
    private Moment shown;
    private LatencyView view;
    private boolean isWhole;

    LatencyPane(final Desk desk) {
        distribution = new Distribution(desk);
        table = new StageTable(distribution::show);
        plot = new PercentilePlot(desk);
        choice.setId("latency-interval");
        final HBox plots = new HBox(plot.panel(), distribution.panel());
        plots.getStyleClass().add("row");
        plots.setMinSize(0, 0);
        for (final Panel each : List.of(plot.panel(), distribution.panel())) {
            HBox.setHgrow(each, Priority.ALWAYS);
            each.setPrefWidth(600);
        }
        VBox.setVgrow(plots, Priority.ALWAYS);
        content = new VBox(table.panel(choice), plots);
        content.getStyleClass().add("column");
        node = new StackPane(none, content);
        node.getStyleClass().add("pane");
    }

    @Override
    public Page page() {
        return Page.LATENCY;
    }

    @Override
    public Node node() {
        return node;
    }

    private void showAgain() {
        if (shown != null) {
            show(shown);
        }
    }

    @Override
    public void show(final Moment moment) {
        shown = moment;
        final LatencyView latency = moment.latency();
        if (latency == view && isWhole == (choice.chosen() == 0)) {
            return;
        }
        view = latency;
        isWhole = choice.chosen() == 0;
        content.setVisible(!latency.isEmpty());
        none.setVisible(latency.isEmpty());
        if (latency.isEmpty()) {
            none.say(latency.problem());
            return;
        }
        final List<LatencyView.Entry> entries = isWhole ? latency.whole() : latency.newest();
        table.show(entries, aside(latency, entries.getFirst()));
        plot.show(entries);
    }

    private static String aside(final LatencyView latency, final LatencyView.Entry entry) {
        final String intervals = latency.intervals() == 1 ? "1 interval" : latency.intervals() + " intervals";
        return intervals + ", recorded " + Times.full(entry.startMs() * NS_PER_MS) + " to " + Times.seconds(entry.endMs() * NS_PER_MS)
            + (latency.problem().isEmpty() ? "" : "   ▲ " + latency.problem());
    }
}
