package io.ringmaster.monitor.view.kit;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Window;

/**
 * A picture of opaque pixels that is drawn in memory and shown as one node. For dense drawings that change with every frame: a node for each of their
 * parts, or a canvas, costs a frame many times as much. Coordinates are pixels of the screen. For the JavaFX thread.
 */
final class Raster {

    private static final int OPAQUE = 0xff000000;
    private static final int RED_BLUE = 0xff00ff;
    private static final int GREEN = 0xff00;
    private static final int WHOLE = 256;

    private final ImageView node = new ImageView();
    private PixelBuffer<IntBuffer> buffer;
    private int[] pixels = {};
    private int width;
    private int height;
    private int clipLeft;
    private int clipTop;
    private int clipRight;
    private int clipBottom;

    Raster() {
        node.setSmooth(false);
        node.setMouseTransparent(true);
    }

    /** Pixels of the screen in one of the scene, where a node is shown. */
    static ObservableValue<Number> outputScale(final Node of) {
        return of.sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::outputScaleXProperty).map(Number.class::cast).orElse(1.0);
    }

    ImageView node() {
        return node;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * Gives it another size, if it has not this one. Returns whether what was drawn is lost.
     *
     * @param scale pixels of the screen in a pixel of the scene
     */
    boolean resize(final int newWidth, final int newHeight, final double scale) {
        node.setFitWidth(newWidth / scale);
        node.setFitHeight(newHeight / scale);
        final boolean isOther = newWidth != width || newHeight != height;
        if (isOther) {
            width = newWidth;
            height = newHeight;
            pixels = new int[width * height];
            buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            node.setImage(new WritableImage(buffer));
        }
        return isOther;
    }

    /** Shows what was drawn. */
    void publish() {
        buffer.updateBuffer(all -> null);
    }

    /** Nothing is drawn outside this rectangle from now on. */
    void clip(final int left, final int top, final int right, final int bottom) {
        clipLeft = Math.max(0, left);
        clipTop = Math.max(0, top);
        clipRight = Math.min(width, right);
        clipBottom = Math.min(height, bottom);
    }

    /** The colours of a palette, by the ordinal of an ink. */
    static int[] rgb(final Palette palette) {
        return Arrays.stream(Ink.values()).mapToInt(ink -> rgb(palette.of(ink))).toArray();
    }

    static int rgb(final Color color) {
        return OPAQUE | (int) Math.round(color.getRed() * 255) << 16 | (int) Math.round(color.getGreen() * 255) << 8
            | (int) Math.round(color.getBlue() * 255);
    }

    void fill(final int left, final int top, final int right, final int bottom, final int rgb) {
        final int from = Math.max(left, clipLeft);
        final int to = Math.min(right, clipRight);
        for (int y = Math.max(top, clipTop); y < Math.min(bottom, clipBottom) && from < to; y++) {
            Arrays.fill(pixels, y * width + from, y * width + to, rgb);
        }
    }

    /** @param alpha how much of the colour, in [0, 255] */
    void blend(final int left, final int top, final int right, final int bottom, final int rgb, final int alpha) {
        if (alpha >= 0xff) {
            fill(left, top, right, bottom, rgb);
            return;
        }
        final int from = Math.max(left, clipLeft);
        final int to = Math.min(right, clipRight);
        for (int y = Math.max(top, clipTop); y < Math.min(bottom, clipBottom); y++) {
            for (int place = y * width + from; place < y * width + to; place++) {
                pixels[place] = mix(pixels[place], rgb, alpha);
            }
        }
    }

    void blendPixel(final int x, final int y, final int rgb, final double alpha) {
        if (alpha >= 0.5 && x >= clipLeft && x < clipRight && y >= clipTop && y < clipBottom) {
            pixels[y * width + x] = mix(pixels[y * width + x], rgb, (int) (alpha + 0.5));
        }
    }

    /** Moves what stands below a line down, or up if the number is negative. What comes in is what stood there. */
    void scroll(final int top, final int down) {
        final int rows = height - top - Math.abs(down);
        if (rows > 0) {
            final int from = down < 0 ? top - down : top;
            System.arraycopy(pixels, from * width, pixels, (from + down) * width, rows * width);
        }
    }

    /** Text from a place on its baseline. */
    void text(final Glyphs glyphs, final String text, final double left, final int baseline, final int rgb) {
        double pen = left;
        for (int i = 0; i < text.length(); i++) {
            final int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint) - 1;
            final Glyphs.Glyph glyph = glyphs.glyph(codePoint);
            mask(glyph, (int) Math.round(pen) + glyph.left(), baseline + glyph.top(), rgb);
            pen += glyph.advance();
        }
    }

    private void mask(final Glyphs.Glyph glyph, final int left, final int top, final int rgb) {
        final byte[] cover = glyph.cover();
        final int fromX = Math.max(0, clipLeft - left);
        final int toX = Math.min(glyph.width(), clipRight - left);
        final int toY = Math.min(glyph.height(), clipBottom - top);
        for (int y = Math.max(0, clipTop - top); y < toY; y++) {
            final int row = (top + y) * width + left;
            for (int x = fromX; x < toX; x++) {
                final int alpha = cover[y * glyph.width() + x] & 0xff;
                if (alpha != 0) {
                    pixels[row + x] = alpha == 0xff ? rgb : mix(pixels[row + x], rgb, alpha);
                }
            }
        }
    }

    /** @param alpha how much of the second colour, in [0, 255] */
    static int mix(final int below, final int above, final int alpha) {
        // In 256 parts, so that all of a colour is all of it.
        final int weight = alpha + (alpha >> 7);
        return OPAQUE | (below & RED_BLUE) * (WHOLE - weight) + (above & RED_BLUE) * weight >>> 8 & RED_BLUE
            | (below & GREEN) * (WHOLE - weight) + (above & GREEN) * weight >>> 8 & GREEN;
    }
}
