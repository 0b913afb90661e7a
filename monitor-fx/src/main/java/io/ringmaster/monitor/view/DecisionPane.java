package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.DecisionDetail;
import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.monitor.view.kit.Calm;
import io.ringmaster.monitor.view.kit.Choice;
import io.ringmaster.monitor.view.kit.Command;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Drawing;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.SearchField;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.Signal;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * The newest decision, or the one that is selected: what it was made on, what it wants and why, what followed; and all decisions over time. What the
 * rows do not hold is read from the journal, a few times a second at most.
 */
public final class DecisionPane implements View {

    private static final List<Signal> SIGNALS = List.of(Signal.LONG, Signal.SHORT, Signal.FLAT, Signal.HOLD);
    /** Room for a bar, a signal and a number. */
    private static final double LEAST_VALUE_PIXELS = 140;
    private static final Duration CALM = Duration.millis(250);

    private final Desk desk;
    private final GridPane grid = new GridPane();
    private final LiveTable<DecisionRow> decisions;
    private final Choice signals = new Choice(List.of("All", "▲ Long", "▼ Short", "■ Flat", "· Hold"), place -> filter());
    private final SearchField search = new SearchField("decision-search", "Search reason", field -> filter());
    private final DecisionFacts facts = new DecisionFacts();
    private final ObservableList<DecisionInput> seen = FXCollections.observableArrayList();
    private final TableView<DecisionInput> seenTable;
    private final ObservableList<DecisionOutcome> followed = FXCollections.observableArrayList();
    private final LiveTable<DecisionOutcome> followedTable;
    private final ExposurePainter painter = new ExposurePainter();
    private final Drawing drawing;
    private final Panel listPanel;
    private final Panel factPanel;
    private final Panel seenPanel;
    private final Panel drawingPanel;
    private final Calm reading = new Calm(CALM, this::read);
    private final Calm painting;
    private Moment moment;
    private DecisionRow shown;

    public DecisionPane(final Desk desk) {
        this.desk = desk;
        decisions = LiveTable.newestFirst(desk, "decisions", "No decision yet.", List.of(
            TextColumn.number("Time", 104, DecisionRow::timeNs, (DecisionRow row) -> Times.millis(row.timeNs())).ink(row -> Ink.MUTED),
            TextColumn.text("Says", 76, (DecisionRow row) -> Signs.of(row.signal())).ink(row -> Signs.ink(row.signal())),
            TextColumn.number("Wants", 84, DecisionRow::exposureE8, (DecisionRow row) ->
                row.signal() == Signal.HOLD ? Numbers.NONE : Numbers.signedPercent(row.exposureE8(), 1)),
            TextColumn.text("Because", 250, (DecisionRow row) -> Words.of(row.reason()))));
        final TextColumn<DecisionInput> value = TextColumn.real("Value", 150, DecisionInput::order, DecisionInput::value).bar(DecisionInput::share);
        seenTable = Tables.table("seen", "No strategy said anything.", seen, List.of(
            TextColumn.text("Name", 150, DecisionInput::name), value));
        value.setMinWidth(LEAST_VALUE_PIXELS);
        followedTable = LiveTable.newestFirst(desk, "followed", "No decision yet.", List.of(
            TextColumn.number("Time", 104, DecisionOutcome::timeNs, (DecisionOutcome line) -> Times.millis(line.timeNs())).ink(line -> Ink.MUTED),
            TextColumn.text("What", 700, DecisionOutcome::text).ink(DecisionOutcome::ink)));
        drawing = new Drawing(desk, painter::draw);
        painting = new Calm(CALM, drawing::redraw);
        drawing.setId("exposures");
        drawing.getStyleClass().add("padded");
        drawing.setOnMouseClicked(click -> selectAt(painter.timeNs(click.getX() - drawing.getInsets().getLeft())));
        signals.setId("decision-choice");
        final HBox bar = new HBox(signals);
        bar.getStyleClass().add("filter-bar");
        final VBox list = new VBox(bar, decisions);
        VBox.setVgrow(decisions, Priority.ALWAYS);
        listPanel = new Panel("Decisions", list).with(search);
        factPanel = new Panel("Decision", facts.node());
        seenPanel = new Panel("What it decided on", seenTable);
        drawingPanel = new Panel("Wanted and held, and the votes", drawing);
        decisions.onSelect(row -> showSelected());
        decisions.onOpen(row -> desk.goTo(row.timeNs()));
        build();
    }

