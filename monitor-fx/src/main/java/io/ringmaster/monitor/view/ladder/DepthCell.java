package io.ringmaster.monitor.view.ladder;

import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javafx.scene.control.TableCell;

/** A quantity over a bar whose length is its share of the largest one in sight. The bars of both sides grow away from the price between them. */
final class DepthCell extends TableCell<LadderRow, LadderRow> {

    private final ToLongFunction<LadderRow> qty;
    private final ToDoubleFunction<LadderRow> share;
    private final LongFunction<String> text;
    private final boolean isBid;
    private final String color;

    /** @param color of the bar, as a stylesheet names it */
    DepthCell(
        final ToLongFunction<LadderRow> qty, final ToDoubleFunction<LadderRow> share, final LongFunction<String> text, final boolean isBid,
        final String color) {
        this.qty = qty;
        this.share = share;
        this.text = text;
        this.isBid = isBid;
        this.color = color;
        getStyleClass().add("ladder-depth");
        widthProperty().addListener((value, before, after) -> drawBar(getItem()));
    }

    @Override
    protected void updateItem(final LadderRow row, final boolean isEmpty) {
        super.updateItem(row, isEmpty);
        setText(isEmpty || row == null || qty.applyAsLong(row) == 0 ? null : text.apply(qty.applyAsLong(row)));
        drawBar(isEmpty ? null : row);
    }

    void drawBar(final LadderRow row) {
        if (row == null || qty.applyAsLong(row) == 0) {
            setStyle("");
            return;
        }
        final long free = Math.round(getWidth() * (1 - share.applyAsDouble(row)));
        setStyle("-fx-background-color: " + color + "; -fx-background-insets: 1 "
            + (isBid ? "0 1 " + free : free + " 1 0") + ";");
    }
}
