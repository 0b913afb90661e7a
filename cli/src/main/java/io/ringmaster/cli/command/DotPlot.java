package io.ringmaster.cli.command;

import java.util.Arrays;
import java.util.Locale;

/** Many returns as dots on one axis, and one that stands out, as SVG. */
final class DotPlot {

    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 110;
    private static final int MARGIN = 40;
    private static final int LINE = 66;
    private static final int RADIUS = 5;
    private static final int TICKS = 4;

    private DotPlot() {
    }

    /** Equal dots are piled up. */
    static String svg(final double[] returns, final double special) {
        final double[] sorted = Arrays.stream(returns).sorted().toArray();
        final double low = Math.min(special, sorted[0]);
        final double high = Math.max(Math.max(special, sorted[sorted.length - 1]), low + 1e-6);
        final StringBuilder svg = new StringBuilder(String.format(
            Locale.ROOT, "<svg viewBox=\"0 0 %d %d\"><path d=\"M%d %dH%d\" stroke=\"#9aa3b0\"/>%n", WIDTH, HEIGHT, MARGIN, LINE, WIDTH - MARGIN));
        for (int i = 0; i <= TICKS; i++) {
            final double value = low + (high - low) * i / TICKS;
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%+.1f %%</text>%n", x(value, low, high), LINE + 22,
                100 * value));
        }
        double before = Double.NEGATIVE_INFINITY;
        int pile = 0;
        for (final double each : sorted) {
            final double x = x(each, low, high);
            pile = x - before < 2 * RADIUS ? pile + 1 : 0;
            before = pile == 0 ? x : before;
            svg.append(String.format(
                Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%d\" r=\"%d\" fill=\"#9aa3b0\"/>%n", x, LINE - RADIUS - 2 * RADIUS * pile, RADIUS));
        }
        final double x = x(special, low, high);
        return svg.append(String.format(
            Locale.ROOT, "<path d=\"M%.1f 16V%d\" stroke=\"#0b3d91\" stroke-width=\"3\"/><text x=\"%.1f\" y=\"12\" text-anchor=\"middle\">policy</text>%n",
            x, LINE + 6, x)).append("</svg>\n").toString();
    }

    private static double x(final double value, final double low, final double high) {
        return MARGIN + (value - low) / (high - low) * (WIDTH - 2 * MARGIN);
    }
}
