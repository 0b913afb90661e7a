package io.ringmaster.monitor.view.health;

import io.ringmaster.monitor.model.BookCondition;
import io.ringmaster.monitor.model.BookView;
import io.ringmaster.monitor.model.FeedTimes;
import io.ringmaster.monitor.model.InstrumentView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.FeedCondition;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;

/** The market data of each instrument: the connection, the book, how old the last message is, and what was lost. */
public final class FeedPanel {

    private static final long OLD_NS = 5_000_000_000L;
    private static final long TOO_OLD_NS = 30_000_000_000L;

    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final Label status = Status.label("health-feed-status");
    private final TableView<Row> table = Tables.table("feeds", "The session has no instrument.", rows, List.of(
        TextColumn.<Row>text("Instrument", 100, row -> row.of.symbol()),
        TextColumn.<Row>text("Feed", 110, row -> row.feed().of(row.feedWord())).ink(row -> row.feed().ink()),
        TextColumn.<Row>text("Book", 160, row -> row.bookStatus().of(row.book.condition().inWords())).ink(row -> row.bookStatus().ink()),
        TextColumn.<Row>number("Last message", 100, Row::ageNs, row -> age(row.ageNs())).ink(row -> inkOf(row.age())),
        TextColumn.<Row>number("Mark", 80, Row::markAgeNs, row -> age(row.markAgeNs())),
        TextColumn.<Row>number("Gaps", 60, row -> row.book.gaps(), row -> Numbers.count(row.book.gaps())),
        TextColumn.<Row>number("Twice", 60, row -> row.book.duplicates(), row -> Numbers.count(row.book.duplicates())),
        TextColumn.<Row>number("Drops", 60, row -> row.times.drops(), row -> Numbers.count(row.times.drops())),
        TextColumn.<Row>number("Time down", 90, row -> row.times.downNs(), row -> row.times.downNs() == 0 ? "none" : Times.duration(row.times.downNs()))));
    private final Panel panel = new Panel("Market data", table).with(status);

    /** An instrument at a moment. Ages are -1 before the first message. */
    private record Row(SessionFacts.Instrument of, BookView book, FeedTimes times, long ageNs, long markAgeNs) {

        Status feed() {
            return times.condition() == null ? Status.NONE : times.condition() == FeedCondition.UP ? Status.OK
                : times.condition() == FeedCondition.DOWN ? Status.BAD : Status.WARN;
        }

        /** Some sessions, such as a backtest, report no connection. */
        String feedWord() {
            return times.condition() == null && ageNs >= 0 ? "not reported" : Words.of(times.condition());
        }

        Status bookStatus() {
            return book.condition() == BookCondition.NONE ? Status.NONE : book.condition() == BookCondition.VALID ? Status.OK : Status.WARN;
        }

        Status age() {
            return ageNs < 0 ? Status.NONE : ageNs > TOO_OLD_NS ? Status.BAD : ageNs > OLD_NS ? Status.WARN : Status.OK;
        }
    }

    public Panel panel() {
        return panel;
    }

    private static String age(final long ageNs) {
        return ageNs < 0 ? Numbers.NONE : ageNs == 0 ? "now" : Times.duration(ageNs);
    }

    private static Ink inkOf(final Status status) {
        return status == Status.OK ? Ink.TEXT : status.ink();
    }

    public void show(final Moment moment) {
        final List<FeedTimes> times = FeedTimes.of(moment);
        final List<Row> now = new ArrayList<>();
        Status all = Status.NONE;
        for (final SessionFacts.Instrument each : moment.facts().instruments()) {
            final InstrumentView market = moment.instrument(each.index());
            final Row row = new Row(
                each, market.book(), times.get(each.index()), since(moment, market.marketTimeNs()), since(moment, market.markTimeNs()));
            now.add(row);
            all = all.or(row.feed()).or(row.bookStatus()).or(row.age());
        }
        if (!now.equals(rows)) {
            rows.setAll(now);
            table.sort();
        }
        final long reconnects = moment.health().reconnects();
        panel.aside(reconnects == 1 ? "1 reconnect" : Numbers.count(reconnects) + " reconnects");
        all.show(status, switch (all) {
            case NONE -> "not heard yet";
            case OK -> now.stream().allMatch(row -> row.times.condition() != null) ? "OK" : "messages come, the connection is not reported";
            case WARN -> "look";
            case BAD -> "lost";
        });
    }

    private static long since(final Moment moment, final long timeNs) {
        return timeNs == 0 ? -1 : moment.timeNs() - timeNs;
    }
}
