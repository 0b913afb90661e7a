package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.PositionView;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.model.ThoughtRow;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.ThoughtWords;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.monitor.view.risk.LimitMeters;
import io.ringmaster.schema.Signal;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;

/** The first screen: market and book, what is held, the last decision, the limits, and the newest thoughts. */
public final class OverviewPane implements View {

    /** Heights of the head and of a row of a table, in heights of text (monitor.css). */
    private static final double HEAD_EM = 2.0;
    private static final double ROW_EM = 1.7;
    private static final int COLUMNS = 3;
    /** A narrower page has no room for the ladder beside the chart, nor for the value of positions. */
    private static final double LEAST_LADDER_PIXELS = 1_000;

    private final GridPane grid = new GridPane();
    private final List<View> parts = new ArrayList<>();
    private final ObservableList<PositionView> positions = FXCollections.observableArrayList();
    private final TableView<PositionView> positionTable;
    private final TextColumn<PositionView> value =
        TextColumn.number("Value", 100, OverviewPane::valueE8, row -> isUnknown(row) ? Numbers.NONE : Numbers.money(valueE8(row)));
    private final Facts account = new Facts("Equity", "Cash", "Realised", "Unrealised", "Fees", "Funding", "Exposure", "Drawdown");
    private final Facts decision = new Facts("Wants", "Reason", "Time", "Policy");
    private final LimitMeters limits;
    private final LiveTable<ThoughtRow> thoughts;
    private final Panel thoughtPanel;
    private final Panel positionPanel;
    private final Panel decisionPanel;
    private SessionFacts facts;

    OverviewPane(final Desk desk) {
        positionTable = Tables.table("positions", "The session has no instrument.", positions, List.of(
            TextColumn.text("Instrument", 104, (PositionView row) -> instrument(row).symbol()),
            TextColumn.text("Side", 70, OverviewPane::side).ink(row -> Palette.ofSign(row.qtyE8())),
            TextColumn.number("Quantity", 90, PositionView::qtyE8, row -> Numbers.onStep(Math.abs(row.qtyE8()), instrument(row).lotE8())),
            TextColumn.number("Entry", 90, PositionView::averageEntryPriceE8, row -> price(row, row.averageEntryPriceE8())),
            TextColumn.number("Mark", 90, PositionView::markPriceE8, row -> price(row, row.markPriceE8())),
            value,
            TextColumn.number("Unrealised", 100, PositionView::unrealisedPnlE8, row -> isUnknown(row) ? Numbers.NONE : Numbers.signedMoney(row.unrealisedPnlE8()))
                .ink(row -> Palette.ofSign(row.unrealisedPnlE8()))));
        limits = LimitMeters.small(desk);
        positionPanel = new Panel("Positions", positionTable);
        decisionPanel = new Panel("Last decision", decision);
        thoughts = LiveTable.newestFirst(desk, "thoughts", "It has not thought about a trade yet.", List.of(
            TextColumn.time("Time", 100, ThoughtRow::timeNs, Times::millis),
            TextColumn.text("Thought", 400, (ThoughtRow row) -> ThoughtWords.of(row, facts))));
        thoughts.onOpen(row -> desk.goTo(row.timeNs()));
        thoughtPanel = new Panel("Thoughts", thoughts);
        build(desk);
    }

    private void build(final Desk desk) {
        grid.getStyleClass().add("pane");
        for (final int percent : new int[] {54, 21, 25}) {
            final ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(percent);
            column.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(column);
        }
        final boolean hasMarket = Views.pages().contains(Page.CHART);
        final boolean hasLadder = Views.pages().contains(Page.LADDER);
        for (final int percent : hasMarket ? new int[] {55, 45} : new int[] {100}) {
            final RowConstraints row = new RowConstraints();
            row.setPercentHeight(percent);
            row.setVgrow(Priority.ALWAYS);
            grid.getRowConstraints().add(row);
        }
        if (hasMarket) {
            grid.add(part(Page.CHART, desk), 0, 0, COLUMNS, 1);
        }
        if (hasMarket && hasLadder) {
            grid.add(part(Page.LADDER, desk), COLUMNS - 1, 0);
            grid.widthProperty().addListener((value, before, after) -> showLadder(after.doubleValue() >= LEAST_LADDER_PIXELS));
        }
        final int row = hasMarket ? 1 : 0;
        grid.add(stack(positionPanel, thoughtPanel), 0, row);
        grid.add(new Panel("Account, USD", account), 1, row);
        grid.add(stack(decisionPanel, limits.panel()), 2, row);
    }

