package io.ringmaster.monitor.view.kit;

import java.util.function.DoubleBinaryOperator;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * Draws boxes, lines, small shapes and text on a {@link Sheet}, in the colours of its theme. Coordinates are pixels of the scene; a line of one pixel
 * is sharp at a half. Edges that do not lie on pixels are soft.
 */
public final class Brush {

    private static final double[] SOLID = {};

    private final Raster raster;
    private final double scale;
    private final Palette palette;
    private double[] dashes = SOLID;
    private double strength = 1;
    private Glyphs glyphs;

    Brush(final Raster raster, final double scale, final Palette palette) {
        this.raster = raster;
        this.scale = scale;
        this.palette = palette;
        raster.clip(0, 0, raster.width(), raster.height());
    }

    /** Lengths of strokes and gaps of horizontal lines from now on; none for whole lines. */
    public void dashes(final double... lengths) {
        dashes = lengths;
    }

    /** How strong all colours are from now on, in [0, 1]. */
    public void strength(final double share) {
        strength = share;
    }

    /** The font of text from now on. */
    public void font(final Font font) {
        glyphs = Glyphs.of(Font.font(font.getFamily(), font.getSize() * scale));
    }

    private int pixel(final double place) {
        return (int) Math.round(place * scale);
    }

    private int alpha(final Color color) {
        return (int) Math.round(color.getOpacity() * strength * 255);
    }

    /** A rectangle. */
    public void box(final Ink ink, final double x, final double y, final double width, final double height) {
        final Color color = palette.of(ink);
        raster.blend(pixel(x), pixel(y), pixel(x + width), pixel(y + height), Raster.rgb(color), alpha(color));
    }

    /** A line of one pixel. Only horizontal ones have dashes. */
    public void line(final Ink ink, final double fromX, final double fromY, final double toX, final double toY) {
        if (fromY == toY && dashes.length > 0) {
            dashed(ink, Math.min(fromX, toX), Math.max(fromX, toX), fromY);
        } else if (fromY == toY || fromX == toX) {
            box(ink, Math.min(fromX, toX) - 0.5, Math.min(fromY, toY) - 0.5, Math.abs(toX - fromX) + 1, Math.abs(toY - fromY) + 1);
        } else {
            curve(ink, new double[] {Math.min(fromX, toX), Math.max(fromX, toX)}, fromX < toX ? new double[] {fromY, toY} : new double[] {toY, fromY}, 2);
        }
    }

    private void dashed(final Ink ink, final double fromX, final double toX, final double y) {
        double x = fromX;
        for (int i = 0; x <= toX; i++) {
            final double length = dashes[i % dashes.length];
            if (i % 2 == 0) {
                box(ink, x - 0.5, y - 0.5, Math.min(toX, x + length) - x + 1, 1);
            }
            x += length;
        }
    }

    /** A curve of one pixel through points from left to right. Each column of pixels belongs to one piece, and sees the pieces beside it. */
    public void curve(final Ink ink, final double[] xs, final double[] ys, final int count) {
        final Color color = palette.of(ink);
        final int rgb = Raster.rgb(color);
        final int alpha = alpha(color);
        for (int i = 0; i + 1 < count; i++) {
            final int from = (int) Math.ceil(xs[i] * scale - 0.5) - (i == 0 ? 1 : 0);
            final int to = (int) Math.ceil(xs[i + 1] * scale - 0.5) + (i + 2 == count ? 1 : 0);
            for (int x = from; x < to; x++) {
                column(x, xs, ys, Math.max(0, i - 1), Math.min(count - 2, i + 1), rgb, alpha);
            }
        }
    }

