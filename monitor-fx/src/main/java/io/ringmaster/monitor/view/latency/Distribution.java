package io.ringmaster.monitor.view.latency;

import io.ringmaster.monitor.model.LatencyView;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Drawing;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.plot.Pen;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.HdrHistogram.Histogram;

/** How many events of one stage took how long: both axes grow tenfold with each line, so that one slow event in a million is seen. */
public final class Distribution {

    private static final double LEFT = 62;
    private static final double RIGHT = 30;
    private static final double TOP = 22;
    private static final double ROOM = 100;
    private static final double COLUMN = 6;

    private final Drawing drawing;
    private final Panel panel;
    private LatencyView.Entry entry;

    public Distribution(final Desk desk) {
        drawing = new Drawing(desk, this::draw);
        drawing.setId("distribution");
        panel = new Panel("Distribution", drawing);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final LatencyView.Entry stage) {
        if (stage != entry) {
            entry = stage;
            panel.aside(stage == null ? "" : stage.stage() + ", " + Numbers.count(stage.histogram().getTotalCount()) + " events, mean "
                + Times.duration(Math.round(stage.histogram().getMean())));
            drawing.redraw();
        }
    }

    private void draw(final GraphicsContext graphics, final double width, final double height, final Palette palette) {
        if (entry == null || entry.histogram().getTotalCount() == 0 || width < LEFT + ROOM || height < 80) {
            return;
        }
        final Histogram histogram = entry.histogram();
        final Pen pen = new Pen(graphics, palette);
        final double left = pen.pixels(LEFT);
        final double top = pen.pixels(TOP);
        final double bottom = height - pen.line() - 6;
        final LogScale across = LogScale.around(Math.max(1, histogram.getMinValue()), histogram.getMaxValue(), left, width - pen.pixels(RIGHT));
        final long[] columns = columns(histogram, across);
        long most = 1;
        for (final long count : columns) {
            most = Math.max(most, count);
        }
        final LogScale up = new LogScale(0.5, Math.pow(10, Math.ceil(Math.log10(most + 1))), bottom, top);
        grid(pen, across, up, bottom);
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] > 0) {
                final double y = up.at(columns[i]);
                pen.box(Stages.ink(entry.stage()), left + i * COLUMN, y, COLUMN - 1, bottom - y);
            }
        }
        mark(pen, across, "p50", histogram.getValueAtPercentile(50), top, bottom);
        mark(pen, across, "p99", histogram.getValueAtPercentile(99), top, bottom);
        mark(pen, across, "p99.99", histogram.getValueAtPercentile(99.99), top, bottom);
    }

    /** Events by column of pixels. */
    private static long[] columns(final Histogram histogram, final LogScale across) {
        final double left = across.from();
        final long[] columns = new long[(int) Math.ceil((across.to() - left) / COLUMN) + 1];
        histogram.recordedValues().forEach(value ->
            columns[(int) ((across.at(Math.max(1, value.getValueIteratedTo())) - left) / COLUMN)] += value.getCountAtValueIteratedTo());
        return columns;
    }

    private static void grid(final Pen pen, final LogScale across, final LogScale up, final double bottom) {
        final double left = across.from();
        final double top = up.to();
        for (double value = across.low(); value <= across.high() * 1.001; value *= 10) {
            final double x = across.at(value);
            pen.line(Ink.GRID, x, top, x, bottom);
            pen.text(Ink.MUTED, PercentilePlot.round(value), x, bottom + pen.line() * 3 / 4, TextAlignment.CENTER);
        }
        for (double value = 1; value <= up.high() * 1.001; value *= 10) {
            final double y = up.at(value);
            pen.line(Ink.GRID, left, y, across.to(), y);
            pen.text(Ink.MUTED, Numbers.count(Math.round(value)), left - 8, y, TextAlignment.RIGHT);
        }
        pen.line(Ink.LINE, left, bottom, across.to(), bottom);
        pen.line(Ink.LINE, left, top, left, bottom);
    }

    private static void mark(final Pen pen, final LogScale across, final String name, final long valueNs, final double top, final double bottom) {
        final double x = across.at(Math.max(1, valueNs));
        pen.dashed(Ink.TEXT, x, top, x, bottom);
        pen.text(Ink.TEXT, name, x, top - pen.line() / 2 - 1, TextAlignment.CENTER);
    }
}
