package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.model.FillRow;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Times;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.shape.Line;

/** The lines through the place of the mouse, with price and time on the axes. They are nodes above the drawing: moving them draws no candle again. */
final class Crosshair {

    private static final double REACH_PIXELS = 8;

    private final Line vertical = new Line();
    private final Line horizontal = new Line();
    private final Label timeTag = new Label();
    private final Label priceTag = new Label();
    private double x = Double.NaN;
    private double y = Double.NaN;

    Crosshair() {
        for (final Node node : nodes()) {
            node.getStyleClass().add(node instanceof Line ? "chart-cross" : "chart-tag");
            node.setManaged(false);
            node.setMouseTransparent(true);
            node.setVisible(false);
        }
        timeTag.setId("chart-cross-time");
        priceTag.setId("chart-cross-price");
    }

    List<Node> nodes() {
        return List.of(vertical, horizontal, timeTag, priceTag);
    }

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

    /** Puts the lines and tags where the mouse is, or hides them outside the plots. */
    void place(final Layout layout, final TimeAxis time, final PriceAxis price, final long tickE8) {
        final boolean isIn = isIn(layout);
        final boolean hasPrice = isIn && y <= layout.priceBottom();
        vertical.setVisible(isIn);
        horizontal.setVisible(isIn);
        timeTag.setVisible(isIn);
        priceTag.setVisible(hasPrice);
        if (!isIn) {
            return;
        }
        line(vertical, Frame.sharp(x), 0, Frame.sharp(x), layout.plotBottom());
        line(horizontal, 0, Frame.sharp(y), layout.plotWidth(), Frame.sharp(y));
        timeTag.setText(Times.seconds(time.timeAt(x)));
        final double width = layout.textWidth(timeTag.getText()) + 16;
        final double left = Math.floor(Math.clamp(x - width / 2, 0, Math.max(0, layout.plotWidth() - width)));
        timeTag.resizeRelocate(left, layout.plotBottom() + 1, width, layout.line() - 1);
        if (hasPrice) {
            priceTag.setText(Numbers.onStep(Math.round(price.priceAt(y) / (double) tickE8) * tickE8, tickE8));
            priceTag.resizeRelocate(layout.plotWidth() + 1, Math.floor(y - layout.line() / 2), layout.axisWidth() - 1, layout.line());
        }
    }

    private static void line(final Line line, final double fromX, final double fromY, final double toX, final double toY) {
        line.setStartX(fromX);
        line.setStartY(fromY);
        line.setEndX(toX);
        line.setEndY(toY);
    }
}
