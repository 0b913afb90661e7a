package io.ringmaster.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.cli.bench.StageTimes.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The load's clock stands still unless something takes time, so each figure is exact. */
class LoadGeneratorTest {

    private static final long SERVICE_NS = 100;
    private static final long PAUSE_NS = 1_000_000;

    private long nowNs = 1_000_000_000L;
    private final LoadGenerator generator = new LoadGenerator(() -> nowNs, dueNs -> nowNs = Math.max(nowNs, dueNs));
    private final List<Long> dueNs = new ArrayList<>();

    /** A stage that takes {@link #SERVICE_NS} for each event, and once {@link #PAUSE_NS} more. */
    private final class Stages implements LoadGenerator.Load {

        private final StageTimes times = new StageTimes();
        private final Map<Stage, Histogram> figures = StageTimes.histograms();
        private final int pausesAt;
        private long sequence;

        private Stages(final int pausesAt) {
            this.pausesAt = pausesAt;
            times.recordTo(figures);
        }

        @Override
        public void publish(final long eventDueNs) {
            dueNs.add(eventDueNs);
            final long claimedNs = nowNs;
            times.due(++sequence, eventDueNs);
            nowNs += SERVICE_NS + (sequence == pausesAt ? PAUSE_NS : 0);
            times.onSequenced(sequence, claimedNs, claimedNs, claimedNs, sequence % 2 == 0 ? nowNs : 0, nowNs);
        }

        @Override
        public void idle(final long atNs) {
            // Takes no time.
        }
    }

    /** Of 1,000 events that are 10 microseconds apart, one takes a millisecond: it and the 101 behind it are late, each by 9.9 microseconds less than the one before. */
    @Test
    void shouldCountAPauseForEveryEventThatWaits() {
        final Stages stages = new Stages(500);

        generator.play(stages, Arrivals.atRate(100_000), 0, 1_000);

        final Histogram whole = stages.figures.get(Stage.TICK_TO_END);
        assertEquals(1_000, whole.getTotalCount());
        assertEquals(SERVICE_NS, whole.getValueAtPercentile(89));
        // The next one ends 1,000,100 + 100 - 10,000 ns after it is due, and each one after that 9,900 ns less: 990,200 - 100 x 9,900 = 200 is the last.
        assertEquals(102, whole.getTotalCount() - whole.getCountBetweenValues(0, SERVICE_NS + 5));
        assertEquals(PAUSE_NS + SERVICE_NS, whole.getMaxValue(), PAUSE_NS / 1_000.0);
        final Histogram late = stages.figures.get(Stage.PUBLISH);
        assertEquals(PAUSE_NS + SERVICE_NS - 10_000, late.getMaxValue(), PAUSE_NS / 1_000.0);
        // Only the event itself took long from its claim on.
        assertEquals(1, stages.figures.get(Stage.CLAIM_TO_END).getCountBetweenValues(SERVICE_NS + 5, PAUSE_NS * 2));
        assertEquals(500, stages.figures.get(Stage.TICK_TO_ORDER).getTotalCount());
    }

    /** 30,000 a second do not divide a second into whole nanoseconds, and yet the last event of each second ends it. */
    @Test
    void shouldKeepARateWithoutDrift() {
        final Arrivals arrivals = Arrivals.atRate(30_000);

        assertEquals(33_333, arrivals.dueNs(1));
        assertEquals(66_666, arrivals.dueNs(2));
        assertEquals(100_000, arrivals.dueNs(3));
        assertEquals(86_400L * 1_000_000_000L, arrivals.dueNs(86_400L * 30_000));
    }

    @Test
    void shouldPublishAtTheTimesOfTheRate() {
        generator.play(new Stages(-1), Arrivals.atRate(1_000_000), 3, 5);

        final long first = dueNs.getFirst();
        assertEquals(List.of(first, first + 1_000, first + 2_000, first + 3_000, first + 4_000), dueNs);
    }

    /** The recording is its own measure: its messages carry the times at which they came. */
    @Test
    void shouldPublishAtTheDistancesOfTheRecording() {
        final RecordedMarket market = RecordedMarket.bundled();
        final int last = market.count() - 1;

        generator.play(new Stages(-1), Arrivals.asRecorded(market), last - 2, 5);

        final long first = dueNs.getFirst();
        assertEquals(List.of(
            0L, market.timeNs(last - 1) - market.timeNs(last - 2), market.timeNs(last) - market.timeNs(last - 2),
            market.timeNs(last) - market.timeNs(last - 2) + Arrivals.PAUSE_NS,
            market.timeNs(last) - market.timeNs(last - 2) + Arrivals.PAUSE_NS + market.timeNs(1) - market.timeNs(0)),
            dueNs.stream().map(each -> each - first).toList());
    }
}
