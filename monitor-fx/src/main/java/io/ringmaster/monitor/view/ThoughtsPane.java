package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Choice;
import io.ringmaster.monitor.view.kit.Command;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.SearchField;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Why it did or did not trade, the newest line first: thoughts, latches, broken invariants, commands and limits that a person changed. A double click
 * goes to the moment of a line.
 */
public final class ThoughtsPane implements View {

    private final VBox root = new VBox();
    private final ThoughtFeed feed = new ThoughtFeed();
    private final LiveTable<ThoughtLine> table;
    private final Panel panel;
    private final Choice kinds;
    private final SearchField search = new SearchField("thought-search", "Search text or instrument", field -> filter());
    private SessionFacts facts;
    private int countedRows = -1;

    public ThoughtsPane(final Desk desk) {
        final List<TextColumn<ThoughtLine>> columns = columns();
        // Lines tell a story in their order.
        columns.forEach(column -> column.setSortable(false));
        table = LiveTable.newestFirst(desk, "thoughts", "No thought yet.", columns);
        table.onOpen(entry -> desk.goTo(entry.timeNs()));
        final List<String> names = new ArrayList<>(List.of("All"));
        for (final ThoughtKind kind : ThoughtKind.values()) {
            names.add(kind.text());
        }
        kinds = new Choice(names, place -> filter());
        kinds.setId("thought-choice");
        final Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        final HBox bar = new HBox(kinds, space, search);
        bar.getStyleClass().add("filter-bar");
        final VBox content = new VBox(bar, table);
        VBox.setVgrow(table, Priority.ALWAYS);
        panel = new Panel("Thoughts", content);
        VBox.setVgrow(panel, Priority.ALWAYS);
        root.getStyleClass().add("pane");
        root.getChildren().add(panel);
    }

    private List<TextColumn<ThoughtLine>> columns() {
        return List.of(
            TextColumn.number("Time", 108, ThoughtLine::timeNs, (ThoughtLine entry) -> Times.millis(entry.timeNs())).ink(entry -> Ink.MUTED),
            TextColumn.text("Instrument", 100, this::symbol).ink(entry -> Ink.MUTED),
            TextColumn.text("Kind", 96, (ThoughtLine entry) -> entry.kind().text()).ink(entry -> entry.kind().ink()),
            TextColumn.number("Times", 64, ThoughtLine::times, (ThoughtLine entry) -> entry.times() == 1 ? "" : Numbers.timesCount(entry.times())),
            TextColumn.number("For", 84, (ThoughtLine entry) -> entry.timeNs() - entry.sinceNs(), (ThoughtLine entry) ->
                entry.times() == 1 ? "" : Times.duration(entry.timeNs() - entry.sinceNs())).ink(entry -> Ink.MUTED),
            TextColumn.text("Why", 800, ThoughtLine::text));
    }

    private String symbol(final ThoughtLine entry) {
        final SessionFacts.Instrument instrument = facts.instrument(entry.instrument());
        return instrument == null ? "" : instrument.symbol();
    }

    @Override
    public Page page() {
        return Page.THOUGHTS;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public List<Command> commands() {
        return List.of(new Command("Search thoughts", "/", search::requestFocus));
    }

    @Override
    public void show(final Moment moment) {
        facts = moment.facts();
        feed.show(moment);
        table.show(facts.directory(), feed.size(), feed::entry, feed.unchanged());
        if (feed.size() == 0) {
            table.why(why(moment));
        }
        if (feed.rows() != countedRows) {
            countedRows = feed.rows();
            count();
        }
    }

    private static String why(final Moment moment) {
        if (moment.isLoading()) {
            return "The journal is still being read.";
        }
        return moment.decisions().isEmpty() && moment.timeNs() < moment.facts().warmupEndTimeNs()
            ? "No thought yet: it warms up until " + Times.seconds(moment.facts().warmupEndTimeNs()) + "."
            : "No thought yet: a thought is written when a decision wants another position than there is, and when something keeps it from trading.";
    }

    private void count() {
        kinds.count(0, feed.size());
        for (final ThoughtKind kind : ThoughtKind.values()) {
            kinds.count(kind.ordinal() + 1, feed.count(kind));
        }
        panel.aside(Numbers.count(feed.size()) + (feed.size() == 1 ? " line" : " lines") + " of " + Numbers.count(feed.rows()) + ", double click goes there");
    }

    private void filter() {
        final ThoughtKind kind = kinds.chosen() == 0 ? null : ThoughtKind.values()[kinds.chosen() - 1];
        table.filter(entry -> (kind == null || entry.kind() == kind) && (search.isBlank() || search.isIn(symbol(entry) + " " + entry.text())));
    }
}
