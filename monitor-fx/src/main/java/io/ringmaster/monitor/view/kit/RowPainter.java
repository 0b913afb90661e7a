package io.ringmaster.monitor.view.kit;

import java.util.Arrays;
import java.util.List;

/** Draws the header and the rows of a table into a raster. */
final class RowPainter<T> {

    private static final double PADDING_EM = 0.62;
    private static final double BAR_EM = 2.8;
    private static final double BAR_HEIGHT_EM = 0.31;
    private static final double MARK_EM = 0.16;

    private final Raster raster;
    private final Glyphs glyphs;
    /** By the ordinal of an ink. */
    private final int[] rgb;
    private final double em;
    private final int padding;
    private final ColumnStrip<T> strip;
    private final int head;
    private final int shift;

    /**
     * @param em    height of text
     * @param head  height of the header
     * @param shift so many pixels the columns stand further to the left
     */
    RowPainter(
        final Raster raster, final ColumnStrip<T> strip, final Glyphs glyphs, final Palette palette, final double em, final int head, final int shift) {
        this.raster = raster;
        this.strip = strip;
        this.head = head;
        this.shift = shift;
        this.glyphs = glyphs;
        this.em = em;
        padding = (int) Math.round(em * PADDING_EM);
        rgb = Raster.rgb(palette);
    }

    private int rgb(final Ink ink) {
        return rgb[ink.ordinal()];
    }

    /** What a row shows. Two that are equal look the same. */
    record Line(List<String> texts, List<Ink> inks, List<Double> shares, boolean isSelected, boolean isHovered) {
    }

    static <T> Line line(final ColumnStrip<T> strip, final T row, final boolean isSelected, final boolean isHovered) {
        final int count = strip.columns().size();
        final String[] texts = new String[count];
        final Ink[] inks = new Ink[count];
        final Double[] shares = new Double[count];
        for (int i = 0; i < count; i++) {
            final TextColumn<T> column = strip.columns().get(i).text();
            texts[i] = column.textOf(row);
            inks[i] = column.inkOf(row);
            shares[i] = column.shareOf(row);
        }
        return new Line(Arrays.asList(texts), Arrays.asList(inks), Arrays.asList(shares), isSelected, isHovered);
    }

    void row(final Line line, final int top, final int height) {
        raster.clip(0, head, raster.width(), raster.height());
        raster.fill(0, top, raster.width(), top + height, rgb(line.isSelected || line.isHovered ? Ink.RAISED : Ink.PANEL));
        for (int i = 0; i < line.texts.size(); i++) {
            cell(strip.columns().get(i), line, i, top, height);
        }
        if (line.isSelected) {
            raster.clip(0, head, raster.width(), raster.height());
            raster.fill(0, top, (int) Math.round(em * MARK_EM), top + height, rgb(Ink.ACCENT));
        }
    }

    /** Draws nothing from here on down. */
    void blank(final int top) {
        raster.clip(0, head, raster.width(), raster.height());
        raster.fill(0, top, raster.width(), raster.height(), rgb(Ink.PANEL));
    }

    private void cell(final ColumnStrip.Column<T> column, final Line line, final int place, final int top, final int height) {
        final int left = column.left() - shift + padding;
        final int right = column.right() - shift - padding;
        if (right < 0 || left > raster.width()) {
            return;
        }
        raster.clip(left - padding / 2, head, right + padding / 2, raster.height());
        final double share = line.shares.get(place);
        final int bar = Double.isNaN(share) ? 0 : (int) Math.round(em * BAR_EM);
        final String fitting = glyphs.cut(line.texts.get(place), right - left - (bar == 0 ? 0 : bar + padding));
        final int width = (int) Math.ceil(glyphs.width(fitting));
        final int x = column.text().isAtRight() ? right - width : left + (bar == 0 ? 0 : bar + padding);
        raster.text(glyphs, fitting, x, top + (height - glyphs.height()) / 2 + glyphs.ascent(), rgb(line.inks.get(place)));
        if (bar > 0) {
            bar(x - padding - bar, top, height, bar, share);
        }
    }

    /** Whether a cell of this column is too narrow for a text. */
    boolean isCut(final ColumnStrip.Column<T> column, final String text) {
        return glyphs.width(text) > column.right() - column.left() - 2 * padding;
    }

    private void bar(final int left, final int top, final int height, final int width, final double share) {
        final int thick = Math.max(1, (int) Math.round(em * BAR_HEIGHT_EM));
        final int y = top + (height - thick) / 2;
        raster.fill(left, y, left + width, y + thick, rgb(Ink.LINE));
        raster.fill(left, y, left + (int) Math.round(width * Math.clamp(share, 0, 1)), y + thick, rgb(Ink.ACCENT));
    }

    void head() {
        final int height = head;
        raster.clip(0, 0, raster.width(), height);
        raster.fill(0, 0, raster.width(), height - 1, rgb(Ink.PANEL));
        raster.fill(0, height - 1, raster.width(), height, rgb(Ink.LINE));
        for (final ColumnStrip.Column<T> column : strip.columns()) {
            final int left = column.left() - shift + padding;
            final int right = column.right() - shift - padding;
            raster.clip(left - padding / 2, 0, right + padding / 2, height);
            final Boolean isAscending = strip.isAscending(column);
            final int arrow = isAscending == null ? 0 : (int) Math.round(em * PADDING_EM) + padding / 2;
            final String title = glyphs.cut(column.text().getText(), right - left - arrow);
            final int width = (int) Math.ceil(glyphs.width(title));
            final int x = column.text().isAtRight() ? right - arrow - width : left;
            final Ink ink = isAscending == null ? Ink.MUTED : Ink.TEXT;
            raster.text(glyphs, title, x, (height - glyphs.height()) / 2 + glyphs.ascent(), rgb(ink));
            if (isAscending != null) {
                arrow(x + width + padding / 2, height, isAscending);
            }
        }
    }

    private void arrow(final int left, final int height, final boolean isUp) {
        final int width = (int) Math.round(em * PADDING_EM) | 1;
        final int rows = width / 2 + 1;
        final int top = (height - rows) / 2;
        for (int i = 0; i < rows; i++) {
            final int half = isUp ? i : rows - 1 - i;
            raster.fill(left + width / 2 - half, top + i, left + width / 2 + half + 1, top + i + 1, rgb(Ink.TEXT));
        }
    }
}
