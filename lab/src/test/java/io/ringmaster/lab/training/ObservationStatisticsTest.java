package io.ringmaster.lab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationStatisticsTest {

    /** Mean 5 and deviation 2 of 2, 4, 4, 4, 5, 5, 7, 9 are the usual example of a text book. */
    @Test
    void shouldDescribeEachValue() {
        final ObservationStatistics.Collector collector = new ObservationStatistics.Collector(2);
        for (final float value : new float[] {9, 2, 4, 5, 4, 7, 4, 5}) {
            collector.see(new float[] {value, 1, -value});
        }
        final ObservationStatistics statistics = collector.statistics(List.of("a", "b"));

        assertEquals(8, statistics.observations());
        assertEquals(5, statistics.values().get(0).mean(), 1e-12);
        assertEquals(2, statistics.values().get(0).deviation(), 1e-12);
        assertEquals(List.of(2.0, 2.0, 2.0, 4.0, 5.0, 5.0, 9.0, 9.0, 9.0), statistics.values().get(0).quantiles());
        assertEquals(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), statistics.values().get(1).quantiles());
        assertEquals(2, statistics.reference().values().size());
        assertEquals(1, statistics.reference().outputs().size());
        final List<String> lines = statistics.csv().lines().toList();
        assertEquals("value,mean,deviation,q0.0,q0.01,q0.05,q0.25,q0.5,q0.75,q0.95,q0.99,q1.0", lines.get(0));
        assertTrue(lines.get(1).startsWith("a,") && lines.get(1).endsWith(",2.0,2.0,2.0,4.0,5.0,5.0,9.0,9.0,9.0"), lines.get(1));
        assertEquals("b,1.0,0.0,1.0,1.0,1.0,1.0,1.0,1.0,1.0,1.0,1.0", lines.get(2));
    }

    @Test
    void shouldKeepABoundedSampleThatCoversEverything() {
        final SpreadSample sample = new SpreadSample(8);
        for (int i = 0; i < 100; i++) {
            sample.see(new float[] {i});
        }
        final List<Integer> kept = sample.rows().stream().map(row -> (int) row[0]).toList();
        assertEquals(List.of(0, 16, 32, 48, 64, 80, 96), kept);

        final ObservationStatistics.Collector collector = new ObservationStatistics.Collector(1);
        for (int i = 0; i < 100_000; i++) {
            collector.see(new float[] {i, 0});
        }
        final ObservationStatistics.Value value = collector.statistics(List.of("a")).values().getFirst();
        assertEquals(99_999, value.quantiles().getLast());
        assertEquals(49_999.5, value.mean(), 1e-6);
        assertTrue(Math.abs(value.quantiles().get(4) - 50_000) < 10, () -> "" + value.quantiles());
    }
}
