package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.model.FillRow;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Times;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** The lines through the place of the mouse, with price and time on the axes, on a canvas of its own: moving it draws no candle again. */
final class Crosshair {

    private static final double[] DASHES = {3, 3};
    private static final double REACH_PIXELS = 8;

    private double x = Double.NaN;
    private double y = Double.NaN;

    void moveTo(final double toX, final double toY) {
        x = toX;
        y = toY;
    }

    void hide() {
        moveTo(Double.NaN, Double.NaN);
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    /** Whether it is in the plots, and not on an axis or outside. */
    boolean isIn(final Layout layout) {
        return x >= 0 && x < layout.plotWidth() && y >= 0 && y < layout.plotBottom();
    }

    /** The candle under it; null in a gap. */
    Candle candle(final Visible visible, final TimeAxis time, final Timeframe timeframe) {
        return visible.candleAt(time.timeAt(x), timeframe.lengthNs());
    }

    /** What the mark nearest to it says; empty if none is near. A fill is nearer than an order. */
    String mark(final Visible visible, final TimeAxis time, final PriceAxis price) {
        double nearest = REACH_PIXELS;
        String text = "";
        for (final OrderRow order : visible.orders()) {
            final double distance = distance(time.xOf(order.timeNs()), price.yOf(Visible.levelE8(order)));
            if (distance < nearest) {
                nearest = distance;
                text = MarkText.of(order, visible.instrument());
            }
        }
        nearest = REACH_PIXELS;
        for (final FillRow fill : visible.fills()) {
            final double distance = distance(time.xOf(fill.timeNs()), price.yOf(fill.priceE8()));
            if (distance < nearest) {
                nearest = distance;
                text = MarkText.of(fill, visible.instrument());
            }
        }
        return text;
    }

    private double distance(final double markX, final double markY) {
        return Math.hypot(markX - x, markY - y);
    }

    void draw(final GraphicsContext graphics, final Palette palette, final Layout layout, final TimeAxis time, final PriceAxis price, final long tickE8) {
        if (!isIn(layout)) {
            return;
        }
        graphics.setFont(layout.font());
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setStroke(palette.of(Ink.MUTED));
        graphics.setLineWidth(1);
        graphics.setLineDashes(DASHES);
        graphics.strokeLine(Frame.sharp(x), 0, Frame.sharp(x), layout.plotBottom());
        graphics.strokeLine(0, Frame.sharp(y), layout.plotWidth(), Frame.sharp(y));
        graphics.setLineDashes();
        final String at = Times.seconds(time.timeAt(x));
        final double width = layout.textWidth(at) + 14;
        final double left = Math.clamp(x - width / 2, 0, Math.max(0, layout.plotWidth() - width));
        tag(graphics, palette, left, layout.plotBottom() + 1, width, layout.line() - 1);
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.fillText(at, left + width / 2, layout.plotBottom() + layout.line() / 2);
        if (y <= layout.priceBottom()) {
            tag(graphics, palette, layout.plotWidth() + 1, Math.floor(y - layout.line() / 2), layout.axisWidth() - 1, layout.line());
            graphics.setTextAlign(TextAlignment.RIGHT);
            final long onTick = Math.round(price.priceAt(y) / (double) tickE8) * tickE8;
            graphics.fillText(Numbers.onStep(onTick, tickE8), layout.width() - 8, Math.floor(y - layout.line() / 2) + layout.line() / 2);
        }
    }

    private static void tag(
        final GraphicsContext graphics, final Palette palette, final double left, final double top, final double width, final double height) {
        graphics.setFill(palette.of(Ink.TEXT));
        graphics.fillRoundRect(left, top, width, height, 4, 4);
        graphics.setFill(palette.of(Ink.PANEL));
    }
}
