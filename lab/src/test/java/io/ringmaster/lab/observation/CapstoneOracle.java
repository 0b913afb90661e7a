package io.ringmaster.lab.observation;

import io.ringmaster.schema.Signal;
import java.util.ArrayList;
import java.util.List;

/** The capstone's state vector written after its trainer, one number after the other, with one of its server's faults planted if wanted. */
final class CapstoneOracle {

    /** What the original's server did differently from its trainer; numbers are those of the list in the reference. */
    enum Skew {
        NONE, TURBULENCE_NOT_PASSED_3, UNSIGNED_SHORT_4, FORMING_CANDLE_5, OTHER_BARS_6, COUNTERS_STUCK_9, BALANCE_CONSTANT_10, VIX_IGNORED_15,
        CAST_BEFORE_SCALE_16
    }

    private final Skew skew;
    private final PlainBars bars = new PlainBars();
    private final List<Double> returns = new ArrayList<>();
    double vix = Double.NaN;
    int barsInPosition;
    int barsSinceStop;

    CapstoneOracle(final Skew skew) {
        this.skew = skew;
    }

    void add(final double open, final double high, final double low, final double close, final double volume) {
        bars.add(open, high, low, close, volume);
    }

    /** Whether a value must be equal to the bit; between are the indicators and the turbulence. */
    static boolean isExact(final int index) {
        return index < 6 || index >= 14;
    }

    float[] vector(final FakeState state) {
        final PlainBars seen = seen();
        final double close = seen.close.getLast();
        final List<Float> out = new ArrayList<>();
        final double balance = skew == Skew.BALANCE_CONSTANT_10 ? 10_000 : (state.equityE8 - state.unrealisedE8) / 1e8;
        out.add((float) (balance / 100_000));
        out.add((float) (seen.open.getLast() / close));
        out.add((float) (seen.high.getLast() / close));
        out.add((float) (seen.low.getLast() / close));
        out.add(1f);
        out.add((float) (StrictMath.log1p(seen.volume.getLast()) / 20));
        final double mean = PlainBars.mean(seen.close, 20);
        final double width = 2 * PlainBars.deviation(seen.close, 20, 0);
        out.add((float) (early(seen.macdLine()) / close * 50));
        out.add((float) (early(mean + width) / close));
        out.add((float) (early(mean - width) / close));
        out.add((float) (early(seen.rsi(30)) / 100));
        out.add((float) (early(seen.dx(30)) / 100));
        out.add((float) (early(PlainBars.mean(seen.close, 30)) / close));
        out.add((float) (early(PlainBars.mean(seen.close, 60)) / close));
        out.add((float) StrictMath.tanh(20 * turbulence(seen)));
        out.add(Double.isNaN(vix) || skew == Skew.VIX_IGNORED_15 ? 0 : (float) StrictMath.tanh(vix / 100));
        for (final Signal signal : state.signals) {
            for (final Signal each : List.of(Signal.FLAT, Signal.LONG, Signal.SHORT, Signal.HOLD)) {
                out.add(signal == each ? 1f : 0f);
            }
        }
        position(state, close, out);
        final float[] vector = new float[out.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = out.get(i);
        }
        return vector;
    }

    private void position(final FakeState state, final double close, final List<Float> out) {
        final double signed = state.positionE8 / 1e8;
        final double held = skew == Skew.UNSIGNED_SHORT_4 ? Math.abs(signed) : signed;
        final double entry = state.entryE8 / 1e8;
        final double equity = state.equityE8 / 1e8;
        out.add((float) (held / 4.0));
        out.add((float) Math.signum(held));
        out.add((float) Math.clamp(held * close / (2.0 * equity), -1, 1));
        out.add(signed == 0 ? 0 : (float) StrictMath.tanh(10 * (entry / close - 1)));
        out.add(signed == 0 ? 0 : (float) StrictMath.tanh(10 * Math.signum(held) * (close / entry - 1)));
        out.add(state.stopE8 == 0 ? 0 : (float) StrictMath.tanh(20 * (state.stopE8 / 1e8 / close - 1)));
        final boolean isStuck = skew == Skew.COUNTERS_STUCK_9;
        out.add((float) StrictMath.tanh((isStuck ? 0 : barsInPosition) / 100.0));
        out.add(barsSinceStop < 0 ? 1 : (float) StrictMath.tanh((isStuck ? 0 : barsSinceStop) / 50.0));
    }

    private double early(final double indicator) {
        return skew == Skew.CAST_BEFORE_SCALE_16 ? (float) indicator : indicator;
    }

    private double turbulence(final PlainBars seen) {
        returns.clear();
        for (int i = Math.max(1, seen.size() - 20); i < seen.size(); i++) {
            returns.add(seen.close.get(i) / seen.close.get(i - 1) - 1);
        }
        return skew == Skew.TURBULENCE_NOT_PASSED_3 ? 0 : PlainBars.deviation(returns, 20, 1);
    }

    private PlainBars seen() {
        if (skew != Skew.FORMING_CANDLE_5 && skew != Skew.OTHER_BARS_6) {
            return bars;
        }
        final PlainBars other = new PlainBars();
        final int step = skew == Skew.OTHER_BARS_6 ? 2 : 1;
        for (int i = bars.size() % step; i < bars.size(); i += step) {
            final int last = i + step - 1;
            other.add(
                bars.open.get(i), Math.max(bars.high.get(i), bars.high.get(last)), Math.min(bars.low.get(i), bars.low.get(last)),
                bars.close.get(last), bars.volume.get(i) + (step == 1 ? 0 : bars.volume.get(last)));
        }
        if (skew == Skew.FORMING_CANDLE_5) {
            final double close = bars.close.getLast();
            other.add(close, close * 1.0001, close, close * 1.0001, 0.1);
        }
        return other;
    }
}
