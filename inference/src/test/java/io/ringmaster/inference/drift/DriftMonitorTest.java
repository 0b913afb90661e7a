package io.ringmaster.inference.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The expected indices come from a computation of the formula in Python, with the least share of 0.0001. */
class DriftMonitorTest {

    private static final long SEED = Long.getLong("seed", 23);
    private static final long HOUR = 3_600_000_000_000L;
    private static final float[] NOTHING = {0};

    private final DriftReport report = new DriftReport();

    private static DriftMonitor monitor(final int leastDecisions, final String... lines) {
        final DriftReference reference = DriftReference.parse("ringmaster.reference 1\n" + String.join("\n", lines));
        final DriftMonitor monitor = new DriftMonitor(reference.values().size(), new DriftSettings(HOUR, 0.25, leastDecisions));
        monitor.use(reference);
        return monitor;
    }

    /** Sees each value as often as given, then one more decision in the next hour. */
    private void see(final DriftMonitor monitor, final float[] values, final int[] times) {
        for (int i = 0; i < values.length; i++) {
            for (int n = 0; n < times[i]; n++) {
                monitor.onDecision(n, new float[] {values[i]}, NOTHING);
                monitor.report(report);
                assertFalse(report.isPresent(), "within the first hour");
            }
        }
    }

    @Test
    void shouldMeasureAsTheFormulaSays() {
        assertIndex(0.41588830833596724, "0.5 0 0.5", new float[] {-1, 1}, 80, 20);
        assertIndex(2.1285158932529735, "0.25 0 0.5 1 0.25", new float[] {-1, 0.5f, 2}, 0, 50, 50);
        assertIndex(0.22821740957339182, "0.25 0 0.25 1 0.25 2 0.25", new float[] {-1, 0.5f, 1.5f, 7}, 10, 20, 30, 40);
        assertIndex(4.60431846666895, "1 0 0", new float[] {-1, 1}, 50, 50);
        assertIndex(0, "0.5 0 0.5", new float[] {-1, 1}, 50, 50);
    }

    private void assertIndex(final double expected, final String bins, final float[] values, final int... times) {
        report.clear();
        final DriftMonitor monitor = monitor(100, "value " + bins, "output 0.5 0 0.5");
        times[times.length - 1]--;
        see(monitor, values, times);
        monitor.onDecision(HOUR, new float[] {values[values.length - 1]}, NOTHING);
        monitor.report(report);
        assertTrue(report.isPresent());
        assertEquals(100, report.decisions());
        assertEquals(expected, report.values().index(0), 1e-12);
        assertEquals(expected > 0.25, report.values().index(0) > report.limit());
    }

    /** All numbers said are 0, which the first bin holds: (1 - 0.5) ln 2 + (0.0001 - 0.5) ln 0.0002. */
    @Test
    void shouldMeasureOutputsAndCountAnEdgeInTheBinThatItEnds() {
        final DriftMonitor monitor = monitor(100, "value 0.5 0 0.5", "output 0.5 0 0.5");
        see(monitor, new float[] {0, 0.1f}, new int[] {50, 49});
        monitor.onDecision(HOUR, new float[] {Float.NaN}, NOTHING);
        monitor.report(report);
        assertEquals(0, report.values().index(0), "NaN counts in the last bin");
        assertEquals(1, report.outputs().count());
        assertEquals(0.5 * Math.log(2) + (0.0001 - 0.5) * Math.log(0.0002), report.outputs().index(0), 1e-12);
        assertTrue(report.isAlarm());
        assertEquals(report.outputs().index(0), report.largest());
    }

    /** At the first decision of an hour, from 100 decisions on; it counts itself. Then counts are halved until they are below 200. */
    @Test
    void shouldMeasureOnceAnHourAndForget() {
        final DriftMonitor monitor = monitor(100, "value 0.5 0 0.5", "output 0.5 0 0.5");
        assertEquals(List.of(), measuredIn(monitor, 0, 98));
        assertEquals(List.of(), measuredIn(monitor, 1, 1), "99 decisions are too few");
        assertEquals(List.of(100), measuredIn(monitor, 3, 400));
        assertEquals(List.of(500), measuredIn(monitor, 4, 1));
        assertEquals(List.of(126), measuredIn(monitor, 5, 1), "500, 250, 125, and one more");
    }

    private List<Integer> measuredIn(final DriftMonitor monitor, final int hour, final int decisions) {
        final List<Integer> measured = new ArrayList<>();
        for (int n = 0; n < decisions; n++) {
            report.clear();
            monitor.onDecision(hour * HOUR + n, NOTHING, NOTHING);
            monitor.report(report);
            if (report.isPresent()) {
                measured.add(report.decisions());
            }
        }
        return measured;
    }

    @Test
    void shouldReportTheSixteenLargestInOrder() {
        final int columns = 40;
        final String[] lines = IntStream.rangeClosed(0, columns).mapToObj(i -> i == columns ? "output 0.5 0 0.5" : "value 0.5 0 0.5").toArray(String[]::new);
        final DriftMonitor monitor = monitor(100, lines);
        for (int n = 0; n < 100; n++) {
            final float[] seen = new float[columns];
            for (int i = 0; i < columns; i++) {
                // Column i is above 0 in 50 + (7 i mod 40) of 100 decisions.
                seen[i] = n < 50 + 7 * i % columns ? 1 : -1;
            }
            monitor.onDecision(n == 99 ? HOUR : 0, seen, NOTHING);
        }
        monitor.report(report);
        final List<Integer> expected = IntStream.range(0, columns).boxed().sorted((a, b) -> 7 * b % columns - 7 * a % columns).limit(16).toList();
        assertEquals(expected, IntStream.range(0, report.values().count()).mapToObj(report.values()::column).toList());
    }

