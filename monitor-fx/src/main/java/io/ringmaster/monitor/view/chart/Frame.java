package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import javafx.scene.canvas.GraphicsContext;

/**
 * One frame of the chart while it is drawn: what, where and in which colours.
 *
 * @param layout where the plots and axes are
 */
record Frame(GraphicsContext graphics, Palette palette, Visible visible, TimeAxis time, PriceAxis price, Layout layout, Timeframe timeframe) {

    void fill(final Ink ink) {
        graphics.setFill(palette.of(ink));
    }

    void stroke(final Ink ink) {
        graphics.setStroke(palette.of(ink));
    }

    /** The middle of a pixel, where a line of one pixel is sharp. */
    static double sharp(final double pixel) {
        return Math.floor(pixel) + 0.5;
    }

    /** A price in pixels, held in the plot. */
    double yInPlot(final long priceE8) {
        return Math.clamp(price.yOf(priceE8), 0, layout.priceBottom());
    }

    void line(final double fromX, final double fromY, final double toX, final double toY) {
        graphics.strokeLine(fromX, fromY, toX, toY);
    }

    /** A horizontal line in the price plot. */
    void level(final double fromX, final double toX, final long priceE8) {
        final double left = Math.max(0, fromX);
        final double right = Math.min(layout.plotWidth(), toX);
        if (price.isVisible(priceE8) && right > left) {
            final double y = sharp(price.yOf(priceE8));
            line(left, y, right, y);
        }
    }
}
