package io.ringmaster.monitor.view.portfolio;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Drawing;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.plot.Pen;
import io.ringmaster.monitor.view.plot.TimeScale;
import io.ringmaster.monitor.view.plot.ValueScale;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.units.FixedPoint;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;

/**
 * Equity, drawdown and exposure, one below the other on one axis of time. The crosshair follows the mouse, and its values stand beside the title; a
 * double click goes to that time.
 */
public final class EquityCurves {

    private static final double AXIS_WIDTH = 78;
    private static final double TITLE_HEIGHT = 20;
    private static final double GAP = 8;
    private static final double UPPER_SHARE = 0.56;
    private static final double DRAWDOWN_SHARE = 0.22;
    private static final long CENT_E8 = 1_000_000L;
    private static final long SMALLEST_SHARE_E8 = 10_000L;
    private static final int CROSS = -1;

    private final Desk desk;
    private final Drawing drawing;
    private final Panel panel;
    private EquityHistory history;
    private long maxLeverageE8;
    private TimeScale scale;
    private CurveColumns columns;
    private double mouseX = CROSS;

    public EquityCurves(final Desk desk) {
        this.desk = desk;
        drawing = new Drawing(desk, this::draw);
        drawing.setId("equity-curves");
        panel = new Panel("Equity, drawdown, exposure", drawing);
        drawing.addEventHandler(MouseEvent.MOUSE_MOVED, mouse -> cross(mouse.getX()));
        drawing.addEventHandler(MouseEvent.MOUSE_DRAGGED, mouse -> cross(mouse.getX()));
        drawing.addEventHandler(MouseEvent.MOUSE_EXITED, mouse -> cross(CROSS));
        drawing.addEventHandler(MouseEvent.MOUSE_CLICKED, mouse -> {
            if (mouse.getClickCount() == 2 && scale != null) {
                desk.goTo(scale.timeNs(mouse.getX()));
            }
        });
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        history = new EquityHistory(moment);
        maxLeverageE8 = moment.limits().getOrDefault(LimitKind.MAX_LEVERAGE, 0L);
        if (history.isEmpty()) {
            panel.say("The equity has not changed yet. The curve begins with the first fill.");
        } else {
            panel.showContent();
        }
        say();
        drawing.redraw();
    }

    private void cross(final double x) {
        mouseX = x;
        say();
        drawing.redraw();
    }

    /** The values under the mouse; without a mouse, those of now. */
    private void say() {
        if (history == null || history.isEmpty()) {
            panel.aside("");
            return;
        }
        final EquityHistory.Point point = mouseX < 0 || scale == null ? history.now() : history.at(scale.timeNs(mouseX));
        final long timeNs = mouseX < 0 || scale == null ? point.timeNs() : scale.timeNs(mouseX);
        panel.aside(Times.full(timeNs) + "   equity " + Numbers.money(point.equityE8()) + "   drawdown " + percent(point.drawdownE8())
            + "   exposure " + exposure(point.leverageE8()));
    }

    private static String percent(final long shareE8) {
        return Numbers.percent(shareE8, 2);
    }

    private static String exposure(final long leverageE8) {
        return Numbers.percent(leverageE8, 1);
    }

    private void draw(final GraphicsContext graphics, final double width, final double height, final Palette palette) {
        if (history == null || history.isEmpty() || width < 2 * AXIS_WIDTH || height < 10 * TITLE_HEIGHT) {
            return;
        }
        final Pen pen = new Pen(graphics, palette);
        final double right = width - pen.pixels(AXIS_WIDTH);
        scale = history.scale(0, right);
        columns = columns != null && columns.isGoodFor(history, scale) ? columns : new CurveColumns(history, scale);
        columns.addNow(history);
        final double bottom = height - pen.line() - 2;
        final double room = bottom - 2 * GAP;
        final double second = room * UPPER_SHARE + GAP;
        final double third = second + room * DRAWDOWN_SHARE + GAP;
        pen.times(scale, 0, bottom);
        drawEquity(pen, right, second - GAP);
        drawDrawdown(pen, right, second, third - GAP);
        drawExposure(pen, right, third, bottom);
        pen.line(Ink.LINE, 0, second - GAP / 2, width, second - GAP / 2);
        pen.line(Ink.LINE, 0, third - GAP / 2, width, third - GAP / 2);
        pen.line(Ink.LINE, 0, bottom, width, bottom);
        drawCross(pen, bottom);
    }

