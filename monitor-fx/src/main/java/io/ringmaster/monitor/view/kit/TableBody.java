package io.ringmaster.monitor.view.kit;

import java.util.List;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;

/** The drawing. Its own layout is the frame: asking for it lays out nothing else. What stays the same is only moved. */
final class TableBody<T> extends Region {

    private final Desk desk;
    private final Arrangement<T> rows;
    private final ColumnStrip<T> strip;
    private final ReadOnlyObjectProperty<Font> font;
    private final TableScroll scroll;
    private final IntSupplier chosen;
    private final ObservableValue<Number> outputScale = Raster.outputScale(this);
    private final Raster raster = new Raster();
    private final TreeMap<Integer, RowPainter.Line> lines = new TreeMap<>();
    private Look look;
    private int offset;
    private int hovered = -1;

    /** What all rows depend on. */
    private record Look(Palette palette, Font font, double scale, int shift, List<Object> columns) {
    }

    /** @param chosen the place of the selected row */
    TableBody(
        final Desk desk, final Arrangement<T> rows, final ColumnStrip<T> strip, final ReadOnlyObjectProperty<Font> font, final TableScroll scroll,
        final IntSupplier chosen) {
        this.desk = desk;
        this.rows = rows;
        this.strip = strip;
        this.font = font;
        this.scroll = scroll;
        this.chosen = chosen;
        setManaged(false);
        setMouseTransparent(true);
        getChildren().add(raster.node());
    }

    ObservableValue<Number> outputScaleProperty() {
        return outputScale;
    }

    /** Pixels of the screen in one of the scene. */
    double outputScale() {
        return outputScale.getValue().doubleValue();
    }

    /** The rows on the screen as they were drawn, from the top. */
    List<LiveTable.Shown> shown() {
        return lines.entrySet().stream().map(line -> new LiveTable.Shown(line.getKey(), line.getValue().texts())).toList();
    }

    void hover(final int index) {
        if (index != hovered) {
            hovered = index;
            requestLayout();
        }
    }

    private double em() {
        return font.get().getSize();
    }

    /** A whole number of the screen's pixels, so that the rows that are drawn are those that the pointer and the scroll bar mean. */
    double rowHeight() {
        return pixels(em() * 1.7) / outputScale();
    }

    double headHeight() {
        return pixels(em() * 1.85) / outputScale();
    }

    double roomForRows() {
        return Math.max(0, getHeight() - headHeight());
    }

    private int pixels(final double length) {
        return (int) Math.round(length * outputScale());
    }

    RowPainter<T> painter() {
        final Font scaled = Font.font(font.get().getFamily(), em() * outputScale());
        return new RowPainter<>(
            raster, strip, Glyphs.of(scaled), desk.palette().get(), em() * outputScale(), pixels(headHeight()), pixels(scroll.across()));
    }

    @Override
    protected void layoutChildren() {
        final int width = pixels(getWidth());
        final int height = pixels(getHeight());
        if (width <= 0 || height <= 0) {
            return;
        }
        final boolean isOther = raster.resize(width, height, outputScale());
        final Look next = new Look(desk.palette().get(), font.get(), outputScale(), pixels(scroll.across()), strip.look());
        final RowPainter<T> painter = painter();
        final boolean isFull = isOther || !next.equals(look);
        look = next;
        if (isFull) {
            lines.clear();
            painter.head();
        }
        if (drawRows(painter) || isFull) {
            raster.publish();
        }
    }

    /** Returns whether the drawing is another one. */
    private boolean drawRows(final RowPainter<T> painter) {
        final int head = pixels(headHeight());
        final int height = pixels(rowHeight());
        final int before = offset;
        offset = pixels(scroll.down());
        boolean isChanged = offset != before;
        if (isChanged) {
            raster.scroll(head, before - offset);
        }
        final int first = offset / height;
        final int end = Math.min(rows.count(), Math.ceilDiv(offset + raster.height() - head, height));
        final int selected = chosen.getAsInt();
        lines.headMap(first).clear();
        isChanged |= !lines.tailMap(end).isEmpty();
        lines.tailMap(end).clear();
        for (int index = first; index < end; index++) {
            final int top = head + index * height - offset;
            final RowPainter.Line line = RowPainter.line(strip, rows.get(index), index == selected, index == hovered);
            final int topBefore = head + index * height - before;
            final boolean wasWhole = topBefore >= head && topBefore + height <= raster.height();
            if (!line.equals(lines.put(index, line)) || isChanged && !wasWhole) {
                painter.row(line, top, height);
                isChanged = true;
            }
        }
        painter.blank(head + end * height - offset);
        return isChanged;
    }
}
