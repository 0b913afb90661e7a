package io.ringmaster.bench.comparison;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.bench.input.Portfolio;
import io.ringmaster.bench.input.Walk;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Rule;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DecimalNumFactory;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.NumFactory;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/**
 * Question: what does a new bar cost a strategy of two moving averages, here and in ta4j?
 *
 * <p>Input: random bars of one minute, one by one as on a live market; long when the mean of 10 closes crosses above that of 50, flat when it crosses below.
 * ta4j keeps 256 bars, with doubles and with its default, decimals. {@code scripts/compare-ta4j} compares the trades as well.
 *
 * <p>Changes a decision at: ta4j with doubles being faster. Then its indicators would replace ours.
 */
public class MovingAverageBenchmark extends PerOperation {

    private static final int FAST = 10;
    private static final int SLOW = 50;
    /** Enough for the slow mean; more only make ta4j slower. */
    private static final int KEPT = 256;

    private final Walk walk = new Walk();
    private final StrategyShard shard = Portfolio.shard(List.of(StrategySpec.of("cross", "rule", Walk.BAR_NS, Map.of(
        "long", "sma(" + FAST + ") crosses above sma(" + SLOW + ")", "flat", "sma(" + FAST + ") crosses below sma(" + SLOW + ")"))));

    /** The same strategy in ta4j. */
    @State(Scope.Thread)
    public static class Ta4j {

        /** Its numbers. */
        public enum Numbers { DOUBLES, DECIMALS }

        @Param
        public Numbers numbers;

        private BarSeries series;
        private Rule enter;
        private Rule leave;

        @Setup
        public void open() {
            final NumFactory factory = switch (numbers) {
                case DOUBLES -> DoubleNumFactory.getInstance();
                case DECIMALS -> DecimalNumFactory.getInstance();
            };
            series = new BaseBarSeriesBuilder().withNumFactory(factory).withMaxBarCount(KEPT).build();
            final ClosePriceIndicator close = new ClosePriceIndicator(series);
            final SMAIndicator fast = new SMAIndicator(close, FAST);
            final SMAIndicator slow = new SMAIndicator(close, SLOW);
            enter = new CrossedUpIndicatorRule(fast, slow);
            leave = new CrossedDownIndicatorRule(fast, slow);
        }

        private boolean add(final Walk bar) {
            series.barBuilder().timePeriod(Duration.ofNanos(Walk.BAR_NS)).endTime(Instant.ofEpochSecond(0, bar.closeTimeNs()))
                .openPrice(bar.open).highPrice(bar.high).lowPrice(bar.low).closePrice(bar.close).volume(bar.volume).add();
            final int index = series.getEndIndex();
            return enter.isSatisfied(index) || leave.isSatisfied(index);
        }
    }

    @Benchmark
    public int here() {
        walk.advance();
        shard.clearChanges();
        shard.onBarClosed(0, Walk.BAR_NS, walk.openTimeNs, walk.closeTimeNs(), walk.open, walk.high, walk.low, walk.close, walk.volume);
        shard.evaluate();
        return shard.changedCount();
    }

    @Benchmark
    public boolean ta4j(final Ta4j there) {
        walk.advance();
        return there.add(walk);
    }
}
