package io.ringmaster.monitor.view.risk;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.model.VerdictRow;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.RiskReason;
import java.util.List;

/** The orders that the gate refused, the newest first, each with the limit against what was observed. */
public final class Refusals {

    private static final String NONE = "The gate has refused no order.";

    private final LiveTable<VerdictRow> table;
    private final Panel panel;
    private List<SessionFacts.Instrument> instruments = List.of();

    public Refusals(final Desk desk) {
        table = LiveTable.newestFirst(desk, "refusals", NONE, List.of(
            TextColumn.<VerdictRow>number("Time", 104, VerdictRow::timeNs, row -> Times.millis(row.timeNs())).ink(row -> Ink.MUTED),
            TextColumn.<VerdictRow>number("Order", 56, VerdictRow::clientOrderId, row -> Numbers.count(row.clientOrderId())),
            TextColumn.<VerdictRow>text("Instrument", 90, row -> instruments.get(row.instrument()).symbol()),
            TextColumn.<VerdictRow>text("Control", 96, row -> Words.of((Enum<?>) row.reason())).ink(row -> Ink.WARN),
            TextColumn.<VerdictRow>text("Why", 420, row -> RiskWords.of(row, instruments.get(row.instrument())))));
        table.only(row -> row.reason() != RiskReason.PASSED);
        table.onOpen(row -> desk.goTo(row.timeNs()));
        panel = new Panel("Refused orders", table);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        instruments = moment.facts().instruments();
        table.show(moment.facts().directory(), moment.verdicts());
        panel.aside(Numbers.count(table.count()) + " of " + Numbers.count(moment.verdicts().size()) + " orders");
    }
}
