package io.ringmaster.lab.retraining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutReturnsTest {

    private static final long NS_PER_MS = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void shouldMeasureEachWholePeriod() throws IOException {
        final Path steps = Files.writeString(directory.resolve("steps.csv"), """
            time_ms,mark,position,cash,equity,fees,funding
            900,1,0,100,90,0,0
            1500,1,0,100,110,0,0
            2000,1,0,100,120,0,0
            2001,1,0,100,60,0,0
            4200,1,0,100,75,0,0
            5400,1,0,100,1000,0,0
            """);
        // From 1 s on: 120 at 2 s; 60 at 3 s; nothing up to 4 s; 75 at 5 s. What ends behind 5.5 s is no whole period, and 0.9 s is before the first.
        assertArrayEquals(
            new double[] {0.2, -0.5, 0, 0.25},
            HeldOutReturns.of(steps, new HeldOutReturns.Periods(1_000 * NS_PER_MS, 5_500 * NS_PER_MS, 1_000 * NS_PER_MS), 100 * FixedPoint.ONE), 1e-12);
    }

    @Test
    void shouldEarnNothingOnceTheAccountIsRuined() throws IOException {
        final Path steps = Files.writeString(directory.resolve("steps.csv"), """
            time_ms,mark,position,cash,equity,fees,funding
            500,1,0,100,-1,0,0
            1500,1,0,100,50,0,0
            """);
        assertArrayEquals(
            new double[] {-1.01, 0},
            HeldOutReturns.of(steps, new HeldOutReturns.Periods(0, 2_000 * NS_PER_MS, 1_000 * NS_PER_MS), 100 * FixedPoint.ONE), 1e-12);
    }
}
