package io.ringmaster.monitor.view.kit;

import java.util.Arrays;
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
    /** By the ordinal of an ink. */
    private final int[] rgb;
    private final double[] opacity;
    private double[] dashes = SOLID;
    private double strength = 1;
    private Glyphs glyphs;

    Brush(final Raster raster, final double scale, final Palette palette) {
        this.raster = raster;
        this.scale = scale;
        rgb = Raster.rgb(palette);
        opacity = Arrays.stream(Ink.values()).mapToDouble(ink -> palette.of(ink).getOpacity()).toArray();
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

    private int rgb(final Ink ink) {
        return rgb[ink.ordinal()];
    }

    private double alpha(final Ink ink) {
        return opacity[ink.ordinal()] * strength * 255;
    }

    /** A rectangle. */
    public void box(final Ink ink, final double x, final double y, final double width, final double height) {
        raster.blend(pixel(x), pixel(y), pixel(x + width), pixel(y + height), rgb(ink), (int) Math.round(alpha(ink)));
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
        final Piece[] pieces = new Piece[Math.max(0, count - 1)];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = Piece.of(xs[i], ys[i], xs[i + 1], ys[i + 1]);
        }
        for (int i = 0; i < pieces.length; i++) {
            final int from = (int) Math.ceil(xs[i] * scale - 0.5) - (i == 0 ? 1 : 0);
            final int to = (int) Math.ceil(xs[i + 1] * scale - 0.5) + (i + 1 == pieces.length ? 1 : 0);
            for (int x = from; x < to; x++) {
                column(x, pieces[Math.max(0, i - 1)], pieces[i], pieces[Math.min(pieces.length - 1, i + 1)], ink);
            }
        }
    }

    private void column(final int x, final Piece before, final Piece piece, final Piece after, final Ink ink) {
        final double middle = (x + 0.5) / scale;
        final double low = Math.min(piece.least(middle), Math.min(before.least(middle), after.least(middle)));
        final double high = Math.max(piece.most(middle), Math.max(before.most(middle), after.most(middle)));
        for (int y = pixel(low) - 2; y <= pixel(high) + 1; y++) {
            final double at = (y + 0.5) / scale;
            final double nearest = Math.min(piece.squared(middle, at), Math.min(before.squared(middle, at), after.squared(middle, at)));
            if (nearest < 1) {
                blend(ink, x, y, Math.sqrt(nearest) - 0.5);
            }
        }
    }

    /** A straight line between two points, of which the first is not right of the second. */
    private record Piece(double x, double y, double alongX, double alongY, double perSquare) {

        private static Piece of(final double fromX, final double fromY, final double toX, final double toY) {
            final double alongX = toX - fromX;
            final double alongY = toY - fromY;
            final double square = alongX * alongX + alongY * alongY;
            return new Piece(fromX, fromY, alongX, alongY, square == 0 ? 0 : 1 / square);
        }

        /** The square of the distance from a point. */
        private double squared(final double atX, final double atY) {
            final double share = Math.max(0, Math.min(1, ((atX - x) * alongX + (atY - y) * alongY) * perSquare));
            final double overX = atX - x - share * alongX;
            final double overY = atY - y - share * alongY;
            return overX * overX + overY * overY;
        }

        /** The least height within a pixel of a place. */
        private double least(final double atX) {
            return Math.min(height(atX - 1), height(atX + 1));
        }

        private double most(final double atX) {
            return Math.max(height(atX - 1), height(atX + 1));
        }

        private double height(final double atX) {
            final double share = alongX == 0 ? atX < x ? 0 : 1 : Math.max(0, Math.min(1, (atX - x) / alongX));
            return y + share * alongY;
        }
    }

    /** How much of a pixel a shape covers whose edge is so far away; less than zero is inside. */
    private double cover(final double distance) {
        return Math.max(0, Math.min(1, 0.5 - distance * scale));
    }

    /** A circle of one pixel around a disc. */
    public void ring(final Ink inside, final Ink edge, final double x, final double y, final double radius) {
        shape(x - radius, y - radius, x + radius, y + radius, (pixelX, pixelY, atX, atY) -> {
            final double distance = Math.sqrt((atX - x) * (atX - x) + (atY - y) * (atY - y)) - radius;
            blend(inside, pixelX, pixelY, distance);
            blend(edge, pixelX, pixelY, Math.abs(distance) - 0.5);
        });
    }

    /** A triangle with two corners at one height; its edge of one pixel lies on a halo of two. */
    public void triangle(
        final Ink inside, final Ink halo, final Ink edge, final double tipX, final double tipY, final double half, final double baseY) {
        final Piece side = Piece.of(0, tipY, half, baseY);
        final Piece base = Piece.of(0, baseY, half, baseY);
        shape(tipX - half, Math.min(tipY, baseY), tipX + half, Math.max(tipY, baseY), (pixelX, pixelY, atX, atY) -> {
            // It is symmetric, so the right half is enough.
            final double right = Math.abs(atX - tipX);
            final double away = Math.sqrt(Math.min(side.squared(right, atY), base.squared(right, atY)));
            final double down = (atY - tipY) / (baseY - tipY);
            final boolean isInside = down >= 0 && down <= 1 && right <= half * down;
            blend(inside, pixelX, pixelY, isInside ? -away : away);
            blend(halo, pixelX, pixelY, away - 1);
            blend(edge, pixelX, pixelY, away - 0.5);
        });
    }

    /** A rectangle with round corners, in a colour that hides what is below. */
    public void roundBox(final Ink ink, final double x, final double y, final double width, final double height, final double radius) {
        box(ink, x, y + radius, width, height - 2 * radius);
        box(ink, x + radius, y, width - 2 * radius, radius);
        box(ink, x + radius, y + height - radius, width - 2 * radius, radius);
        corners(x, y, width, height, radius, (pixelX, pixelY, from) -> blend(ink, pixelX, pixelY, from));
    }

    /** The edge of a rectangle with round corners, one pixel wide. */
    public void roundFrame(final Ink ink, final double x, final double y, final double width, final double height, final double radius) {
        box(ink, x - 0.5, y + radius, 1, height - 2 * radius);
        box(ink, x + width - 0.5, y + radius, 1, height - 2 * radius);
        box(ink, x + radius, y - 0.5, width - 2 * radius, 1);
        box(ink, x + radius, y + height - 0.5, width - 2 * radius, 1);
        corners(x, y, width, height, radius, (pixelX, pixelY, from) -> blend(ink, pixelX, pixelY, Math.abs(from) - 0.5));
    }

    private void corners(
        final double x, final double y, final double width, final double height, final double radius, final Corner corner) {
        for (int right = 0; right < 2; right++) {
            for (int low = 0; low < 2; low++) {
                final double middleX = right == 0 ? x + radius : x + width - radius;
                final double middleY = low == 0 ? y + radius : y + height - radius;
                final double outX = right == 0 ? -1 : 1;
                final double outY = low == 0 ? -1 : 1;
                shape(middleX - radius, middleY - radius, middleX + radius, middleY + radius, (pixelX, pixelY, atX, atY) -> {
                    final double overX = (atX - middleX) * outX;
                    final double overY = (atY - middleY) * outY;
                    if (overX > 0 && overY > 0) {
                        corner.at(pixelX, pixelY, Math.sqrt(overX * overX + overY * overY) - radius);
                    }
                });
            }
        }
    }

    /** What a pixel of a corner becomes that is so far outside it. */
    private interface Corner {
        void at(int pixelX, int pixelY, double from);
    }

    /** What a pixel becomes whose middle is at a place. */
    private interface Pixel {
        void at(int pixelX, int pixelY, double atX, double atY);
    }

    private void shape(final double left, final double top, final double right, final double bottom, final Pixel pixel) {
        for (int y = pixel(top) - 2; y < pixel(bottom) + 2; y++) {
            for (int x = pixel(left) - 2; x < pixel(right) + 2; x++) {
                pixel.at(x, y, (x + 0.5) / scale, (y + 0.5) / scale);
            }
        }
    }

    /** @param from how far the pixel is outside what has this colour */
    private void blend(final Ink ink, final int x, final int y, final double from) {
        final double cover = cover(from);
        if (cover > 0) {
            raster.blendPixel(x, y, rgb(ink), alpha(ink) * cover);
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
        raster.text(glyphs, text, left, top + glyphs.ascent(), rgb(ink));
    }
}
