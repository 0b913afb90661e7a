package io.ringmaster.monitor.view.portfolio;

import io.ringmaster.monitor.model.InstrumentTotals;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.PositionView;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;

/** Each instrument with its position and what its fills came to. */
public final class Positions {

    private static final double HEAD_PIXELS = 62;
    private static final double ROW_PIXELS = 23;
    private static final int MOST_VISIBLE = 8;

    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final TableView<Row> table = Tables.table("positions", "The session trades no instrument.", rows, List.of(
        TextColumn.<Row>text("Instrument", 110, row -> row.of.symbol()),
        TextColumn.<Row>text("Side", 70, Row::side).ink(row -> Palette.ofSign(row.position.qtyE8())),
        TextColumn.<Row>number("Position", 90, row -> row.position.qtyE8(), row -> Numbers.signedOnStep(row.position.qtyE8(), row.of.lotE8()))
            .ink(row -> Palette.ofSign(row.position.qtyE8())),
        TextColumn.<Row>number("Average entry", 100, row -> row.position.averageEntryPriceE8(), Row::entry),
        TextColumn.<Row>number("Mark", 100, row -> row.position.markPriceE8(), Row::mark),
        TextColumn.<Row>number("Value", 100, Row::valueE8, row -> Numbers.money(row.valueE8())),
        TextColumn.<Row>number("Unrealised", 90, row -> row.position.unrealisedPnlE8(), row -> Numbers.signedMoney(row.position.unrealisedPnlE8()))
            .ink(row -> Palette.ofSign(row.position.unrealisedPnlE8())),
        TextColumn.<Row>number("Realised", 90, row -> row.totals.realisedPnlE8(), row -> Numbers.signedMoney(row.totals.realisedPnlE8()))
            .ink(row -> Palette.ofSign(row.totals.realisedPnlE8())),
        TextColumn.<Row>number("Fees", 80, row -> -row.totals.feesE8(), row -> Numbers.signedMoney(-row.totals.feesE8()))
            .ink(row -> Palette.ofSign(-row.totals.feesE8())),
        TextColumn.<Row>number("Traded", 110, row -> row.totals.tradedE8(), row -> Numbers.money(row.totals.tradedE8())),
        TextColumn.<Row>number("Fills", 60, row -> row.totals.fills(), row -> Numbers.count(row.totals.fills()))));
    private final Panel panel = new Panel("Positions, USD", table);
    private Path session;
    private int fills = -1;
    private boolean isInherited;
    private List<InstrumentTotals> totals = List.of();

    /** An instrument at a moment. */
    private record Row(SessionFacts.Instrument of, PositionView position, InstrumentTotals totals) {

        String side() {
            return position.qtyE8() > 0 ? "▲ long" : position.qtyE8() < 0 ? "▼ short" : "flat";
        }

        String entry() {
            return position.isFlat() ? Numbers.NONE : Numbers.onStep(position.averageEntryPriceE8(), of.tickE8());
        }

        String mark() {
            return position.markPriceE8() == 0 ? Numbers.NONE : Numbers.onStep(position.markPriceE8(), of.tickE8());
        }

        long valueE8() {
            return Math.abs(position.notionalE8());
        }
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        final List<SessionFacts.Instrument> instruments = moment.facts().instruments();
        final boolean isNowInherited = instruments.stream().anyMatch(each -> moment.inherited(each.index()) != null);
        if (moment.fills().size() != fills || isInherited != isNowInherited || !moment.facts().directory().equals(session)) {
            fills = moment.fills().size();
            isInherited = isNowInherited;
            session = moment.facts().directory();
            totals = InstrumentTotals.of(moment);
        }
        final List<Row> now = new ArrayList<>();
        for (final SessionFacts.Instrument each : instruments) {
            now.add(new Row(each, moment.account().positions().get(each.index()), totals.get(each.index())));
        }
        if (!now.equals(rows)) {
            rows.setAll(now);
            panel.setMinHeight(HEAD_PIXELS + ROW_PIXELS * Math.clamp(now.size(), 1, MOST_VISIBLE));
            panel.setPrefHeight(panel.getMinHeight());
            table.sort();
        }
        final long open = now.stream().filter(row -> !row.position.isFlat()).count();
        panel.aside(since(moment) + (open == 0 ? "flat" : open + " open"));
    }

    /** What is counted from a later time on, because older records were removed. */
    private String since(final Moment moment) {
        if (!moment.isCut() || totals.isEmpty()) {
            return "";
        }
        final InstrumentTotals first = totals.getFirst();
        final String what = first.isOfWholeSession(moment) ? "traded and fills" : "realised, fees, traded and fills";
        return what + " since " + Times.full(Math.max(first.sinceNs(), moment.firstTimeNs())) + ", older records were removed   ";
    }
}
