package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.ExternalOrder;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;

/** Orders on the account that others sent. Takes no place while there are none. */
final class OthersOrders {

    private static final double HEAD_PIXELS = 62;
    private static final double ROW_PIXELS = 23;
    private static final int MOST_VISIBLE = 5;

    private final ObservableList<ExternalOrder> orders = FXCollections.observableArrayList();
    private final TableView<ExternalOrder> table;
    private final Panel panel;
    private SessionFacts facts;

    OthersOrders(final Desk desk) {
        table = Tables.table("external-orders", "Others have no order on the account.", orders, List.of(
            TextColumn.<ExternalOrder>time("Since", 104, ExternalOrder::sinceNs, Times::millis).ink(row -> Ink.MUTED),
            TextColumn.<ExternalOrder>text("Instrument", 100, row -> isKnown(row) ? facts.instrument(row.instrument()).symbol() : Numbers.NONE),
            TextColumn.<ExternalOrder>text("Side", 70, row -> Signs.of(row.side())).ink(row -> Signs.ink(row.side())),
            TextColumn.<ExternalOrder>number("Left", 90, ExternalOrder::leavesQtyE8, row -> onStep(row, row.leavesQtyE8(), true)),
            TextColumn.<ExternalOrder>number("Limit", 90, ExternalOrder::limitPriceE8, row -> onStep(row, row.limitPriceE8(), false)),
            TextColumn.<ExternalOrder>text("May", 150, row -> row.isReduceOnly() ? "only reduce" : "add to the position"),
            TextColumn.<ExternalOrder>time("Changed", 104, ExternalOrder::changedNs, Times::millis).ink(row -> Ink.MUTED),
            TextColumn.<ExternalOrder>text("Order of the venue", 300, row -> row.order().venueOrderId().toString()).ink(row -> Ink.MUTED)));
        Tables.onOpen(table, row -> desk.goTo(row.sinceNs()));
        panel = new Panel("Orders of others on the account", table);
        hide(true);
    }

    Panel panel() {
        return panel;
    }

    void show(final Moment moment) {
        facts = moment.facts();
        final List<ExternalOrder> now = moment.externalOrders();
        if (!now.equals(orders)) {
            orders.setAll(now);
            table.sort();
            panel.aside("not managed by the session, and held against its limits   " + Numbers.count(now.size()));
            panel.setMinHeight(HEAD_PIXELS + ROW_PIXELS * Math.clamp(now.size(), 1, MOST_VISIBLE));
            panel.setPrefHeight(panel.getMinHeight());
            hide(now.isEmpty());
        }
    }

    private void hide(final boolean isEmpty) {
        panel.setVisible(!isEmpty);
        panel.setManaged(!isEmpty);
    }

    private boolean isKnown(final ExternalOrder row) {
        return facts.instrument(row.instrument()) != null;
    }

    private String onStep(final ExternalOrder row, final long valueE8, final boolean isQty) {
        if (valueE8 == 0 || !isKnown(row)) {
            return Numbers.NONE;
        }
        final SessionFacts.Instrument instrument = facts.instrument(row.instrument());
        return Numbers.onStep(valueE8, isQty ? instrument.lotE8() : instrument.tickE8());
    }
}
