package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Theme;
import io.ringmaster.monitor.view.kit.Times;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * Draws what was wanted against what was held, and below it how many strategies wanted what: longs go up from the line, shorts go down. The wanted
 * exposure is a line, the held one an area, so that they differ without colour.
 */
final class ExposurePainter {

    private static final double RIGHT = 62;
    private static final double BOTTOM = 18;
    private static final double TOP = 20;
    private static final double GAP = 16;
    private static final double VOTES_SHARE = 0.32;
    private static final double TEXT_PIXELS = 11;

    private Moment moment;
    private int instrument;
    private long selectedNs;
    private Exposures drawn;
    private double scale = 1;
    private double top = TOP;
    private double bottom = BOTTOM;

    void show(final Moment shown, final int ofInstrument, final long selectedTimeNs) {
        moment = shown;
        instrument = ofInstrument;
        selectedNs = selectedTimeNs;
    }

    /** The time at a place of the drawing; 0 if nothing is drawn. */
    long timeNs(final double x) {
        return drawn == null ? 0 : drawn.timeNs((int) Math.clamp(x, 0, drawn.targets.length - 1));
    }

    void draw(final GraphicsContext graphics, final double width, final double height, final Palette palette) {
        scale = Theme.scaleOf(graphics.getFont());
        top = Math.round(TOP * scale);
        bottom = Math.round(BOTTOM * scale);
        final int columns = (int) (width - RIGHT * scale);
        if (moment == null || columns < 16 || height < 60) {
            return;
        }
        drawn = new Exposures(moment, instrument, columns);
        graphics.setFont(Font.font(Theme.family(), TEXT_PIXELS * scale));
        graphics.setTextBaseline(VPos.CENTER);
        final int most = drawn.mostVotes();
        final double plot = height - top - bottom;
        final double votes = most == 0 ? 0 : Math.floor((plot - GAP) * VOTES_SHARE);
        final double exposures = most == 0 ? plot : plot - GAP - votes;
        drawExposures(graphics, palette, columns, top, exposures);
        if (most > 0) {
            drawVotes(graphics, palette, columns, height - bottom - votes, votes, most);
        }
        drawTimes(graphics, palette, columns, height);
        drawLegend(graphics, palette);
    }

    private void drawExposures(final GraphicsContext graphics, final Palette palette, final int columns, final double from, final double height) {
        final double largest = drawn.largest();
        final double middle = Math.floor(from + height / 2) + 0.5;
        final double perUnit = height / 2 / largest;
        drawLevel(graphics, palette, columns, from, percent(largest));
        drawLevel(graphics, palette, columns, middle, "0 %");
        drawLevel(graphics, palette, columns, from + height, percent(-largest));
        for (int x = 0; x < columns; x++) {
            final double actual = drawn.actuals[x];
            if (!Double.isNaN(actual) && actual != 0) {
                graphics.setFill(palette.of(actual > 0 ? Ink.UP_FILL : Ink.DOWN_FILL));
                graphics.fillRect(x, actual > 0 ? middle - actual * perUnit : middle, 1, Math.abs(actual) * perUnit);
            }
        }
        graphics.setStroke(palette.of(Ink.ACCENT));
        graphics.setLineWidth(1.5);
        for (int x = 1; x < columns; x++) {
            if (!Double.isNaN(drawn.targets[x]) && !Double.isNaN(drawn.targets[x - 1])) {
                graphics.strokeLine(x - 1, middle - drawn.targets[x - 1] * perUnit, x, middle - drawn.targets[x] * perUnit);
            }
        }
    }

    private void drawVotes(
        final GraphicsContext graphics, final Palette palette, final int columns, final double from, final double height, final int most) {
        final double middle = Math.floor(from + height / 2) + 0.5;
        final double perUnit = height / 2 / most;
        drawLevel(graphics, palette, columns, from, "▲ " + Numbers.count(most));
        drawLevel(graphics, palette, columns, middle, "");
        drawLevel(graphics, palette, columns, from + height, "▼ " + Numbers.count(most));
        for (int x = 0; x < columns; x++) {
            graphics.setFill(palette.of(Ink.UP));
            graphics.fillRect(x, middle - Math.max(0, drawn.longs[x]) * perUnit, 1, Math.max(0, drawn.longs[x]) * perUnit);
            graphics.setFill(palette.of(Ink.DOWN));
            graphics.fillRect(x, middle, 1, Math.max(0, drawn.shorts[x]) * perUnit);
        }
    }

    private static String percent(final double exposure) {
        return (exposure < 0 ? Numbers.MINUS : '+') + Numbers.plain(Math.abs(exposure) * 100, 0) + " %";
    }

    private static void drawLevel(final GraphicsContext graphics, final Palette palette, final int columns, final double y, final String text) {
        final double line = Math.floor(y) + 0.5;
        graphics.setStroke(palette.of(Ink.GRID));
        graphics.setLineWidth(1);
        graphics.strokeLine(0, line, columns, line);
        graphics.setFill(palette.of(Ink.MUTED));
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.fillText(text, columns + 6, line);
    }

    private void drawTimes(final GraphicsContext graphics, final Palette palette, final int columns, final double height) {
        graphics.setFill(palette.of(Ink.MUTED));
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.fillText(Times.seconds(drawn.fromNs), 0, height - bottom / 2);
        graphics.setTextAlign(TextAlignment.RIGHT);
        graphics.fillText(Times.seconds(drawn.toNs), columns, height - bottom / 2);
        graphics.setTextAlign(TextAlignment.LEFT);
        if (selectedNs >= drawn.fromNs && selectedNs <= drawn.toNs) {
            final double x = drawn.x(selectedNs) + 0.5;
            graphics.setStroke(palette.of(Ink.TEXT));
            graphics.setLineWidth(1);
            graphics.setLineDashes(2, 3);
            graphics.strokeLine(x, top, x, height - bottom);
            graphics.setLineDashes();
        }
    }

    private void drawLegend(final GraphicsContext graphics, final Palette palette) {
        graphics.setStroke(palette.of(Ink.ACCENT));
        graphics.setLineWidth(1.5);
        graphics.strokeLine(0, top / 2, 16 * scale, top / 2);
        graphics.setFill(palette.of(Ink.UP_FILL));
        graphics.fillRect(76 * scale, top / 2 - 4, 8 * scale, 8);
        graphics.setFill(palette.of(Ink.DOWN_FILL));
        graphics.fillRect(84 * scale, top / 2 - 4, 8 * scale, 8);
        graphics.setFill(palette.of(Ink.MUTED));
        graphics.fillText("wanted", 22 * scale, top / 2);
        graphics.fillText("held", 98 * scale, top / 2);
    }
}
