package io.ringmaster.monitor.view.latency;

import io.ringmaster.monitor.model.LatencyView;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Drawing;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.plot.Pen;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;

/**
 * The time below which a share of the events stays, for every stage: to the right the share nears 100 %, ten times closer with each line of the grid;
 * upwards the time grows tenfold with each line.
 */
public final class PercentilePlot {

    private static final double LEFT = 62;
    private static final double TOP = 10;
    private static final double LEGEND = 92;
    private static final double[] SHARES = {0, 90, 99, 99.9, 99.99, 99.999};
    private static final String[] LABELS = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"};
    private static final double WHOLE = 100;

    private final Drawing drawing;
    private final Panel panel;
    private List<LatencyView.Entry> entries = List.of();
    private LogScale across;
    private double mouseX = -1;

    public PercentilePlot(final Desk desk) {
        drawing = new Drawing(desk, this::draw);
        drawing.setId("percentiles");
        panel = new Panel("Percentiles", drawing);
        drawing.addEventHandler(MouseEvent.MOUSE_MOVED, mouse -> cross(mouse.getX()));
        drawing.addEventHandler(MouseEvent.MOUSE_EXITED, mouse -> cross(-1));
    }

    public Panel panel() {
        return panel;
    }

    public void show(final List<LatencyView.Entry> stages) {
        if (!stages.equals(entries)) {
            entries = stages;
            drawing.redraw();
        }
    }

    private void cross(final double x) {
        mouseX = x;
        panel.aside(across == null || x < across.from() ? "" : readout(percentile(x)));
        drawing.redraw();
    }

    private double percentile(final double x) {
        return WHOLE - WHOLE / Math.max(1, across.value(x));
    }

    private String readout(final double percentile) {
        final StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "p%.3f", percentile));
        for (final LatencyView.Entry entry : entries) {
            text.append("   ").append(entry.stage()).append(' ').append(Times.duration(entry.histogram().getValueAtPercentile(percentile)));
        }
        return text.toString();
    }

    private void draw(final GraphicsContext graphics, final double width, final double height, final Palette palette) {
        if (entries.isEmpty() || width < LEFT + LEGEND + 60 || height < 80) {
            return;
        }
        final Pen pen = new Pen(graphics, palette);
        final double bottom = height - pen.line() - 6;
        across = new LogScale(1, 100_000, pen.pixels(LEFT), width - pen.pixels(LEGEND));
        final LogScale up = LogScale.around(
            entries.stream().mapToLong(entry -> entry.histogram().getValueAtPercentile(0)).min().orElse(1),
            entries.stream().mapToLong(entry -> entry.histogram().getMaxValue()).max().orElse(1), bottom, pen.pixels(TOP));
        grid(pen, up, bottom);
        final double[] labels = new double[entries.size()];
        for (int i = 0; i < entries.size(); i++) {
            labels[i] = curve(graphics, palette, i, up);
        }
        legend(pen, labels);
        if (mouseX >= across.from() && mouseX <= across.to()) {
            pen.line(Ink.MUTED, mouseX, pen.pixels(TOP), mouseX, bottom);
        }
    }

    private void grid(final Pen pen, final LogScale up, final double bottom) {
        for (int i = 0; i < SHARES.length; i++) {
            final double x = across.at(WHOLE / (WHOLE - SHARES[i]));
            pen.line(Ink.GRID, x, pen.pixels(TOP), x, bottom);
            pen.text(Ink.MUTED, LABELS[i], x, bottom + pen.line() * 3 / 4, TextAlignment.CENTER);
        }
        for (double value = up.low(); value <= up.high() * 1.001; value *= 10) {
            final double y = up.at(value);
            pen.line(Ink.GRID, across.from(), y, across.to(), y);
            pen.text(Ink.MUTED, round(value), across.from() - 8, y, TextAlignment.RIGHT);
        }
        pen.line(Ink.LINE, across.from(), bottom, across.to(), bottom);
        pen.line(Ink.LINE, across.from(), pen.pixels(TOP), across.from(), bottom);
    }

    /** A power of ten of nanoseconds with its unit: 100 ns, 10 µs, 1 ms. */
    static String round(final double ns) {
        final long value = Math.round(ns);
        return value < 1_000 ? value + " ns" : value < 1_000_000 ? value / 1_000 + " µs" : value < 1_000_000_000L ? value / 1_000_000 + " ms"
            : value / 1_000_000_000L + " s";
    }

    /** Draws one stage and returns where it ends. */
    private double curve(final GraphicsContext graphics, final Palette palette, final int place, final LogScale up) {
        graphics.setStroke(palette.of(Stages.ink(entries.get(place).stage())));
        graphics.setLineWidth(1.5);
        graphics.beginPath();
        double y = 0;
        for (double x = across.from(); x <= across.to(); x++) {
            y = up.at(Math.max(up.low(), entries.get(place).histogram().getValueAtPercentile(percentile(x))));
            if (x == across.from()) {
                graphics.moveTo(x, y);
            } else {
                graphics.lineTo(x, y);
            }
        }
        graphics.stroke();
        graphics.setLineWidth(1);
        return y;
    }

    /** The name of each stage at the end of its line, apart from each other. */
    private void legend(final Pen pen, final double[] ends) {
        final Integer[] order = new Integer[ends.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> ends[i]));
        double last = 0;
        for (final int i : order) {
            last = Math.max(ends[i], last + pen.line());
            pen.bold(Stages.ink(entries.get(i).stage()), entries.get(i).stage(), across.to() + 8, last, TextAlignment.LEFT);
        }
    }
}
