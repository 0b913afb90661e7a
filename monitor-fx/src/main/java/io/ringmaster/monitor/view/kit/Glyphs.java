package io.ringmaster.monitor.view.kit;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.Text;

/**
 * The characters of one font as masks of grey, each rendered once by JavaFX: text is then laid into a {@link Raster} in any colour. Each character
 * stands on a whole pixel, as JavaFX puts grey text. For the JavaFX thread.
 */
final class Glyphs {

    /** A mask: how much of each pixel the character covers, and where it stands from the pen, which is on the baseline. */
    record Glyph(int left, int top, int width, int height, byte[] cover, double advance) {
    }

    private static final String ELLIPSIS = "…";
    private static final int FIRST = '!';
    private static final int TABLED = 0x3000;
    private static final int PER_LINE = 16;

    private static final Map<Font, Glyphs> KNOWN = new HashMap<>();

    private final Font font;
    private final int cell;
    private final int ascent;
    private final int height;
    private final Glyph[] low = new Glyph[TABLED];
    private final Map<Integer, Glyph> high = new HashMap<>();

    private Glyphs(final Font font) {
        this.font = font;
        cell = (int) Math.ceil(font.getSize() * 2.5);
        final Text text = text("x");
        ascent = (int) Math.round(text.getBaselineOffset());
        height = (int) Math.ceil(text.getLayoutBounds().getHeight());
        render(IntStream.range(FIRST, 0x7f).toArray());
    }

    static Glyphs of(final Font font) {
        return KNOWN.computeIfAbsent(font, Glyphs::new);
    }

    /** Pixels from the top of a line to its baseline. */
    int ascent() {
        return ascent;
    }

    /** Pixels of a line of text. */
    int height() {
        return height;
    }

    Glyph glyph(final int codePoint) {
        final Glyph known = codePoint < TABLED ? low[codePoint] : high.get(codePoint);
        if (known != null) {
            return known;
        }
        render(codePoint);
        return glyph(codePoint);
    }

    double width(final String text) {
        double width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += glyph(text.codePointAt(i)).advance;
        }
        return width;
    }

    /** The text itself, or its beginning and an ellipsis if it is wider. */
    String cut(final String text, final double pixels) {
        if (width(text) <= pixels) {
            return text;
        }
        double room = pixels - width(ELLIPSIS);
        int end = 0;
        while (end < text.length()) {
            room -= glyph(text.codePointAt(end)).advance;
            if (room < 0) {
                break;
            }
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private Text text(final String characters) {
        final Text text = new Text(characters);
        text.setFont(font);
        text.setFill(Color.WHITE);
        text.setFontSmoothingType(FontSmoothingType.GRAY);
        return text;
    }

    /** One picture of all of them, in cells with room around each character. */
    private void render(final int... codePoints) {
        final Group group = new Group();
        final double[] advances = new double[codePoints.length];
        for (int i = 0; i < codePoints.length; i++) {
            final Text text = text(Character.toString(codePoints[i]));
            advances[i] = text.getLayoutBounds().getWidth();
            text.relocate(0, 0);
            text.setLayoutX(left(i) + pen());
            text.setLayoutY(top(i) + baseline());
            group.getChildren().add(text);
        }
        final SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(Color.BLACK);
        parameters.setViewport(new Rectangle2D(0, 0, PER_LINE * cell, (codePoints.length / PER_LINE + 1) * (double) cell));
        final PixelReader pixels = group.snapshot(parameters, null).getPixelReader();
        for (int i = 0; i < codePoints.length; i++) {
            keep(codePoints[i], mask(pixels, left(i), top(i), advances[i]));
        }
    }

    private void keep(final int codePoint, final Glyph glyph) {
        if (codePoint < TABLED) {
            low[codePoint] = glyph;
        } else {
            high.put(codePoint, glyph);
        }
    }

    private int left(final int place) {
        return place % PER_LINE * cell;
    }

    private int top(final int place) {
        return place / PER_LINE * cell;
    }

    private int pen() {
        return cell / 4;
    }

    private int baseline() {
        return cell * 2 / 3;
    }

    private Glyph mask(final PixelReader pixels, final int left, final int top, final double advance) {
        int minX = cell;
        int minY = cell;
        int maxX = -1;
        int maxY = -1;
        for (int y = 0; y < cell; y++) {
            for (int x = 0; x < cell; x++) {
                if ((pixels.getArgb(left + x, top + y) & 0xff) != 0) {
                    minX = Math.min(minX, x);
                    maxX = Math.max(maxX, x);
                    minY = Math.min(minY, y);
                    maxY = y;
                }
            }
        }
        final int width = Math.max(0, maxX - minX + 1);
        final int height = Math.max(0, maxY - minY + 1);
        final byte[] cover = new byte[width * height];
        for (int i = 0; i < cover.length; i++) {
            cover[i] = (byte) pixels.getArgb(left + minX + i % width, top + minY + i / width);
        }
        return new Glyph(minX - pen(), minY - baseline(), width, height, cover, advance);
    }
}
