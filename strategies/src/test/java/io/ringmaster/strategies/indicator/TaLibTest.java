package io.ringmaster.strategies.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.ringmaster.strategies.Bars;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every indicator TA-Lib has too, value by value: the same first bar, and the same numbers but for rounding. */
class TaLibTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final int BARS = 50_000;
    private static final Core TA = new Core();

    /** One call of TA-Lib over all bars. */
    @FunctionalInterface
    interface Call {

        RetCode compute(Bars bars, int last, MInteger begin, MInteger count, double[] out);
    }

    static Stream<Arguments> indicators() {
        return Stream.of(
            of("sma(20)", (b, e, i, n, o) -> TA.sma(0, e, b.close, 20, i, n, o)),
            of("sum(volume,10)", (b, e, i, n, o) -> TA.sum(0, e, b.volume, 10, i, n, o)),
            of("ema(26)", (b, e, i, n, o) -> TA.ema(0, e, b.close, 26, i, n, o)),
            of("wma(15)", (b, e, i, n, o) -> TA.wma(0, e, b.close, 15, i, n, o)),
            of("dema(12)", (b, e, i, n, o) -> TA.dema(0, e, b.close, 12, i, n, o)),
            of("tema(12)", (b, e, i, n, o) -> TA.tema(0, e, b.close, 12, i, n, o)),
            of("kama(10)", (b, e, i, n, o) -> TA.kama(0, e, b.close, 10, i, n, o)),
            of("rsi(14)", (b, e, i, n, o) -> TA.rsi(0, e, b.close, 14, i, n, o)),
            of("roc(10)", (b, e, i, n, o) -> TA.roc(0, e, b.close, 10, i, n, o)),
            of("momentum(10)", (b, e, i, n, o) -> TA.mom(0, e, b.close, 10, i, n, o)),
            of("cmo(14)", (b, e, i, n, o) -> TA.cmo(0, e, b.close, 14, i, n, o)),
            of("cci(20)", (b, e, i, n, o) -> TA.cci(0, e, b.high, b.low, b.close, 20, i, n, o)),
            of("mfi(14)", (b, e, i, n, o) -> TA.mfi(0, e, b.high, b.low, b.close, b.volume, 14, i, n, o)),
            of("williams_r(14)", (b, e, i, n, o) -> TA.willR(0, e, b.high, b.low, b.close, 14, i, n, o)),
            of("trix(15)", (b, e, i, n, o) -> TA.trix(0, e, b.close, 15, i, n, o)),
            of("tr", (b, e, i, n, o) -> TA.trueRange(0, e, b.high, b.low, b.close, i, n, o)),
            of("atr(14)", (b, e, i, n, o) -> TA.atr(0, e, b.high, b.low, b.close, 14, i, n, o)),
            of("natr(14)", (b, e, i, n, o) -> TA.natr(0, e, b.high, b.low, b.close, 14, i, n, o)),
            of("adx(14).adx", (b, e, i, n, o) -> TA.adx(0, e, b.high, b.low, b.close, 14, i, n, o)),
            of("dx(14)", (b, e, i, n, o) -> TA.dx(0, e, b.high, b.low, b.close, 14, i, n, o)),
            of("adx(14).plus_di", (b, e, i, n, o) -> TA.plusDI(0, e, b.high, b.low, b.close, 14, i, n, o)),
            of("adx(14).minus_di", (b, e, i, n, o) -> TA.minusDI(0, e, b.high, b.low, b.close, 14, i, n, o)),
            of("aroon(25).up", (b, e, i, n, o) -> TA.aroon(0, e, b.high, b.low, 25, i, n, new double[o.length], o)),
            of("aroon(25).down", (b, e, i, n, o) -> TA.aroon(0, e, b.high, b.low, 25, i, n, o, new double[o.length])),
            of("macd(12,26,9).line", (b, e, i, n, o) -> TA.macd(0, e, b.close, 12, 26, 9, i, n, o, new double[o.length], new double[o.length])),
            of("macd(12,26,9).signal", (b, e, i, n, o) -> TA.macd(0, e, b.close, 12, 26, 9, i, n, new double[o.length], o, new double[o.length])),
            of("macd(12,26,9).histogram",
                (b, e, i, n, o) -> TA.macd(0, e, b.close, 12, 26, 9, i, n, new double[o.length], new double[o.length], o)),
            of("bollinger(20,2).upper", (b, e, i, n, o) ->
                TA.bbands(0, e, b.close, 20, 2, 2, MAType.Sma, i, n, o, new double[o.length], new double[o.length])),
            of("bollinger(20,2).lower", (b, e, i, n, o) ->
                TA.bbands(0, e, b.close, 20, 2, 2, MAType.Sma, i, n, new double[o.length], new double[o.length], o)),
            of("stddev(20)", (b, e, i, n, o) -> TA.stdDev(0, e, b.close, 20, 1, i, n, o)),
            of("variance(20)", (b, e, i, n, o) -> TA.variance(0, e, b.close, 20, 1, i, n, o)),
            of("linreg(14).value", (b, e, i, n, o) -> TA.linearReg(0, e, b.close, 14, i, n, o)),
            of("linreg(14).slope", (b, e, i, n, o) -> TA.linearRegSlope(0, e, b.close, 14, i, n, o)),
            of("highest(high,20)", (b, e, i, n, o) -> TA.max(0, e, b.high, 20, i, n, o)),
            of("lowest(low,20)", (b, e, i, n, o) -> TA.min(0, e, b.low, 20, i, n, o)),
            of("fast_k(14)", (b, e, i, n, o) ->
                TA.stochF(0, e, b.high, b.low, b.close, 14, 1, MAType.Sma, i, n, o, new double[o.length])),
            of("stoch(14,3,3).k", (b, e, i, n, o) ->
                TA.stoch(0, e, b.high, b.low, b.close, 14, 3, MAType.Sma, 3, MAType.Sma, i, n, o, new double[o.length])),
            of("stoch(14,3,3).d", (b, e, i, n, o) ->
                TA.stoch(0, e, b.high, b.low, b.close, 14, 3, MAType.Sma, 3, MAType.Sma, i, n, new double[o.length], o)),
            of("stochrsi(14,14,1,3).k", (b, e, i, n, o) ->
                TA.stochRsi(0, e, b.close, 14, 14, 3, MAType.Sma, i, n, o, new double[o.length])),
            of("stochrsi(14,14,1,3).d", (b, e, i, n, o) ->
                TA.stochRsi(0, e, b.close, 14, 14, 3, MAType.Sma, i, n, new double[o.length], o)),
            of("psar(0.02,0.2)", (b, e, i, n, o) -> TA.sar(0, e, b.high, b.low, 0.02, 0.2, i, n, o)),
            of("ad", (b, e, i, n, o) -> TA.ad(0, e, b.high, b.low, b.close, b.volume, i, n, o)),
            of("chaikin(3,10)", (b, e, i, n, o) -> TA.adOsc(0, e, b.high, b.low, b.close, b.volume, 3, 10, i, n, o)),
            of("change(obv)", (b, e, i, n, o) -> changeOfObv(b, e, i, n, o)));
    }

    /** TA-Lib's begins with the first bar's volume; the changes are the same. */
    private static RetCode changeOfObv(final Bars bars, final int last, final MInteger begin, final MInteger count, final double[] out) {
        final double[] obv = new double[out.length];
        final RetCode code = TA.obv(0, last, bars.close, bars.volume, begin, count, obv);
        for (int i = 2; i < count.value; i++) {
            out[i - 2] = obv[i] - obv[i - 1];
        }
        begin.value = 2;
        count.value -= 2;
        return code;
    }

    private static Arguments of(final String spec, final Call call) {
        return Arguments.of(spec, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("indicators")
    void shouldAgreeWithTaLibOnAWalk(final String spec, final Call call) {
        assertAgrees(spec, call, Bars.walk(BARS, SEED), " seed=" + SEED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("indicators")
    void shouldAgreeWithTaLibOnRealBars(final String spec, final Call call) throws IOException {
        final Bars real = Bars.real(BARS);
        assumeTrue(real != null, "shared market data are not here: skipped");
        assertAgrees(spec, call, real, "");
    }

    private static void assertAgrees(final String spec, final Call call, final Bars bars, final String seed) {
        final double[] out = new double[bars.size()];
        final MInteger begin = new MInteger();
        final MInteger count = new MInteger();
        assertEquals(RetCode.Success, call.compute(bars, bars.size() - 1, begin, count, out));
        final IndicatorGraph graph = new IndicatorGraph();
        final Indicator ours = graph.indicator(spec);
        final Indicator movement = graph.indicator(movement(spec));
        double largest = 0;
        double largestClose = 0;
        int still = 0;
        int compared = 0;
        for (int i = 0; i < bars.size(); i++) {
            graph.onBar(i, i + 1, bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
            if (i < begin.value || i >= begin.value + count.value || i + 1 < ours.warmupBars()) {
                continue;
            }
            // Where nothing moves, a quotient of TA-Lib's is one of rounding errors; ours is 0.
            still = movement.value() < 1e-9 * bars.close[i] ? 3 : isTieByRounding(spec, bars, i) ? 14 : still - 1;
            if (still > 0) {
                continue;
            }
            final double theirs = out[i - begin.value];
            largestClose = Math.max(largestClose, bars.close[i]);
            compared++;
            largest = Math.max(largest, Math.abs(theirs));
            // TA-Lib's own running sums lose digits against the largest number that went through them.
            final int bar = i;
            assertEquals(
                theirs, ours.value(), tolerance(spec, theirs, bars.close[i], largest, largestClose), () -> spec + " bar " + bar + seed);
        }
        assertTrue(compared > 0.9 * BARS, spec + " compared only " + compared);
        assertEquals(begin.value + 1, ours.warmupBars(), 12, spec + " begins elsewhere");
    }

    /** What an indicator divides by, where TA-Lib does not look whether there is anything. */
    private static String movement(final String spec) {
        return spec.startsWith("stochrsi") ? "(highest(rsi(14),14) - lowest(rsi(14),14))*1000"
            : spec.startsWith("cci") ? "mean_deviation(hlc3,20)" : "close";
    }

    /** Typical prices that are equal but for the last digit are equal to us, and a rise or fall to TA-Lib. */
    private static boolean isTieByRounding(final String spec, final Bars bars, final int i) {
        return spec.startsWith("mfi") && i > 0 && bars.hlc3(i) != bars.hlc3(i - 1)
            && Math.abs(bars.hlc3(i) - bars.hlc3(i - 1)) < 1e-12 * bars.hlc3(i);
    }

    private static double tolerance(
        final String spec, final double theirs, final double close, final double largest, final double largestClose) {
        // TA-Lib takes the difference of two large running sums: this much of it is rounding, and a root makes it more.
        final double varianceNoise = 1e-14 * largestClose * largestClose;
        if (spec.startsWith("variance")) {
            return varianceNoise;
        }
        if (spec.startsWith("stddev") || spec.startsWith("bollinger")) {
            return spec.startsWith("stddev") && theirs > 0 ? Math.min(Math.sqrt(varianceNoise), varianceNoise / theirs) + 1e-9 * theirs
                : 2 * Math.sqrt(varianceNoise);
        }
        final boolean isTotal = "ad".equals(spec) || spec.startsWith("chaikin") || spec.contains("obv");
        final boolean isShare = spec.startsWith("cci") || spec.startsWith("stoch") || spec.startsWith("cmo");
        return 1e-9 * Math.max(Math.abs(theirs), isTotal ? largest : isShare ? 100 : close * 1e-3);
    }
}
