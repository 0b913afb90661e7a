package io.ringmaster.cli.command;

import io.ringmaster.lab.page.PageParts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Several lines over the same days, as SVG. */
final class LinePlot {

    /** Of Okabe and Ito, for readers who see some colours alike; without yellow, which is faint on white. */
    private static final List<String> COLOURS = List.of("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");
    private static final String BOLD = "#000000";
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 320;
    private static final int LEFT = 50;
    private static final int RIGHT = 15;
    private static final int TOP = 12;
    private static final int BOTTOM = 24;
    private static final int TICKS = 4;
    /** More points than pixels show nothing more. */
    private static final int MOST_POINTS = 900;

    private final List<Line> lines = new ArrayList<>();

    private record Line(String name, double[] values, String colour, Dash dash, boolean isBold) {
    }

    /** How a line is drawn: lines of the same colour differ in it. */
    private enum Dash {

        SOLID("none"), DASHED("7 4"), DOTTED("2 3");

        private final String svg;

        Dash(final String svg) {
            this.svg = svg;
        }

        private String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param values as many in each line */
    void add(final String name, final double[] values, final boolean isBold) {
        if (isBold) {
            lines.add(new Line(name, values, BOLD, Dash.SOLID, true));
        } else {
            final Dash dash = Dash.values()[lines.size() / COLOURS.size() % Dash.values().length];
            lines.add(new Line(name, values, COLOURS.get(lines.size() % COLOURS.size()), dash, false));
        }
    }

    /** @param days of all values but the first, days since 1970 */
    String svg(final long[] days) {
        final double low = lines.stream().flatMapToDouble(line -> Arrays.stream(line.values)).min().orElse(0);
        final double most = lines.stream().flatMapToDouble(line -> Arrays.stream(line.values)).max().orElse(1);
        final double high = most > low ? most : low + 1;
        final StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\">%n", WIDTH, HEIGHT));
        for (int i = 0; i <= TICKS; i++) {
            final double value = low + (high - low) * i / TICKS;
            final double y = y(value, low, high);
            svg.append(String.format(Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#e2e6ec\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>%n",
                LEFT, y, WIDTH - RIGHT, LEFT - 6, y + 4, value));
        }
        for (int i = 0; i <= TICKS; i++) {
            final int place = (days.length - 1) * i / TICKS;
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x(place + 1, days.length), HEIGHT - 6,
                i == 0 ? "start" : i == TICKS ? "end" : "middle", LocalDate.ofEpochDay(days[place])));
        }
        lines.forEach(line -> svg.append(path(line, low, high)));
        return svg.append("</svg>\n").toString();
    }

    private static String path(final Line line, final double low, final double high) {
        final StringBuilder path = new StringBuilder("<path fill=\"none\" stroke=\"").append(line.colour).append("\" stroke-width=\"")
            .append(line.isBold ? "2.5" : "1.5").append("\" stroke-dasharray=\"").append(line.dash.svg).append("\" d=\"");
        final int last = line.values.length - 1;
        final int step = Math.ceilDiv(Math.max(1, last), MOST_POINTS);
        for (int i = 0; i <= last; i = i == last ? last + 1 : Math.min(last, i + step)) {
            path.append(i == 0 ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x(i, last), y(line.values[i], low, high)));
        }
        return path.append("\"/>\n").toString();
    }

    private static double x(final int place, final int last) {
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * place / Math.max(1, last);
    }

    private static double y(final double value, final double low, final double high) {
        return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - BOTTOM - TOP);
    }

    /** What the colours and dashes mean, in the order of the table. */
    String keys() {
        final StringBuilder keys = new StringBuilder("<p class=\"keys\">");
        (lines.getLast().isBold ? lines.reversed() : lines).forEach(line -> keys.append("<span><i style=\"border-top-style:")
            .append(line.dash.css()).append(";border-top-color:").append(line.colour).append("\"></i>").append(PageParts.escaped(line.name)).append("</span> "));
        return keys.append("</p>\n").toString();
    }
}
