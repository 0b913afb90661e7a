package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.view.kit.Brush;
import io.ringmaster.monitor.view.kit.Ink;

/**
 * One frame of the chart while it is drawn: what and where.
 *
 * @param layout where the plots and axes are
 */
record Frame(Brush brush, Visible visible, TimeAxis time, PriceAxis price, Layout layout, Timeframe timeframe) {

    /** The middle of a pixel, where a line of one pixel is sharp. */
    static double sharp(final double pixel) {
        return Math.floor(pixel) + 0.5;
    }

    /** A price in pixels, held in the plot. */
    double yInPlot(final long priceE8) {
        return Math.clamp(price.yOf(priceE8), 0, layout.priceBottom());
    }

    /** A horizontal line in the price plot. */
    void level(final Ink ink, final double fromX, final double toX, final long priceE8) {
        final double left = Math.max(0, fromX);
        final double right = Math.min(layout.plotWidth(), toX);
        if (price.isVisible(priceE8) && right > left) {
            final double y = sharp(price.yOf(priceE8));
            brush.line(ink, left, y, right, y);
        }
    }
}
