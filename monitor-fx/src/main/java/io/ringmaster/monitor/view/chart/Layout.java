package io.ringmaster.monitor.view.chart;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Where the parts of the chart are, in pixels: prices above volume, the price axis at the right, the time axis below.
 *
 * @param font of all text
 */
record Layout(double width, double height, double axisWidth, Font font) {

    private static final Text MEASURE = new Text();
    private static final double VOLUME_SHARE = 0.16;

    /** Room above the candles for the legend, in heights of a line. */
    private static final double LEGEND_LINES = 2.2;

    /** @param widest the longest price on the axis */
    static Layout of(final double width, final double height, final String widest, final Font font) {
        return new Layout(width, height, Math.ceil(textWidth(widest, font)) + 18, font);
    }

    static double textWidth(final String text, final Font font) {
        MEASURE.setFont(font);
        MEASURE.setText(text);
        return MEASURE.getLayoutBounds().getWidth();
    }

    double textWidth(final String text) {
        return textWidth(text, font);
    }

    double line() {
        return Math.ceil(font.getSize() * 1.6);
    }

    double plotWidth() {
        return Math.max(1, width - axisWidth);
    }

    double plotBottom() {
        return Math.max(2, height - line());
    }

    double legendBottom() {
        return line() * LEGEND_LINES;
    }

    double volumeTop() {
        return Math.floor(plotBottom() * (1 - VOLUME_SHARE));
    }

    double priceBottom() {
        return Math.max(1, volumeTop() - 6);
    }
}
