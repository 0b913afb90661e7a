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

    /** Height of a label's text. */
    public static final double TEXT_PIXELS = 11;
    /** Room that a label takes, above and below too. */
    public static final double LINE_PIXELS = 16;

    private static final double PIXELS_PER_LINE = 34;
    private static final double CHARACTER_SHARE = 0.6;
    private static final double HALF = 0.5;
    /** A tag hides the labels that it would touch. */
    private static final double TAG_ROOM = 74;

    private final GraphicsContext graphics;
    private final Palette palette;

    public Pen(final GraphicsContext graphics, final Palette palette) {
        this.graphics = graphics;
        this.palette = palette;
        graphics.setFont(Font.font(Theme.family(), TEXT_PIXELS));
        graphics.setLineWidth(1);
        graphics.setLineDashes();
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
        graphics.setFont(Font.font(Theme.family(), FontWeight.BOLD, TEXT_PIXELS));
        text(ink, text, x, y, alignment);
        graphics.setFont(before);
    }

    /** Pixels that a text takes at most. */
    public static double width(final String text) {
        return Math.ceil(text.length() * TEXT_PIXELS * CHARACTER_SHARE);
    }

    /** Horizontal lines with their values at the right of them. */
    public void values(final ValueScale scale, final double left, final double right, final LongFunction<String> label) {
        final long step = scale.step(PIXELS_PER_LINE);
        for (long value = scale.firstLine(step); value <= scale.high(); value += step) {
            final double y = scale.y(value);
            line(Ink.GRID, left, y, right, y);
            if (y > scale.top() + TEXT_PIXELS / 2 && y < scale.bottom() - TEXT_PIXELS / 2) {
                text(Ink.MUTED, label.apply(value), right + 6, y, TextAlignment.LEFT);
            }
        }
    }

    /** Vertical lines from top to bottom with their times below. */
    public void times(final TimeScale scale, final double top, final double bottom) {
        final long step = scale.stepNs();
        for (long time = Math.ceilDiv(scale.fromNs(), step) * step; time <= scale.toNs(); time += step) {
            final double x = scale.x(time);
            line(Ink.GRID, x, top, x, bottom);
            final String label = scale.label(time);
            final double half = width(label) / 2;
            if (x - half >= scale.left() && x + half <= scale.right() + half) {
                text(Ink.MUTED, label, x, bottom + LINE_PIXELS / 2 + 1, TextAlignment.CENTER);
            }
        }
    }

    /** A value in a box at the right end of an axis. */
    public void tag(final Ink ink, final String text, final double x, final double y) {
        final double top = Math.round(y - LINE_PIXELS / 2);
        box(Ink.PANEL, x, top - 4, TAG_ROOM, LINE_PIXELS + 8);
        box(ink, x, top, width(text) + 8, LINE_PIXELS);
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
