package io.ringmaster.monitor.view.risk;

import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.EventRow;
import io.ringmaster.monitor.model.LatchRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.Agreement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;

/** Commands, changes of limits, latches and comparisons with the venue, the newest first, with where they came from. */
public final class ControlHistory {

    private static final String ENGINE = "engine";

    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final Panel panel;
    private final TableView<Line> table;
    private long eventCount = -1;
    private long latchCount = -1;

    /** What happened, from where. */
    private record Line(long timeNs, String what, Ink ink, String detail, String origin) {
    }

    public ControlHistory(final Desk desk) {
        table = Tables.table(
            "control-history", "No command was given, no limit was changed and nothing latched.", lines, List.of(
                TextColumn.<Line>number("Time", 104, Line::timeNs, row -> Times.millis(row.timeNs())).ink(row -> Ink.MUTED),
                TextColumn.<Line>text("What", 96, Line::what).ink(Line::ink),
                TextColumn.<Line>text("Detail", 230, Line::detail),
                TextColumn.<Line>text("From", 110, Line::origin).ink(row -> Ink.MUTED)));
        Tables.onOpen(table, row -> desk.goTo(row.timeNs()));
        panel = new Panel("Latches, limits and commands", table);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        if (moment.inputEvents().size() == eventCount && moment.latches().size() == latchCount) {
            return;
        }
        eventCount = moment.inputEvents().size();
        latchCount = moment.latches().size();
        final List<Line> now = new ArrayList<>();
        for (final EventRow row : moment.inputEvents().asList()) {
            final Line line = line(row);
            if (line != null) {
                now.add(line);
            }
        }
        for (final LatchRow row : moment.latches().asList()) {
            now.add(new Line(row.timeNs(), row.isLatched() ? "■ latched" : "● released", row.isLatched() ? Ink.BAD : Ink.GOOD,
                Words.capital(Words.of(row.reason())), ENGINE));
        }
        now.sort(Comparator.comparingLong(Line::timeNs).reversed());
        lines.setAll(now);
        table.sort();
        panel.aside(Numbers.count(now.size()));
    }

    private static Line line(final EventRow row) {
        return switch (row.event()) {
            case final Event.Command command ->
                new Line(row.timeNs(), "command", Ink.ACCENT, Words.capital(Words.of(command.kind())), command.origin());
            case final Event.LimitChange change -> new Line(row.timeNs(), "limit", Ink.ACCENT, Words.capital(Words.of(change.kind())) + ": "
                + Words.amount(change.kind(), change.value()) + (change.isConfirmed() ? ", confirmed" : ""), change.origin());
            case final Event.Reconciliation news -> new Line(row.timeNs(), "comparison", news.agreement() == Agreement.AGREED ? Ink.TEXT : Ink.WARN,
                switch (news.agreement()) {
                    case AGREED -> "Orders, fills and positions are the venue's";
                    case CLOCKS_DIFFER -> "They are the venue's, and the clocks differ";
                    case UNKNOWN, NULL_VAL -> "Not known to be the venue's";
                }, "venue");
            case final Event.Reconfigured next ->
                new Line(row.timeNs(), "configuration", Ink.ACCENT, Words.capital(Words.of((Enum<?>) next.scope())) + " configured again", next.origin());
            case final Event.Resumed resumed -> new Line(row.timeNs(), "resumed", Ink.ACCENT, "By " + resumed.build(), ENGINE);
            case final Event.Ended ended -> new Line(row.timeNs(), "ended", Ink.TEXT, "In order", ENGINE);
            default -> null;
        };
    }
}
