package io.ringmaster.monitor.view.latency;

import io.ringmaster.monitor.model.LatencyView;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.TableView;

/** Each stage with its percentiles. The selected one is the one whose distribution is drawn. */
public final class StageTable {

    private static final double HEAD_PIXELS = 62;
    private static final double ROW_PIXELS = 23;

    private final ObservableList<LatencyView.Entry> rows = FXCollections.observableArrayList();
    private final TableView<LatencyView.Entry> table;
    private final Panel panel;

    /** @param selected hears which stage was selected */
    public StageTable(final Consumer<LatencyView.Entry> selected) {
        final List<TextColumn<LatencyView.Entry>> columns = new ArrayList<>();
        columns.add(TextColumn.<LatencyView.Entry>text("Stage", 100, LatencyView.Entry::stage).ink(row -> Stages.ink(row.stage())));
        columns.add(TextColumn.<LatencyView.Entry>text("Spans", 330, row -> Stages.span(row.stage())).ink(row -> Ink.MUTED));
        columns.add(TextColumn.<LatencyView.Entry>number("Events", 90, row -> row.histogram().getTotalCount(),
            row -> Numbers.count(row.histogram().getTotalCount())));
        for (final double percentile : new double[] {50, 90, 99, 99.9, 99.99}) {
            columns.add(percentile(percentile));
        }
        columns.add(TextColumn.<LatencyView.Entry>number("max", 90, row -> row.histogram().getMaxValue(),
            row -> Times.duration(row.histogram().getMaxValue())));
        table = Tables.table("stages", "The log holds no stage.", rows, columns);
        table.getSelectionModel().selectedItemProperty().addListener((value, before, after) -> {
            if (after != null) {
                selected.accept(after);
            }
        });
        panel = new Panel("Time of each stage", table);
        panel.setMinHeight(HEAD_PIXELS + 4 * ROW_PIXELS);
        panel.setPrefHeight(HEAD_PIXELS + 4 * ROW_PIXELS);
    }

    private static TextColumn<LatencyView.Entry> percentile(final double percentile) {
        final String name = "p" + (percentile == Math.rint(percentile) ? Integer.toString((int) percentile) : Double.toString(percentile));
        return TextColumn.number(name, 90, row -> row.histogram().getValueAtPercentile(percentile),
            row -> Times.duration(row.histogram().getValueAtPercentile(percentile)));
    }

    /** @param controls beside the title */
    public Panel panel(final Node... controls) {
        return panel.with(controls);
    }

    /** Shows stages, and keeps the selection by name. */
    public void show(final List<LatencyView.Entry> entries, final String aside) {
        panel.aside(aside);
        if (entries.equals(rows)) {
            return;
        }
        final LatencyView.Entry before = table.getSelectionModel().getSelectedItem();
        rows.setAll(entries);
        final String wanted = before == null ? "total" : before.stage();
        int place = entries.size() - 1;
        for (int i = 0; i < entries.size(); i++) {
            place = entries.get(i).stage().equals(wanted) ? i : place;
        }
        table.getSelectionModel().clearAndSelect(place);
    }
}