    /** Normal values against the deciles of a normal: quiet as they are, an alarm if they move by a standard deviation. */
    @Test
    void shouldAlarmWhenTheMarketMovesAndNotBefore() {
        final String deciles = "value 0.1 -1.2816 0.1 -0.8416 0.1 -0.5244 0.1 -0.2533 0.1 0 0.1 0.2533 0.1 0.5244 0.1 0.8416 0.1 1.2816 0.1";
        final DriftMonitor monitor = monitor(1_000, deciles, "output 1 1 0");
        final SplittableRandom random = new SplittableRandom(SEED);
        int measured = 0;
        for (int hour = 0; hour < 20; hour++) {
            for (int n = 0; n < 1_000; n++) {
                report.clear();
                monitor.onDecision(hour * HOUR, new float[] {(float) (random.nextGaussian() + (hour < 10 ? 0 : 1))}, NOTHING);
                monitor.report(report);
                if (report.isPresent()) {
                    // The measurement of hour 11 is the first of moved values, of which it has as many as of others.
                    assertTrue(hour <= 10 ? report.largest() < 0.1 : hour < 12 || report.isAlarm(), hour + ": " + report.largest() + ", seed=" + SEED);
                    measured++;
                }
            }
        }
        assertEquals(19, measured);
    }

    /** 1 to 1,000 in a random order: deciles at 100, 200, ... 900; and a column that is 0 in three of four rows. */
    @Test
    void shouldMakeAReferenceByDeciles() {
        final List<float[]> rows = new ArrayList<>(IntStream.rangeClosed(1, 1_000).mapToObj(i -> new float[] {i, i % 4 == 0 ? 1 : 0}).toList());
        Collections.shuffle(rows, new Random(SEED));
        final DriftReference made = DriftReference.of(rows, rows.stream().map(row -> new float[] {-row[0]}).toList());
        assertEquals("""
            ringmaster.reference 1
            value 0.1 100.0 0.1 200.0 0.1 300.0 0.1 400.0 0.1 500.0 0.1 600.0 0.1 700.0 0.1 800.0 0.1 900.0 0.1
            value 0.75 0.0 0.25 1.0 0.0
            output 0.1 -901.0 0.1 -801.0 0.1 -701.0 0.1 -601.0 0.1 -501.0 0.1 -401.0 0.1 -301.0 0.1 -201.0 0.1 -101.0 0.1
            """, made.text());
        assertEquals(made, DriftReference.parse(made.text()));
    }

    @Test
    void shouldBeginAnewWithAnotherModel() {
        final DriftMonitor monitor = monitor(100, "value 0.5 0 0.5", "output 0.5 0 0.5");
        assertEquals(List.of(), measuredIn(monitor, 0, 99));
        monitor.use(DriftReference.parse("ringmaster.reference 1\nvalue 0.25 -1 0.25 0 0.5\noutput 1 0 0"));
        assertEquals(List.of(), measuredIn(monitor, 1, 99));
        assertEquals(List.of(100), measuredIn(monitor, 2, 1));
        assertEquals(0, report.outputs().index(0), 1e-3, "all said is where it is expected");
        monitor.use(null);
        assertEquals(List.of(), measuredIn(monitor, 3, 200));
        assertEquals(List.of(), measuredIn(monitor, 4, 1), "a model without a reference");
    }

    @Test
    void shouldNameTheLineThatIsWrong() {
        final String good = "value 0.5 0 0.5";
        assertEquals("line 1 must be 'ringmaster.reference 1'", fault("value 0.5 0 0.5"));
        assertEquals("line 2: begins with 'feature' instead of value or output", fault("ringmaster.reference 1\nfeature 0.5 0 0.5"));
        assertEquals("line 3: a share must come first and last, with an edge between two shares", fault("ringmaster.reference 1\n" + good + "\nvalue 1 0"));
        assertEquals("line 2: its shares must not be negative, and be 1 together", fault("ringmaster.reference 1\nvalue 0.5 0 0.4"));
        assertEquals("line 2: its shares must not be negative, and be 1 together", fault("ringmaster.reference 1\nvalue 1.5 0 -0.5"));
        assertEquals("line 2: its edges must be finite and ascend: 1.0", fault("ringmaster.reference 1\nvalue 0.5 1 0.25 1 0.25"));
        assertEquals("line 2: '0,5' is not a number", fault("ringmaster.reference 1\nvalue 0,5 0 0.5"));
        assertEquals("line 2: it has 1 bins; give 2 to 32", fault("ringmaster.reference 1\nvalue 1"));
        assertEquals("line 2: it has 34 bins; give 2 to 32",
            fault("ringmaster.reference 1\nvalue " + Collections.nCopies(34, "0").stream().collect(Collectors.joining(" 1 "))));
    }

    private static String fault(final String text) {
        try {
            DriftReference.parse(text);
        } catch (final IllegalArgumentException e) {
            return e.getMessage();
        }
        return "none";
    }
}