    /** Beside the chart, or not at all: it has a page of its own. */
    private void showLadder(final boolean isWide) {
        final Node chart = parts.getFirst().node();
        final Node ladder = parts.getLast().node();
        ladder.setVisible(isWide);
        ladder.setManaged(isWide);
        GridPane.setColumnSpan(chart, isWide ? COLUMNS - 1 : COLUMNS);
        value.setVisible(isWide);
    }

    private static GridPane stack(final Node upper, final Node lower) {
        final GridPane stack = new GridPane();
        stack.getStyleClass().add("stack");
        final ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(100);
        stack.getColumnConstraints().add(column);
        final RowConstraints first = new RowConstraints();
        first.setMinHeight(Region.USE_PREF_SIZE);
        final RowConstraints second = new RowConstraints();
        second.setVgrow(Priority.ALWAYS);
        stack.getRowConstraints().addAll(first, second);
        stack.add(upper, 0, 0);
        stack.add(lower, 0, 1);
        return stack;
    }

    private Node part(final Page page, final Desk desk) {
        final View part = Views.make(page, desk);
        parts.add(part);
        part.node().getStyleClass().remove("pane");
        return part.node();
    }

    @Override
    public Page page() {
        return Page.OVERVIEW;
    }

    @Override
    public Node node() {
        return grid;
    }

    @Override
    public void show(final Moment moment) {
        facts = moment.facts();
        parts.forEach(part -> part.show(moment));
        if (!positions.equals(moment.account().positions())) {
            positions.setAll(moment.account().positions());
            positionTable.setStyle("-fx-pref-height: " + (HEAD_EM + ROW_EM * Math.max(1, positions.size())) + "em");
        }
        showAccount(moment);
        showDecision(moment);
        limits.show(moment);
        thoughts.show(facts.directory(), moment.thoughts());
        thoughtPanel.aside(Numbers.count(moment.thoughts().size()));
    }

    private void showAccount(final Moment moment) {
        final var now = moment.account();
        account.set("Equity", Numbers.money(now.equityE8()));
        account.set("Cash", Numbers.money(now.cashE8()));
        account.set("Realised", Numbers.signedMoney(now.realisedPnlE8()), Palette.ofSign(now.realisedPnlE8()));
        account.set("Unrealised", Numbers.signedMoney(now.unrealisedPnlE8()), Palette.ofSign(now.unrealisedPnlE8()));
        account.set("Fees", Numbers.signedMoney(-now.feesE8()), Palette.ofSign(-now.feesE8()));
        account.set("Funding", Numbers.signedMoney(now.fundingE8()), Palette.ofSign(now.fundingE8()));
        account.set("Exposure", Numbers.percent(now.leverageE8(), 1));
        account.set("Drawdown", Numbers.percent(now.drawdownE8(), 2));
    }

    private void showDecision(final Moment moment) {
        DecisionRow newest = null;
        for (int i = 0; i < facts.instruments().size(); i++) {
            final DecisionRow each = moment.decision(i);
            newest = newest == null || each != null && each.sequence() > newest.sequence() ? each : newest;
        }
        if (newest == null) {
            decisionPanel.say(Summary.why(moment));
            return;
        }
        decisionPanel.showContent();
        decisionPanel.aside(facts.instrument(newest.instrument()).symbol());
        if (newest.signal() == Signal.HOLD) {
            decision.set("Wants", "to keep what it has");
        } else {
            decision.set("Wants", Numbers.signedPercent(newest.exposureE8(), 1) + " of equity", Palette.ofSign(newest.exposureE8()));
        }
        decision.set("Reason", Words.capital(Words.of(newest.reason())));
        decision.set("Time", Times.millis(newest.timeNs()));
        decision.set("Policy", facts.policy().isEmpty() ? Numbers.NONE : facts.policy());
    }

    private SessionFacts.Instrument instrument(final PositionView row) {
        return facts.instrument(row.instrument());
    }

    private String price(final PositionView row, final long priceE8) {
        return priceE8 == 0 ? Numbers.NONE : Numbers.onStep(priceE8, instrument(row).tickE8());
    }

    private static long valueE8(final PositionView position) {
        return Math.abs(position.notionalE8());
    }

    /** What a position is worth is not known before the first mark. */
    private static boolean isUnknown(final PositionView row) {
        return !row.isFlat() && row.markPriceE8() == 0;
    }

    private static String side(final PositionView row) {
        return row.isFlat() ? "flat" : row.qtyE8() > 0 ? "▲ long" : "▼ short";
    }
}
