package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.FillRow;
import io.ringmaster.monitor.model.OrderChange;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.view.kit.Brush;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;

/**
 * Our orders and fills. A ring stands where an order was placed, a line where it waited, a cross where it was canceled, expired or refused. A fill is a
 * triangle whose tip is at its price: from below for a buy, from above for a sell.
 */
final class OrderPainter {

    static final double FILL_PIXELS = 5;
    private static final double RING_PIXELS = 2.5;
    private static final double CROSS_PIXELS = 3;
    private static final double[] DASHES = {2, 3};
    private static final double[] SOLID = {};

    private final Frame frame;
    private final Brush brush;

    private OrderPainter(final Frame frame) {
        this.frame = frame;
        brush = frame.brush();
    }

    static void draw(final Frame frame) {
        final OrderPainter painter = new OrderPainter(frame);
        for (final OrderRow order : frame.visible().orders()) {
            painter.order(order);
        }
        for (final FillRow fill : frame.visible().fills()) {
            painter.fill(fill);
        }
    }

    static Ink ink(final Side side) {
        return side == Side.BUY ? Ink.UP : Ink.DOWN;
    }

    private void order(final OrderRow order) {
        if (!Visible.isResting(order)) {
            if (order.averagePriceE8() == 0 && !order.isOpen()) {
                cross(ink(order.side()), frame.time().xOf(order.changedTimeNs()), Visible.levelE8(order));
            }
            return;
        }
        final Ink ink = ink(order.side());
        final double end = order.isOpen() ? frame.layout().plotWidth() : frame.time().xOf(order.changedTimeNs());
        brush.dashes(order.type() == OrderType.STOP ? DASHES : SOLID);
        final long lastLevel = waiting(order, end);
        brush.dashes(SOLID);
        ring(ink, frame.time().xOf(order.timeNs()), firstLevelE8(order));
        if (!order.isOpen() && order.state() != OrderState.FILLED) {
            cross(ink, end, lastLevel);
        }
    }

    /** The line where it waited, with its steps where we amended it. */
    private long waiting(final OrderRow order, final double end) {
        long level = firstLevelE8(order);
        double from = frame.time().xOf(order.timeNs());
        for (final OrderChange change : order.life()) {
            if (isAmendment(change) && change.stopPriceE8() != level) {
                final double to = frame.time().xOf(change.timeNs());
                frame.level(ink(order.side()), from, to, level);
                from = to;
                level = change.stopPriceE8();
            }
        }
        frame.level(ink(order.side()), from, end, level);
        return level;
    }

    private static boolean isAmendment(final OrderChange change) {
        return change.kind() == OrderKind.AMEND && change.stopPriceE8() != 0;
    }

    /** The first price of a stop that was amended is not kept: its line begins with the first amendment. */
    private static long firstLevelE8(final OrderRow order) {
        return order.life().stream().anyMatch(OrderPainter::isAmendment) ? 0 : Visible.levelE8(order);
    }

    private boolean isInPlot(final double x, final long priceE8) {
        return priceE8 != 0 && x >= 0 && x <= frame.layout().plotWidth() && frame.price().isVisible(priceE8);
    }

    private void ring(final Ink ink, final double x, final long priceE8) {
        if (isInPlot(x, priceE8)) {
            final double y = Frame.sharp(frame.price().yOf(priceE8));
            brush.ring(Ink.PANEL, ink, x, y, RING_PIXELS);
        }
    }

    private void cross(final Ink ink, final double x, final long priceE8) {
        if (isInPlot(x, priceE8)) {
            final double y = Frame.sharp(frame.price().yOf(priceE8));
            brush.line(ink, x - CROSS_PIXELS, y - CROSS_PIXELS, x + CROSS_PIXELS, y + CROSS_PIXELS);
            brush.line(ink, x - CROSS_PIXELS, y + CROSS_PIXELS, x + CROSS_PIXELS, y - CROSS_PIXELS);
        }
    }

    private void fill(final FillRow fill) {
        final double x = frame.time().xOf(fill.timeNs());
        if (!isInPlot(x, fill.priceE8())) {
            return;
        }
        final double tip = frame.price().yOf(fill.priceE8());
        final double base = tip + (fill.side() == Side.BUY ? 2 : -2) * FILL_PIXELS;
        brush.triangle(ink(fill.side()), Ink.PANEL, Ink.TEXT, x, tip, FILL_PIXELS, base);
    }
}
