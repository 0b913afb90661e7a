package io.ringmaster.monitor.window;

import io.ringmaster.monitor.model.EquityRow;
import io.ringmaster.monitor.model.FillRow;
import io.ringmaster.monitor.model.LatchRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Drawing;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Theme;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.schema.Side;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** The whole session as a strip: equity, our fills, latches, and the moment that is shown. A press or a drag goes to a time. */
final class TimeStrip extends StackPane {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long[] STEPS_S = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 604_800};
    private static final double LABEL_PIXELS = 90;
    private static final double AXIS_PIXELS = 14;
    private static final double TEXT_PIXELS = 10.5;
    private static final double MARK_PIXELS = 4;

    private final Drawing drawing;
    private Moment moment;
    /** The moment of the highest sequence that was shown: it knows most fills. */
    private Moment widest;

    TimeStrip(final Desk desk) {
        getStyleClass().add("time-strip");
        setId("time-strip");
        drawing = new Drawing(desk, this::draw);
        getChildren().add(drawing);
        setOnMousePressed(press -> go(desk, press));
        setOnMouseDragged(drag -> go(desk, drag));
    }

    void show(final Moment next) {
        moment = next;
        widest = widest == null || next.sequence() >= widest.sequence() ? next : widest;
        drawing.redraw();
    }

    /** Another session. */
    void clear() {
        moment = null;
        widest = null;
        drawing.redraw();
    }

    private void go(final Desk desk, final MouseEvent mouse) {
        if (moment != null) {
            final double share = Math.clamp(mouse.getX() / Math.max(1, getWidth()), 0.0, 1.0);
            desk.goTo(moment.firstTimeNs() + (long) (share * (moment.lastTimeNs() - moment.firstTimeNs())));
        }
    }

    private double x(final long timeNs, final double width) {
        final long span = Math.max(1, moment.lastTimeNs() - moment.firstTimeNs());
        return Math.clamp((double) (timeNs - moment.firstTimeNs()) / span, 0.0, 1.0) * width;
    }

    private void draw(final GraphicsContext graphics, final double width, final double height, final Palette palette) {
        if (moment == null) {
            return;
        }
        final double bottom = height - Math.round(AXIS_PIXELS * Theme.scaleOf(graphics.getFont()));
        drawAxis(graphics, width, height, bottom, palette);
        drawEquity(graphics, width, bottom, palette);
        drawMarks(graphics, width, bottom, palette);
        final double now = Math.floor(x(moment.timeNs(), width - 1)) + 0.5;
        graphics.setGlobalAlpha(0.55);
        graphics.setFill(palette.of(Ink.PAGE));
        graphics.fillRect(now, 0, width - now, bottom);
        graphics.setGlobalAlpha(1);
        graphics.setStroke(palette.of(Ink.ACCENT));
        graphics.setLineWidth(1);
        graphics.strokeLine(now, 0, now, bottom);
        graphics.setFill(palette.of(Ink.ACCENT));
        graphics.fillPolygon(new double[] {now - 5, now + 5, now}, new double[] {0, 0, 6}, 3);
    }

    private void drawAxis(final GraphicsContext graphics, final double width, final double height, final double bottom, final Palette palette) {
        final double scale = Theme.scaleOf(graphics.getFont());
        final double label = LABEL_PIXELS * scale;
        final long spanNs = Math.max(1, moment.lastTimeNs() - moment.firstTimeNs());
        long stepNs = STEPS_S[STEPS_S.length - 1] * NS_PER_SECOND;
        for (int i = STEPS_S.length - 1; i >= 0; i--) {
            stepNs = STEPS_S[i] * NS_PER_SECOND / (double) spanNs * width >= label ? STEPS_S[i] * NS_PER_SECOND : stepNs;
        }
        graphics.setFont(Font.font(Theme.family(), TEXT_PIXELS * scale));
        graphics.setTextBaseline(VPos.BOTTOM);
        graphics.setTextAlign(TextAlignment.CENTER);
        for (long tick = (moment.firstTimeNs() / stepNs + 1) * stepNs; tick < moment.lastTimeNs(); tick += stepNs) {
            final double x = Math.floor(x(tick, width)) + 0.5;
            graphics.setStroke(palette.of(Ink.GRID));
            graphics.strokeLine(x, 0, x, bottom);
            graphics.setFill(palette.of(Ink.MUTED));
            if (x > label / 3 && x < width - label / 3) {
                graphics.fillText(stepNs >= 86_400 * NS_PER_SECOND ? Times.day(tick) : Times.seconds(tick), x, height);
            }
        }
    }

    private void drawEquity(final GraphicsContext graphics, final double width, final double bottom, final Palette palette) {
        final Rows<EquityRow> rows = widest.equity();
        if (rows.isEmpty()) {
            return;
        }
        final int step = Math.max(1, rows.size() / (int) Math.max(1, width));
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < rows.size(); i += step) {
            least = Math.min(least, rows.get(i).equityE8());
            most = Math.max(most, rows.get(i).equityE8());
        }
        final double range = Math.max(1, most - least);
        graphics.setStroke(palette.of(Ink.SECOND));
        graphics.setLineWidth(1.2);
        graphics.beginPath();
        double before = 0;
        for (int i = 0; i < rows.size(); i += step) {
            final EquityRow row = rows.get(i);
            final double y = bottom - 4 - (row.equityE8() - least) / range * (bottom - 10);
            final double x = x(row.timeNs(), width);
            if (i == 0) {
                graphics.moveTo(x, y);
            } else {
                // The equity stays what it was until the second in which it changed.
                graphics.lineTo(x, before);
                graphics.lineTo(x, y);
            }
            before = y;
        }
        final double last = bottom - 4 - Math.clamp((rows.last().equityE8() - least) / range, 0.0, 1.0) * (bottom - 10);
        graphics.lineTo(x(moment.lastTimeNs(), width), before);
        graphics.lineTo(x(moment.lastTimeNs(), width), last);
        graphics.stroke();
    }

    private void drawMarks(final GraphicsContext graphics, final double width, final double bottom, final Palette palette) {
        final Rows<FillRow> fills = widest.fills();
        double last = -MARK_PIXELS;
        for (int i = 0; i < fills.size(); i++) {
            final double x = x(fills.timeNs(i), width);
            if (x - last >= 1) {
                final boolean isBuy = fills.get(i).side() == Side.BUY;
                graphics.setFill(palette.of(isBuy ? Ink.UP : Ink.DOWN));
                final double base = isBuy ? bottom : bottom - 2 * MARK_PIXELS;
                graphics.fillPolygon(
                    new double[] {x - MARK_PIXELS, x + MARK_PIXELS, x}, new double[] {base, base, isBuy ? base - 6 : base + 6}, 3);
                last = x;
            }
        }
        for (final LatchRow latch : widest.latches().asList()) {
            graphics.setStroke(palette.of(latch.isLatched() ? Ink.BAD : Ink.GOOD));
            graphics.setLineWidth(2);
            graphics.strokeLine(x(latch.timeNs(), width), 0, x(latch.timeNs(), width), bottom);
        }
    }
}
