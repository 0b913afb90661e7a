package io.ringmaster.strategies.library;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.Recommendation;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.units.FixedPoint;

/**
 * Three supertrends must agree: LONG when all three of the buying set point up, SHORT when all three of the selling set point down, both
 * only on a bar with volume; HOLD when both or neither do. With exits on, FLAT ends a LONG when the second selling line points down, and
 * a SHORT when the second buying line points up.
 *
 * <p>Stop (ours): the nearest of the three lines. Source: freqtrade-strategies, FSupertrendStrategy.py at d504f672; the second selling
 * set is that of AlgoTrading-Capstone/rl-training; reference, strategies 2.
 */
final class TripleSupertrend implements Strategy {

    private static final int LEAST_BARS = 100;
    private static final double[][] BUY = {{4, 8}, {7, 9}, {1, 8}};

    /** Published parameters (multiplier, bars) of the selling set. */
    public enum Sell {
        FTS(new double[][] {{1, 16}, {3, 18}, {6, 18}}),
        CAP(new double[][] {{1, 8}, {2, 9}, {4, 8}}),
        UNTUNED(new double[][] {{1, 14}, {3, 10}, {4, 10}});

        private final double[][] parameters;

        Sell(final double[][] parameters) {
            this.parameters = parameters;
        }
    }

    /** A line and which side of it the close is on. */
    private record Line(Indicator line, Indicator direction) {

        private boolean isUp() {
            return direction.value() > 0;
        }

        private double value() {
            return line.value();
        }
    }

    private final Line[] buy;
    private final Line[] sell;
    private final boolean exits;
    private Signal side = Signal.FLAT;

    public TripleSupertrend(final Sell selling, final boolean exits, final IndicatorGraph graph) {
        this.exits = exits;
        buy = lines(BUY, graph);
        sell = lines(selling.parameters, graph);
    }

    private static Line[] lines(final double[][] parameters, final IndicatorGraph graph) {
        final Line[] lines = new Line[parameters.length];
        for (int i = 0; i < lines.length; i++) {
            final String declaration = "supertrend(" + (int) parameters[i][1] + "," + parameters[i][0] + ")";
            lines[i] = new Line(graph.indicator(declaration + ".line"), graph.indicator(declaration + ".direction"));
        }
        return lines;
    }

    @Override
    public int warmupBars() {
        int bars = LEAST_BARS;
        for (int i = 0; i < buy.length; i++) {
            bars = Math.max(bars, Math.max(buy[i].line().warmupBars(), sell[i].line().warmupBars()));
        }
        return bars;
    }

    @Override
    public void onBar(final Bar bar, final Recommendation out) {
        final boolean allUp = all(buy, true) && bar.volume > 0;
        final boolean allDown = all(sell, false) && bar.volume > 0;
        if (allUp && !allDown) {
            side = Signal.LONG;
            out.enter(Signal.LONG, 1, 1, price(highest(buy)));
        } else if (allDown && !allUp) {
            side = Signal.SHORT;
            out.enter(Signal.SHORT, 1, 1, price(lowest(sell)));
        } else if (exits && isExit()) {
            side = Signal.FLAT;
            out.flat();
        } else {
            out.hold();
        }
    }

    private boolean isExit() {
        return side == Signal.LONG ? !sell[1].isUp() : side == Signal.SHORT && buy[1].isUp();
    }

    private static boolean all(final Line[] lines, final boolean up) {
        for (final Line line : lines) {
            if (Double.isNaN(line.value()) || line.isUp() != up) {
                return false;
            }
        }
        return true;
    }

    private static double highest(final Line[] lines) {
        return Math.max(lines[0].value(), Math.max(lines[1].value(), lines[2].value()));
    }

    private static double lowest(final Line[] lines) {
        return Math.min(lines[0].value(), Math.min(lines[1].value(), lines[2].value()));
    }

    private static long price(final double line) {
        return line > 0 ? FixedPoint.fromDoubleHalfEven(line) : Recommendation.NO_PRICE;
    }
}
