package io.ringmaster.monitor.view.ladder;

import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;

/** The steps as a table: bids left of the price, asks right of it. */
final class LadderTable {

    private static final double NARROW_PIXELS = 460;
    private static final double MIDDLE_PIXELS = 104;

    private final ObservableList<LadderRow> rows = FXCollections.observableArrayList();
    private final TextColumn<LadderRow> bidDepth = number("Σ bids", LadderRow::bidDepthE8);
    private final TextColumn<LadderRow> bid = number("Bids", LadderRow::bidQtyE8);
    private final TextColumn<LadderRow> price;
    private final TextColumn<LadderRow> ask = number("Asks", LadderRow::askQtyE8);
    private final TextColumn<LadderRow> askDepth = number("Σ asks", LadderRow::askDepthE8);
    private final TableView<LadderRow> table;
    private final Label why = new Label();
    private SessionFacts.Instrument instrument;
    private long mostE8 = 1;
    private long deepestE8 = 1;

    LadderTable() {
        price = TextColumn.number("Price", MIDDLE_PIXELS, LadderRow::priceE8, row -> (row.isLast() ? "▸ " : "") + Numbers.onStep(row.priceE8(), instrument.tickE8()));
        price.ink(LadderTable::inkOfPrice);
        price.getStyleClass().add("ladder-price");
        price.setMinWidth(MIDDLE_PIXELS);
        bars(bid, LadderRow::bidQtyE8, () -> mostE8, true, Ink.UP_FILL);
        bars(ask, LadderRow::askQtyE8, () -> mostE8, false, Ink.DOWN_FILL);
        bars(bidDepth, LadderRow::bidDepthE8, () -> deepestE8, true, Ink.RAISED);
        bars(askDepth, LadderRow::askDepthE8, () -> deepestE8, false, Ink.RAISED);
        ask.getStyleClass().setAll("ladder-ask");
        askDepth.getStyleClass().setAll("ladder-ask");
        final TextColumn<LadderRow> ours = TextColumn.text("Ours · ahead", 150, LadderRow::ours);
        ours.ink(row -> Ink.ACCENT);
        table = Tables.table("ladder", "", rows, List.of(ours, bidDepth, bid, price, ask, askDepth));
        table.getColumns().forEach(column -> {
            column.setSortable(false);
            column.setReorderable(false);
        });
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        why.setWrapText(true);
        why.getStyleClass().add("muted");
        table.setPlaceholder(why);
        table.widthProperty().addListener((value, before, after) -> showDepth(after.doubleValue() >= NARROW_PIXELS));
    }

    private TextColumn<LadderRow> number(final String title, final ToLongFunction<LadderRow> value) {
        return TextColumn.number(title, 84, value, row -> value.applyAsLong(row) == 0 ? "" : qty(value.applyAsLong(row)));
    }

    private static Ink inkOfPrice(final LadderRow row) {
        return row.bidDepthE8() > 0 ? Ink.UP : row.askDepthE8() > 0 ? Ink.DOWN : Ink.MUTED;
    }

    private String qty(final long qtyE8) {
        return Numbers.onStep(qtyE8, instrument.lotE8());
    }

    private void bars(
        final TextColumn<LadderRow> column, final ToLongFunction<LadderRow> value, final LongSupplier most, final boolean isBid, final Ink ink) {
        column.setCellFactory(any -> new DepthCell(
            value, row -> Math.min(1, (double) value.applyAsLong(row) / most.getAsLong()), this::qty, isBid, ink.css()));
    }

    private void showDepth(final boolean isWide) {
        bidDepth.setVisible(isWide);
        askDepth.setVisible(isWide);
    }

    TableView<LadderRow> node() {
        return table;
    }

    /** How many rows fit. */
    int room() {
        final double rowHeight = table.getFixedCellSize() > 0 ? table.getFixedCellSize() : 22;
        return Math.clamp((int) (table.getHeight() / rowHeight - 1.2), 0, 200);
    }

    /** Puts only those rows into the table that differ from what is there. */
    void show(final List<LadderRow> newest, final SessionFacts.Instrument of) {
        final long most = newest.stream().mapToLong(row -> Math.max(row.bidQtyE8(), row.askQtyE8())).max().orElse(1);
        final long deepest = newest.stream().mapToLong(row -> Math.max(row.bidDepthE8(), row.askDepthE8())).max().orElse(1);
        final boolean isOther = of != instrument || most != mostE8 || deepest != deepestE8;
        instrument = of;
        mostE8 = Math.max(1, most);
        deepestE8 = Math.max(1, deepest);
        if (newest.size() != rows.size()) {
            rows.setAll(newest);
            return;
        }
        for (int i = 0; i < newest.size(); i++) {
            if (!newest.get(i).equals(rows.get(i))) {
                rows.set(i, newest.get(i));
            }
        }
        if (isOther) {
            table.lookupAll(".ladder-depth").forEach(cell -> ((DepthCell) cell).drawBar(((DepthCell) cell).getItem()));
        }
    }

    /** Shows a sentence instead of rows. */
    void say(final String sentence) {
        why.setText(sentence);
        rows.clear();
    }
}