    private void column(final int x, final double[] xs, final double[] ys, final int first, final int last, final int rgb, final int alpha) {
        final double middle = (x + 0.5) / scale;
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (int i = first; i <= last; i++) {
            final double left = Math.max(xs[i], middle - 1);
            final double right = Math.min(xs[i + 1], middle + 1);
            if (left <= right) {
                final double slope = xs[i + 1] == xs[i] ? 0 : (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]);
                final double atLeft = ys[i] + (left - xs[i]) * slope;
                final double atRight = xs[i + 1] == xs[i] ? ys[i + 1] : ys[i] + (right - xs[i]) * slope;
                low = Math.min(low, Math.min(atLeft, atRight));
                high = Math.max(high, Math.max(atLeft, atRight));
            }
        }
        for (int y = pixel(low) - 2; y <= pixel(high) + 1; y++) {
            double nearest = 1;
            for (int i = first; i <= last; i++) {
                nearest = Math.min(nearest, squared(middle, (y + 0.5) / scale, xs[i], ys[i], xs[i + 1], ys[i + 1]));
            }
            if (nearest < 1) {
                raster.blendPixel(x, y, rgb, alpha * cover(Math.sqrt(nearest) - 0.5));
            }
        }
    }

    /** How much of a pixel a shape covers whose edge is so far away; less than zero is inside. */
    private double cover(final double distance) {
        return Math.max(0, Math.min(1, 0.5 - distance * scale));
    }

    private static double squared(final double x, final double y, final double fromX, final double fromY, final double toX, final double toY) {
        final double alongX = toX - fromX;
        final double alongY = toY - fromY;
        final double length = alongX * alongX + alongY * alongY;
        final double share = length == 0 ? 0 : Math.max(0, Math.min(1, ((x - fromX) * alongX + (y - fromY) * alongY) / length));
        final double overX = x - fromX - share * alongX;
        final double overY = y - fromY - share * alongY;
        return overX * overX + overY * overY;
    }

    /** A disc. */
    public void disc(final Ink ink, final double x, final double y, final double radius) {
        shape(ink, x - radius, y - radius, x + radius, y + radius, (atX, atY) -> length(atX - x, atY - y) - radius);
    }

    /** A circle of one pixel. */
    public void ring(final Ink ink, final double x, final double y, final double radius) {
        shape(ink, x - radius, y - radius, x + radius, y + radius, (atX, atY) -> Math.abs(length(atX - x, atY - y) - radius) - 0.5);
    }

    /** A rectangle with round corners. */
    public void roundBox(final Ink ink, final double x, final double y, final double width, final double height, final double radius) {
        shape(ink, x, y, x + width, y + height, (atX, atY) -> outside(atX, atY, x, y, width, height, radius));
    }

    /** The edge of a rectangle with round corners, one pixel wide. */
    public void roundFrame(final Ink ink, final double x, final double y, final double width, final double height, final double radius) {
        shape(ink, x, y, x + width, y + height, (atX, atY) -> Math.abs(outside(atX, atY, x, y, width, height, radius)) - 0.5);
    }

    private static double length(final double x, final double y) {
        return Math.sqrt(x * x + y * y);
    }

    private static double outside(
        final double atX, final double atY, final double x, final double y, final double width, final double height, final double radius) {
        final double overX = Math.abs(atX - x - width / 2) - width / 2 + radius;
        final double overY = Math.abs(atY - y - height / 2) - height / 2 + radius;
        return length(Math.max(0, overX), Math.max(0, overY)) + Math.min(0, Math.max(overX, overY)) - radius;
    }

    /** A triangle with two corners at one height. */
    public void triangle(final Ink ink, final double tipX, final double tipY, final double half, final double baseY) {
        shape(ink, tipX - half, Math.min(tipY, baseY), tipX + half, Math.max(tipY, baseY), (x, y) -> beside(x, y, tipX, tipY, half, baseY));
    }

    /** The edge of such a triangle. */
    public void triangleFrame(final Ink ink, final double tipX, final double tipY, final double half, final double baseY, final double width) {
        shape(ink, tipX - half, Math.min(tipY, baseY), tipX + half, Math.max(tipY, baseY), (x, y) ->
            Math.abs(beside(x, y, tipX, tipY, half, baseY)) - width / 2);
    }

    /** From a point to the edge of a triangle: less than zero inside. It is symmetric, so the right half is enough. */
    private static double beside(final double x, final double y, final double tipX, final double tipY, final double half, final double baseY) {
        final double right = Math.abs(x - tipX);
        final double side = squared(right, y, 0, tipY, half, baseY);
        final double base = squared(right, y, 0, baseY, half, baseY);
        final double down = (y - tipY) / (baseY - tipY);
        final boolean isInside = down >= 0 && down <= 1 && right <= half * down;
        return (isInside ? -1 : 1) * Math.sqrt(Math.min(side, base));
    }

    /** Fills what lies within a distance of at most zero, softly at its edge. */
    private void shape(
        final Ink ink, final double left, final double top, final double right, final double bottom, final DoubleBinaryOperator distance) {
        final Color color = palette.of(ink);
        final int rgb = Raster.rgb(color);
        final int alpha = alpha(color);
        for (int y = pixel(top) - 2; y < pixel(bottom) + 2; y++) {
            for (int x = pixel(left) - 2; x < pixel(right) + 2; x++) {
                final double from = distance.applyAsDouble((x + 0.5) / scale, (y + 0.5) / scale);
                raster.blendPixel(x, y, rgb, alpha * cover(from));
            }
        }
    }

    /** Text whose middle line is at y. */
    public void text(final Ink ink, final String text, final double x, final double y, final TextAlignment alignment) {
        final double width = glyphs.width(text);
        final double left = x * scale - switch (alignment) {
            case LEFT, JUSTIFY -> 0;
            case CENTER -> width / 2;
            case RIGHT -> width;
        };
        final int top = (int) Math.round(y * scale - glyphs.height() / 2.0);
        raster.text(glyphs, text, left, top + glyphs.ascent(), Raster.rgb(palette.of(ink)));
    }
}
