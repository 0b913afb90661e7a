package io.ringmaster.strategies.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmaster.strategies.Bars;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.AwesomeOscillatorIndicator;
import org.ta4j.core.indicators.CMOIndicator;
import org.ta4j.core.indicators.MassIndexIndicator;
import org.ta4j.core.indicators.averages.HMAIndicator;
import org.ta4j.core.indicators.averages.VWMAIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.MedianPriceIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuKijunSenIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuTenkanSenIndicator;
import org.ta4j.core.indicators.volume.ChaikinMoneyFlowIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * Indicators that TA-Lib lacks and ta4j has. Compared once ta4j's recursive means have forgotten that they begin elsewhere than with the
 * mean of the first n (reference, strategies 0).
 */
class Ta4jTest {

    private static final int BARS = 20_000;
    private static final int FORGOTTEN = 600;

    static Stream<Arguments> indicators() {
        return Stream.of(
            of("hma(16)", s -> new HMAIndicator(new ClosePriceIndicator(s), 16)),
            of("vwma(20)", s -> new VWMAIndicator(new ClosePriceIndicator(s), 20)),
            of("vwap(20)", s -> new VWAPIndicator(s, 20)),
            of("cmf(20)", s -> new ChaikinMoneyFlowIndicator(s, 20)),
            of("cmo(14,chande)", s -> new CMOIndicator(new ClosePriceIndicator(s), 14)),
            of("awesome(5,34)", s -> new AwesomeOscillatorIndicator(new MedianPriceIndicator(s), 5, 34)),
            of("mass_index(9,25)", s -> new MassIndexIndicator(s, 9, 25)),
            of("ichimoku.tenkan", s -> new IchimokuTenkanSenIndicator(s, 9)),
            of("ichimoku.kijun", s -> new IchimokuKijunSenIndicator(s, 26)),
            of("highest(high,20)", s -> new DonchianChannelUpperIndicator(s, 20)),
            of("lowest(low,20)", s -> new DonchianChannelLowerIndicator(s, 20)));
    }

    private static Arguments of(final String spec, final Function<BarSeries, org.ta4j.core.Indicator<Num>> theirs) {
        return Arguments.of(spec, theirs);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("indicators")
    void shouldAgreeWithTa4jOnRealBars(
        final String spec, final Function<BarSeries, org.ta4j.core.Indicator<Num>> factory) throws IOException {
        final Bars bars = Bars.real(BARS);
        assumeTrue(bars != null, "shared market data are not here: skipped");
        final org.ta4j.core.Indicator<Num> theirs = factory.apply(series(bars));
        final IndicatorGraph graph = new IndicatorGraph();
        final Indicator ours = graph.indicator(spec);
        int compared = 0;
        for (int i = 0; i < bars.size(); i++) {
            graph.onBar(i, i + 1, bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
            final double expected = theirs.getValue(i).doubleValue();
            if (i > FORGOTTEN && !Double.isNaN(expected)) {
                compared++;
                assertEquals(expected, ours.value(), 1e-9 * Math.max(Math.abs(expected), bars.close[i] * 1e-3), spec + " bar " + i);
            }
        }
        // ta4j's money flow is NaN while a bar without a range is in its window; ours takes such a bar for 0.
        assertTrue(compared > (spec.startsWith("cmf") ? 0.2 : 0.9) * BARS, spec + " compared only " + compared);
    }

    private static BarSeries series(final Bars bars) {
        final BarSeries series = new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();
        for (int i = 0; i < bars.size(); i++) {
            series.barBuilder().timePeriod(Duration.ofMinutes(1)).endTime(Instant.ofEpochSecond(60L * (i + 1)))
                .openPrice(bars.open[i]).highPrice(bars.high[i]).lowPrice(bars.low[i]).closePrice(bars.close[i])
                .volume(bars.volume[i]).add();
        }
        return series;
    }
}
