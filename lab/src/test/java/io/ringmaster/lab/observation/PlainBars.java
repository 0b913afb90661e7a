package io.ringmaster.lab.observation;

import java.util.ArrayList;
import java.util.List;

/** Bars kept as lists, and indicators computed from the first bar on each time they are asked for. The newest bar is the last. */
final class PlainBars {

    final List<Double> open = new ArrayList<>();
    final List<Double> high = new ArrayList<>();
    final List<Double> low = new ArrayList<>();
    final List<Double> close = new ArrayList<>();
    final List<Double> volume = new ArrayList<>();

    int size() {
        return close.size();
    }

    void add(final double o, final double h, final double l, final double c, final double v) {
        open.add(o);
        high.add(h);
        low.add(l);
        close.add(c);
        volume.add(v);
    }

    /** The value some bars ago; NaN before the first. */
    static double ago(final List<Double> values, final int bars) {
        return values.size() > bars ? values.get(values.size() - 1 - bars) : Double.NaN;
    }

    static List<Double> last(final List<Double> values, final int n) {
        return values.size() < n ? List.of() : values.subList(values.size() - n, values.size());
    }

    static double mean(final List<Double> values, final int n) {
        double sum = 0;
        for (final double value : last(values, n)) {
            sum += value;
        }
        return values.size() < n ? Double.NaN : sum / n;
    }

    /** @param degrees 0 for the population's, 1 for the sample's */
    static double deviation(final List<Double> values, final int n, final int degrees) {
        final double mean = mean(values, n);
        double squares = 0;
        for (final double value : last(values, n)) {
            squares += (value - mean) * (value - mean);
        }
        return values.size() < n ? Double.NaN : Math.sqrt(squares / (n - degrees));
    }

    /** Exponential average from a bar on, seeded with the mean of its first n. */
    static List<Double> ema(final List<Double> values, final int n, final int skip) {
        final List<Double> out = new ArrayList<>();
        double average = 0;
        for (int i = skip; i < values.size(); i++) {
            final int seen = i - skip + 1;
            average = seen <= n ? average + values.get(i) / n : average + 2.0 / (n + 1) * (values.get(i) - average);
            if (seen >= n) {
                out.add(average);
            }
        }
        return out;
    }

    double macdLine() {
        final List<Double> line = macdLines();
        return line.isEmpty() ? Double.NaN : line.getLast();
    }

    private List<Double> macdLines() {
        final List<Double> fast = ema(close, 12, 14);
        final List<Double> slow = ema(close, 26, 0);
        final List<Double> line = new ArrayList<>();
        for (int i = 0; i < slow.size(); i++) {
            line.add(fast.get(i) - slow.get(i));
        }
        return line;
    }

    double macdHistogram() {
        final List<Double> line = macdLines();
        final List<Double> signal = ema(line, 9, 0);
        return signal.isEmpty() ? Double.NaN : line.getLast() - signal.getLast();
    }

    double rsi(final int n) {
        double rises = 0;
        double falls = 0;
        for (int i = 1; i < size(); i++) {
            final double change = close.get(i) - close.get(i - 1);
            rises = i <= n ? rises + Math.max(change, 0) / n : (rises * (n - 1) + Math.max(change, 0)) / n;
            falls = i <= n ? falls + Math.max(-change, 0) / n : (falls * (n - 1) + Math.max(-change, 0)) / n;
        }
        return size() <= n ? Double.NaN : 100 * rises / (rises + falls);
    }

    /** Wilder's directional index from sums that lose an nth part a bar. */
    double dx(final int n) {
        double plus = 0;
        double minus = 0;
        for (int i = 1; i < size(); i++) {
            final double up = high.get(i) - high.get(i - 1);
            final double down = low.get(i - 1) - low.get(i);
            plus += (up > down && up > 0 ? up : 0) - plus / n;
            minus += (down > up && down > 0 ? down : 0) - minus / n;
        }
        return 100 * Math.abs(plus - minus) / (plus + minus);
    }
}