    private void drawEquity(final Pen pen, final double right, final double bottom) {
        final long start = history.start().equityE8();
        final ValueScale values = ValueScale.around(
            Math.min(start, columns.equity().lowest()), Math.max(start, columns.equity().highest()), pen.pixels(TITLE_HEIGHT), bottom, 100 * CENT_E8);
        pen.values(values, 0, right, value -> Numbers.fixed(value, values.step(1) < FixedPoint.ONE / 10 ? 2 : 0));
        pen.fill(Ink.UP_FILL, Ink.DOWN_FILL, columns.equity(), 0, values, start);
        pen.dashed(Ink.MUTED, 0, values.y(start), right, values.y(start));
        pen.curve(Ink.ACCENT, columns.equity(), 0, values);
        pen.tag(Ink.ACCENT, Numbers.money(history.now().equityE8()), right + 2, values.y(history.now().equityE8()));
        pen.bold(Ink.TEXT, "Equity, USD", 8, pen.pixels(TITLE_HEIGHT) / 2, TextAlignment.LEFT);
        pen.text(Ink.MUTED, "dashed: cash at the start", 8 + pen.width("Equity, USD") + 12, pen.pixels(TITLE_HEIGHT) / 2, TextAlignment.LEFT);
    }

    private void drawDrawdown(final Pen pen, final double right, final double top, final double bottom) {
        final long lowest = Math.min(-SMALLEST_SHARE_E8, columns.drawdown().lowest());
        final ValueScale values = new ValueScale(lowest + lowest / 6, 0, top + pen.pixels(TITLE_HEIGHT), bottom);
        pen.values(values, 0, right, value -> percent(-value));
        pen.fill(Ink.DOWN_FILL, Ink.DOWN_FILL, columns.drawdown(), 0, values, 0);
        pen.curve(Ink.DOWN, columns.drawdown(), 0, values);
        final long worst = -history.now().drawdownE8();
        pen.tag(Ink.DOWN, percent(-worst), right + 2, Math.max(values.y(worst), values.top() + pen.line() / 2));
        pen.bold(Ink.TEXT, "Drawdown since the highest equity", 8, top + pen.pixels(TITLE_HEIGHT) / 2, TextAlignment.LEFT);
    }

    private void drawExposure(final Pen pen, final double right, final double top, final double bottom) {
        final long highest = Math.max(FixedPoint.ONE / 10, columns.leverage().highest());
        final boolean isLimitNear = maxLeverageE8 > 0 && maxLeverageE8 <= 2 * highest;
        final long end = Math.max(highest, isLimitNear ? maxLeverageE8 : 0);
        final ValueScale values = new ValueScale(0, end + end / 6, top + pen.pixels(TITLE_HEIGHT), bottom);
        pen.values(values, 0, right, EquityCurves::exposure);
        pen.fill(Ink.ACCENT_FILL, Ink.ACCENT_FILL, columns.leverage(), 0, values, 0);
        pen.curve(Ink.ACCENT, columns.leverage(), 0, values);
        if (isLimitNear) {
            pen.dashed(Ink.WARN, 0, values.y(maxLeverageE8), right, values.y(maxLeverageE8));
        }
        final String limit = maxLeverageE8 > 0 ? "limit " + exposure(maxLeverageE8) : "";
        pen.tag(Ink.ACCENT, exposure(history.now().leverageE8()), right + 2, Math.min(values.y(history.now().leverageE8()), bottom - pen.line() / 2));
        pen.bold(Ink.TEXT, "Exposure, positions over equity", 8, top + pen.pixels(TITLE_HEIGHT) / 2, TextAlignment.LEFT);
        pen.text(isLimitNear ? Ink.WARN : Ink.MUTED, limit, 8 + pen.width("Exposure, positions over equity") + 12, top + pen.pixels(TITLE_HEIGHT) / 2, TextAlignment.LEFT);
    }

    private void drawCross(final Pen pen, final double bottom) {
        if (mouseX >= 0 && mouseX <= scale.right()) {
            pen.line(Ink.MUTED, mouseX, 0, mouseX, bottom);
            final String time = Times.seconds(scale.timeNs(mouseX));
            final double half = pen.width(time) / 2 + 4;
            final double middle = Math.clamp(mouseX, half, Math.max(half, scale.right() - half));
            pen.box(Ink.RAISED, middle - half, bottom + 1, 2 * half, pen.line());
            pen.text(Ink.TEXT, time, middle, bottom + pen.line() / 2 + 1, TextAlignment.CENTER);
        }
    }
}