    private void build() {
        grid.getStyleClass().add("pane");
        for (final int percent : new int[] {40, 32, 28}) {
            final ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(percent);
            grid.getColumnConstraints().add(column);
        }
        for (final int percent : new int[] {54, 27, 19}) {
            final RowConstraints row = new RowConstraints();
            row.setPercentHeight(percent);
            row.setVgrow(Priority.ALWAYS);
            grid.getRowConstraints().add(row);
        }
        grid.add(listPanel, 0, 0, 1, 3);
        grid.add(factPanel, 1, 0);
        grid.add(seenPanel, 2, 0);
        grid.add(drawingPanel, 1, 1, 2, 1);
        grid.add(new Panel("What followed", followedTable), 1, 2, 2, 1);
    }

    @Override
    public Page page() {
        return Page.DECISION;
    }

    @Override
    public Node node() {
        return grid;
    }

    @Override
    public List<Command> commands() {
        return List.of(new Command("Search decisions", "/", search::requestFocus));
    }

    @Override
    public void show(final Moment next) {
        moment = next;
        final Rows<DecisionRow> rows = next.decisions();
        decisions.show(next.facts().directory(), rows.size(), rows::get, rows.size());
        if (rows.isEmpty()) {
            decisions.why(why(next));
        }
        listPanel.aside(Numbers.count(rows.size()));
        showSelected();
    }

    private static String why(final Moment moment) {
        return moment.isLoading() ? "The journal is still being read."
            : moment.timeNs() < moment.facts().warmupEndTimeNs()
            ? "No decision yet: it warms up until " + Times.seconds(moment.facts().warmupEndTimeNs()) + "."
            : "No decision yet: no bar closed that strategies decide on.";
    }

    private void filter() {
        final Signal signal = signals.chosen() == 0 ? null : SIGNALS.get(signals.chosen() - 1);
        decisions.filter(row -> (signal == null || row.signal() == signal) && search.isIn(Words.of(row.reason())));
    }

    private void showSelected() {
        if (moment == null || moment.decisions().isEmpty()) {
            shown = null;
            final String why = moment == null ? "" : why(moment);
            for (final Panel panel : List.of(factPanel, seenPanel, drawingPanel)) {
                panel.say(why);
            }
            followedTable.why(why);
            return;
        }
        final Rows<DecisionRow> rows = moment.decisions();
        final int selected = decisions.selected();
        final int place = selected >= 0 && selected < rows.size() ? selected : rows.size() - 1;
        final DecisionRow row = rows.get(place);
        final boolean isOther = shown == null || !shown.equals(row);
        shown = row;
        if (isOther) {
            factPanel.showContent();
            drawingPanel.showContent();
            factPanel.aside(selected < 0 ? "newest" : "selected");
            facts.show(row, moment);
            seenTable.getItems().clear();
            reading.ask();
        }
        showFollowed(place);
        painter.show(moment, row.instrument(), row.timeNs());
        painting.ask();
    }

    private void showFollowed(final int place) {
        final Rows<DecisionRow> rows = moment.decisions();
        int next = place + 1;
        while (next < rows.size() && rows.get(next).instrument() != shown.instrument()) {
            next++;
        }
        final List<DecisionOutcome> lines = DecisionOutcome.from(moment, shown, next < rows.size() ? rows.sequence(next) : Long.MAX_VALUE);
        followedTable.why(DecisionOutcome.why(moment, shown));
        if (!lines.equals(followed)) {
            followed.setAll(lines);
            followedTable.show(shown, lines.size(), followed::get, 0);
        } else if (lines.isEmpty()) {
            followedTable.show(shown, 0, followed::get, 0);
        }
    }

    private void read() {
        final DecisionRow wanted = shown;
        if (wanted != null) {
            desk.read(wanted, detail -> {
                if (wanted.equals(shown)) {
                    showDetail(detail);
                }
            });
        }
    }

    private void showDetail(final DecisionDetail detail) {
        if (detail == null) {
            seenPanel.say("The journal does not hold this decision any more: its oldest files were deleted.");
            return;
        }
        seenPanel.showContent();
        seenPanel.aside(detail.observation().isEmpty() ? "strategies" : Numbers.count(detail.observation().size()) + " values" + engine(detail));
        facts.show(detail, moment.facts());
        seen.setAll(DecisionInput.of(detail));
    }

    private static String engine(final DecisionDetail detail) {
        return detail.outputs().models() == 0 ? "" : ", " + detail.outputs().engine().toLowerCase(Locale.ROOT) + " engine";
    }

    private void selectAt(final long timeNs) {
        if (moment != null && timeNs > 0 && !moment.decisions().isEmpty()) {
            decisions.select(Math.max(0, moment.decisions().firstAtOrAfter(timeNs + 1) - 1));
            showSelected();
        }
    }
}
