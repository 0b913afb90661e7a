package io.ringmaster.monitor.view.health;

import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.EventRow;
import io.ringmaster.monitor.model.InvariantRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.RetrainingVerdict;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.WatchdogFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;

/** What happened to the health of the session, the newest first. */
public final class Alarms {

    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final TableView<Line> table;
    private final Panel panel;
    private long inputs = -1;
    private long outputs = -1;
    private long broken = -1;

    /** Something that happened. */
    private record Line(long timeNs, Status status, String what, String detail) {
    }

    public Alarms(final Desk desk) {
        table = Tables.table("alarms", "Nothing has happened to the feed, the venue, the journal, the strategies or the model.", lines, List.of(
            TextColumn.<Line>number("Time", 104, Line::timeNs, row -> Times.millis(row.timeNs())).ink(row -> Ink.MUTED),
            TextColumn.<Line>text("What", 130, row -> row.status.of(row.what)).ink(row -> row.status == Status.NONE ? Ink.TEXT : row.status.ink()),
            TextColumn.<Line>text("Detail", 460, Line::detail)));
        Tables.onOpen(table, row -> desk.goTo(row.timeNs()));
        panel = new Panel("What happened", table);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        if (moment.inputEvents().size() == inputs && moment.outputEvents().size() == outputs && moment.brokenInvariants().size() == broken) {
            return;
        }
        inputs = moment.inputEvents().size();
        outputs = moment.outputEvents().size();
        broken = moment.brokenInvariants().size();
        final List<Line> now = new ArrayList<>();
        moment.inputEvents().asList().forEach(row -> add(now, line(row, moment.facts())));
        moment.outputEvents().asList().forEach(row -> add(now, line(row, moment.facts())));
        for (final InvariantRow row : moment.brokenInvariants().asList()) {
            now.add(new Line(row.timeNs(), Status.BAD, "invariant", row.text()));
        }
        now.sort(Comparator.comparingLong(Line::timeNs).reversed());
        lines.setAll(now);
        table.sort();
        panel.aside(Numbers.count(now.size()));
    }

    private static void add(final List<Line> lines, final Line line) {
        if (line != null) {
            lines.add(line);
        }
    }

    private static Line line(final EventRow row, final SessionFacts facts) {
        final long timeNs = row.timeNs();
        return switch (row.event()) {
            case final Event.Feed feed -> new Line(timeNs, feed.condition() == FeedCondition.UP ? Status.OK : feed.condition() == FeedCondition.DOWN ? Status.BAD
                : Status.WARN, "feed " + Words.of(feed.condition()), feed.instrument() < 0 ? "all instruments" : facts.instrument(feed.instrument()).symbol());
            case final Event.Reconciliation news -> new Line(timeNs, news.agreement() == Agreement.AGREED ? Status.OK : Status.WARN, "comparison",
                news.agreement() == Agreement.AGREED ? "Orders, fills and positions are the venue's" : news.agreement() == Agreement.CLOCKS_DIFFER
                    ? "Our clock is too far from the venue's" : "Not known to be the venue's");
            case final Event.JournalHealth health -> new Line(timeNs, health.isHealthy() ? Status.OK : Status.BAD, "journal",
                "Lag " + Times.duration(health.lagNs()) + ", free " + Bytes.of(health.freeBytes()));
            case final Event.Watchdog verdict -> new Line(timeNs, verdict.finding() == WatchdogFinding.ON_TIME ? Status.OK
                : verdict.finding() == WatchdogFinding.HANGS ? Status.BAD : Status.WARN, "watchdog", HealthWords.of(verdict, facts));
            case final Event.Condition condition -> ofCondition(timeNs, condition, facts);
            case final Event.Drift drift -> new Line(timeNs, drift.isAlarm() ? Status.WARN : Status.OK, "model drift", HealthWords.of(drift));
            case final Event.Retraining news -> new Line(timeNs, news.verdict() == RetrainingVerdict.FAILED ? Status.WARN : Status.NONE, "retraining",
                Words.capital(Words.of((Enum<?>) news.verdict())) + ": " + news.reason());
            case final Event.Reconfigured next -> new Line(timeNs, Status.NONE, "configuration", "From " + next.origin() + ", " + next.build());
            case final Event.Resumed resumed -> new Line(timeNs, Status.NONE, "resumed", "By " + resumed.build());
            case final Event.Ended ended -> new Line(timeNs, Status.NONE, "ended", "In order");
            case final Event.ExternalOrder order -> new Line(timeNs, Status.NONE, "order of others", HealthWords.of(order, facts));
            case final Event.Command ignored -> null;
            case final Event.LimitChange ignored -> null;
            case final Event.Funding ignored -> null;
            case final Event.OutsideSignal ignored -> null;
        };
    }

    /** That a strategy warms up and is heard from then on is no news. */
    private static Line ofCondition(final long timeNs, final Event.Condition event, final SessionFacts facts) {
        final boolean isNews = event.condition() != StrategyCondition.WARMING && event.condition() != StrategyCondition.ACTIVE;
        return isNews ? new Line(timeNs, Status.WARN, "strategy", facts.strategyId(event.strategy()) + ": " + Words.of((Enum<?>) event.condition())) : null;
    }
}
