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

    /** Height of a row in heights of text (monitor.css). */
    private static final double ROW_EM = 1.7;
    private static final double COLUMN_PIXELS = 84;

    private final ObservableList<LadderRow> rows = FXCollections.observableArrayList();
    private final TextColumn<LadderRow> ours;
    private final TextColumn<LadderRow> bidDepth = number("Σ bids", LadderRow::bidDepthE8);
    private final TextColumn<LadderRow> bid = number("Bids", LadderRow::bidQtyE8);
    private final TextColumn<LadderRow> price;
    private final TextColumn<LadderRow> ask = number("Asks", LadderRow::askQtyE8);
    private final TextColumn<LadderRow> askDepth = number("Σ asks", LadderRow::askDepthE8);
    private final TableView<LadderRow> table;
    private final Label why = new Label();
    private final LadderWidths widths = new LadderWidths();
    private SessionFacts.Instrument instrument;
    private long mostE8 = 1;
    private long deepestE8 = 1;

    LadderTable() {
        price = TextColumn.number("Price", COLUMN_PIXELS, LadderRow::priceE8, this::price);
        price.ink(LadderTable::inkOfPrice);
        price.getStyleClass().add("ladder-price");
        bars(bid, LadderRow::bidQtyE8, () -> mostE8, true, Ink.UP_FILL);
        bars(ask, LadderRow::askQtyE8, () -> mostE8, false, Ink.DOWN_FILL);
        bars(bidDepth, LadderRow::bidDepthE8, () -> deepestE8, true, Ink.RAISED);
        bars(askDepth, LadderRow::askDepthE8, () -> deepestE8, false, Ink.RAISED);
        ours = TextColumn.text("Ours · ahead", COLUMN_PIXELS, row -> widths.isBrief() ? row.ours().brief() : row.ours().text());
        ours.ink(row -> Ink.ACCENT);
        table = Tables.table("ladder", "", rows, List.of(ours, bidDepth, bid, price, ask, askDepth));
        table.getColumns().forEach(column -> {
            column.setSortable(false);
            column.setReorderable(false);
        });
        ask.getStyleClass().setAll("ladder-ask");
        askDepth.getStyleClass().setAll("ladder-ask");
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        why.setWrapText(true);
        why.getStyleClass().add("muted");
        table.setPlaceholder(why);
        table.widthProperty().addListener((value, before, after) -> arrange());
        table.fixedCellSizeProperty().addListener((value, before, after) -> arrange());
    }

    private TextColumn<LadderRow> number(final String title, final ToLongFunction<LadderRow> value) {
        return TextColumn.number(title, COLUMN_PIXELS, value, row -> value.applyAsLong(row) == 0 ? "" : qty(value.applyAsLong(row)));
    }

    private static Ink inkOfPrice(final LadderRow row) {
        return row.bidDepthE8() > 0 ? Ink.UP : row.askDepthE8() > 0 ? Ink.DOWN : Ink.MUTED;
    }

    private String price(final LadderRow row) {
        return (row.isLast() ? "▸ " : "") + Numbers.onStep(row.priceE8(), instrument.tickE8());
    }

    private String qty(final long qtyE8) {
        return Numbers.brief(qtyE8, Numbers.decimals(instrument.lotE8()), widths.mostCharacters());
    }

    private void bars(
        final TextColumn<LadderRow> column, final ToLongFunction<LadderRow> value, final LongSupplier most, final boolean isBid, final Ink ink) {
        column.setCellFactory(any -> new DepthCell(
            value, row -> Math.min(1, (double) value.applyAsLong(row) / most.getAsLong()), this::qty, isBid, ink.css()));
    }

    /** Gives every column the width that its texts need, and leaves out what does not fit. */
    private void arrange() {
        if (instrument == null || table.getFixedCellSize() <= 0 || table.getWidth() <= 0) {
            return;
        }
        final boolean wasBrief = widths.isBrief();
        final int before = widths.mostCharacters();
        widths.arrange(rows, instrument, table.getWidth(), table.getFixedCellSize() / ROW_EM);
        ours.setText(widths.isBrief() ? "Ours" : "Ours · ahead");
        ours.setPrefWidth(widths.ours());
        price.setPrefWidth(widths.price());
        for (final TextColumn<LadderRow> column : List.of(bid, ask)) {
            column.setPrefWidth(widths.qty());
        }
        for (final TextColumn<LadderRow> column : List.of(bidDepth, askDepth)) {
            column.setVisible(widths.hasDepth());
            column.setPrefWidth(widths.depth());
        }
        if (wasBrief != widths.isBrief() || before != widths.mostCharacters()) {
            table.refresh();
        }
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
        replace(newest);
        arrange();
        if (isOther) {
            table.lookupAll(".ladder-depth").forEach(cell -> ((DepthCell) cell).drawBar(((DepthCell) cell).getItem()));
        }
    }

    private void replace(final List<LadderRow> newest) {
        if (newest.size() != rows.size()) {
            rows.setAll(newest);
            return;
        }
        for (int i = 0; i < newest.size(); i++) {
            if (!newest.get(i).equals(rows.get(i))) {
                rows.set(i, newest.get(i));
            }
        }
    }

    /** Shows a sentence instead of rows. */
    void say(final String sentence) {
        why.setText(sentence);
        rows.clear();
    }
}
