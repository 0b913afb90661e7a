package io.ringmaster.monitor.view.plot;

import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Theme;
import java.util.function.LongFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/** Draws grids, axes, curves and labels in the colours of a palette. */
public final class Pen {

    /** Height of a label's text, at text of normal size, as are all the others. */
    private static final double TEXT_PIXELS = 11;
    private static final double LINE_PIXELS = 16;
    private static final double PIXELS_PER_LINE = 34;
    private static final double CHARACTER_SHARE = 0.6;
    private static final double HALF = 0.5;
    /** A tag hides the labels that it would touch. */
    private static final double TAG_ROOM = 74;

    private final GraphicsContext graphics;
    private final Palette palette;
    private final double scale;
    private final double textPixels;
    private final double line;

    /** @param graphics with the font of text around it */
    public Pen(final GraphicsContext graphics, final Palette palette) {
        this.graphics = graphics;
        this.palette = palette;
        scale = Theme.scaleOf(graphics.getFont());
        textPixels = TEXT_PIXELS * scale;
        line = pixels(LINE_PIXELS);
        graphics.setFont(Font.font(Theme.family(), textPixels));
        graphics.setLineWidth(1);
        graphics.setLineDashes();
    }

    /** A length that grows with the text, from the length at text of normal size. */
    public double pixels(final double normal) {
        return Math.round(normal * scale);
    }

    /** Room that a label takes, above and below too. */
    public double line() {
        return line;
    }

    private static double sharp(final double pixel) {
        return Math.floor(pixel) + HALF;
    }

    /** A line of one pixel. */
    public void line(final Ink ink, final double fromX, final double fromY, final double toX, final double toY) {
        graphics.setStroke(palette.of(ink));
        graphics.strokeLine(sharp(fromX), sharp(fromY), sharp(toX), sharp(toY));
    }

    /** The same, dashed. */
    public void dashed(final Ink ink, final double fromX, final double fromY, final double toX, final double toY) {
        graphics.setLineDashes(4, 4);
        line(ink, fromX, fromY, toX, toY);
        graphics.setLineDashes();
    }

    public void box(final Ink ink, final double x, final double y, final double width, final double height) {
        graphics.setFill(palette.of(ink));
        graphics.fillRect(x, y, width, height);
    }

    /** Text whose middle line is at y. */
    public void text(final Ink ink, final String text, final double x, final double y, final TextAlignment alignment) {
        graphics.setFill(palette.of(ink));
        graphics.setTextAlign(alignment);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.fillText(text, x, y);
    }

    /** The same in bold. */
    public void bold(final Ink ink, final String text, final double x, final double y, final TextAlignment alignment) {
        final Font before = graphics.getFont();
        graphics.setFont(Font.font(Theme.family(), FontWeight.BOLD, textPixels));
        text(ink, text, x, y, alignment);
        graphics.setFont(before);
    }

    /** Pixels that a text takes at most. */
    public double width(final String label) {
        return Math.ceil(label.length() * textPixels * CHARACTER_SHARE);
    }

    /** Horizontal lines with their values at the right of them. */
    public void values(final ValueScale values, final double left, final double right, final LongFunction<String> label) {
        final long step = values.step(pixels(PIXELS_PER_LINE));
        for (long value = values.firstLine(step); value <= values.high(); value += step) {
            final double y = values.y(value);
            line(Ink.GRID, left, y, right, y);
            if (y > values.top() + textPixels / 2 && y < values.bottom() - textPixels / 2) {
                text(Ink.MUTED, label.apply(value), right + 6, y, TextAlignment.LEFT);
            }
        }
    }

    /** Vertical lines from top to bottom with their times below. */
    public void times(final TimeScale times, final double top, final double bottom) {
        final long step = times.stepNs();
        double end = Double.NEGATIVE_INFINITY;
        for (long time = Math.ceilDiv(times.fromNs(), step) * step; time <= times.toNs(); time += step) {
            final double x = times.x(time);
            line(Ink.GRID, x, top, x, bottom);
            final String label = times.label(time);
            final double half = width(label) / 2;
            if (x - half >= times.left() && x + half <= times.right() + half && x - half > end) {
                end = x + half;
                text(Ink.MUTED, label, x, bottom + line / 2 + 1, TextAlignment.CENTER);
            }
        }
    }

    /** A value in a box at the right end of an axis. */
    public void tag(final Ink ink, final String text, final double x, final double y) {
        final double top = Math.round(y - line / 2);
        box(Ink.PANEL, x, top - 4, pixels(TAG_ROOM), line + 8);
        box(ink, x, top, width(text) + 8, line);
        bold(Ink.PANEL, text, x + 4, y, TextAlignment.LEFT);
    }

    /** A curve that keeps each value until the next one. */
    public void curve(final Ink ink, final Columns columns, final double left, final ValueScale scale) {
        graphics.setStroke(palette.of(ink));
        graphics.setLineWidth(1.5);
        graphics.beginPath();
        boolean isFirst = true;
        double before = 0;
        for (int i = 0; i < columns.width(); i++) {
            if (!columns.has(i)) {
                continue;
            }
            final double x = left + i + HALF;
            final double y = scale.y(columns.first(i));
            if (isFirst) {
                graphics.moveTo(x, y);
            } else {
                graphics.lineTo(x, before);
                graphics.lineTo(x, y);
            }
            if (columns.low(i) != columns.high(i)) {
                graphics.lineTo(x, scale.y(columns.low(i)));
                graphics.lineTo(x, scale.y(columns.high(i)));
                graphics.lineTo(x, scale.y(columns.last(i)));
            }
            before = scale.y(columns.last(i));
            isFirst = false;
        }
        if (!isFirst) {
            graphics.lineTo(left + columns.width(), before);
            graphics.stroke();
        }
        graphics.setLineWidth(1);
    }

    /** Fills what is between a curve and a value, in one colour above the value and in another below it. */
    public void fill(final Ink above, final Ink below, final Columns columns, final double left, final ValueScale scale, final long base) {
        boolean isKnown = false;
        long value = 0;
        final double zero = Math.clamp(scale.y(base), scale.top(), scale.bottom());
        for (int i = 0; i < columns.width(); i++) {
            if (columns.has(i)) {
                isKnown = true;
                value = columns.last(i);
            }
            if (isKnown && value != base) {
                final double y = scale.y(value);
                box(value > base ? above : below, left + i, Math.min(y, zero), 1, Math.abs(y - zero));
            }
        }
    }
}
